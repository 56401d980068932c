//! Call desk.

use kit::PageHeader;
use leptos::prelude::*;

/// `/staff/calls`
pub fn call_desk_page() -> AnyView {
    view! {
        <kit::Page>
            <PageHeader title="Call desk" />
        </kit::Page>
    }
    .into_any()
}
