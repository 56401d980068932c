//! The staff application's routes. Every page is lazy: the first chunk carries the shell, each page comes with its own.

use crate::chunks::Page;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{ChooseView, SsrMode, path};
#[cfg(feature = "ssr")]
use shell::Assets;
use shell::Frame;

/// The root of the hydrated application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=|| Suspend::new(Page::NotFound.choose())>
                    <Route path=path!("/staff") view=Page::Home ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients") view=Page::Patients ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients/:id") view=Page::Patient ssr=SsrMode::Async />
                    <Route path=path!("/staff/imports") view=Page::Imports ssr=SsrMode::Async />
                    <Route path=path!("/staff/people") view=Page::People ssr=SsrMode::Async />
                    <Route path=path!("/staff/account") view=Page::OwnAccount ssr=SsrMode::Async />
                    <Route path=path!("/staff/audit") view=Page::Audit ssr=SsrMode::Async />
                    <Route path=path!("/staff/settings") view=Page::Settings ssr=SsrMode::Async />
                    <Route path=path!("/staff/events") view=Page::Events ssr=SsrMode::Async />
                    <Route path=path!("/staff/events/:id") view=Page::EventPlanning ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages") view=Page::Messages ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages/:id") view=Page::Editor ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox") view=Page::Outbox ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox/:id") view=Page::Message ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys") view=Page::Journeys ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys/:id") view=Page::Designer ssr=SsrMode::Async />
                    <Route path=path!("/staff/triggers") view=Page::Triggers ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments") view=Page::Segments ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments/templates") view=Page::SegmentTemplates ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments/:id") view=Page::Segment ssr=SsrMode::Async />
                    <Route path=path!("/staff/code-sets") view=Page::CodeSets ssr=SsrMode::Async />
                    <Route path=path!("/staff/code-sets/:id") view=Page::CodeSet ssr=SsrMode::Async />
                </FlatRoutes>
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
