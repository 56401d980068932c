//! The way on when what is on the page is not the newest.

use super::{Button, ButtonSize};
use leptos::prelude::*;

/// Loads the page anew; what is not saved on it is gone.
#[component]
pub fn ReloadButton() -> impl IntoView {
    view! {
        <Button
            size=ButtonSize::Small
            icon="refresh-cw"
            on_click=move |_| {
                // Fails only in a page that is being left already.
                let _ = window().location().reload();
            }
        >
            "Reload"
        </Button>
    }
    .into_any()
}
