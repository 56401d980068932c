//! Prospect lists.

use kit::PageHeader;
use leptos::prelude::*;

/// `/staff/prospects`
pub fn prospects_page() -> AnyView {
    view! {
        <kit::Page>
            <PageHeader title="Prospect lists" />
        </kit::Page>
    }
    .into_any()
}
