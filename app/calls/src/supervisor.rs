//! Supervisor.

use kit::PageHeader;
use leptos::prelude::*;

/// `/staff/supervisor`
pub fn supervisor_page() -> AnyView {
    view! {
        <kit::Page>
            <PageHeader title="Supervisor" />
        </kit::Page>
    }
    .into_any()
}
