//! Prospect list.

use kit::PageHeader;
use leptos::prelude::*;

/// `/staff/prospects/:id`
pub fn prospect_list_page() -> AnyView {
    view! {
        <kit::Page>
            <PageHeader title="Prospect list" />
        </kit::Page>
    }
    .into_any()
}
