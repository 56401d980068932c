//! What is shown where no page is.

use kit::{ButtonKind, ButtonLink, EmptyState, Page, PageHeader};
use leptos::prelude::*;

pub fn not_found_page() -> AnyView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <Page>
            <PageHeader title=Signal::stored("There is no such page".to_owned()) />
            <div class="card">
                <EmptyState
                    icon="map-pin"
                    title="Nothing at this address"
                    text="The link may be old, or the thing it led to may be gone. Ctrl+K finds what is there."
                >
                    <ButtonLink href="/staff" kind=ButtonKind::Primary icon="house">"Home"</ButtonLink>
                </EmptyState>
            </div>
        </Page>
    }
    .into_any()
}
