//! Program.

use kit::PageHeader;
use leptos::prelude::*;

/// `/staff/programs/:id`
pub fn program_page() -> AnyView {
    view! {
        <kit::Page>
            <PageHeader title="Program" />
        </kit::Page>
    }
    .into_any()
}
