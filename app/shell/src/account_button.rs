//! The button with one's own name, at the right of the top bar.

use super::account_menu::{face, label};
use super::lazy::{Part, part, preload_part};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::people::Me;

/// The button with one's own name. The menu comes when it is first pressed, and takes the button's place.
pub fn account_button(me: Me) -> AnyView {
    let ready = RwSignal::new(false);
    // The button is there until the menu is.
    let open = move || {
        spawn_local(async move {
            preload_part().await;
            // False when the page has gone.
            let _ = ready.try_set(true);
        });
    };
    (move || {
        if ready.get() {
            return Suspend::new(part(Part::AccountMenu(me.clone()))).into_any();
        }
        view! {
            <div class="menu">
                <button
                    type="button"
                    class="account"
                    aria-label=label(&me)
                    aria-haspopup="menu"
                    aria-expanded="false"
                    on:click=move |_| open()
                    on:keydown=move |event| {
                        if event.key() == "ArrowDown" {
                            event.prevent_default();
                            open();
                        }
                    }
                >
                    {face(me.name.clone(), me.role.label())}
                </button>
            </div>
        }
        .into_any()
    })
    .into_any()
}
