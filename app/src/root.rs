//! The root of the application: the frame around the page that the address names.

use crate::pages::{PLACES, Routes};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;
#[cfg(feature = "ssr")]
use shell::Assets;
use shell::{Frame, Places};

/// The root of the hydrated application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Places(PLACES));
    view! {
        <Router>
            <Frame>
                <Routes />
            </Frame>
        </Router>
    }
}

/// The whole document that the server answers with; `assets` names the files of this build. Its type is erased so that the
/// pages are compiled here and not again in the server.
#[cfg(feature = "ssr")]
pub fn document(assets: Assets) -> AnyView {
    shell::document(assets, || view! { <App /> }.into_any())
}
