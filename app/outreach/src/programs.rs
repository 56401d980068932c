//! Programs.

use kit::PageHeader;
use leptos::prelude::*;

/// `/staff/programs`
pub fn programs_page() -> AnyView {
    view! {
        <kit::Page>
            <PageHeader title="Programs" />
        </kit::Page>
    }
    .into_any()
}
