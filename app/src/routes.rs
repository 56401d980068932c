//! The staff application's routes. Every page is lazy: the first chunk carries the shell, each page comes with its own.

use crate::chunks;
use crate::shell::{Frame, NotFound};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, SsrMode, path};

/// The root of the hydrated application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame>
                <FlatRoutes fallback=|| view! { <NotFound /> }>
                    <Route path=path!("/staff") view={Lazy::<chunks::Home>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients") view={Lazy::<chunks::Patients>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients/:id") view={Lazy::<chunks::Patient>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/imports") view={Lazy::<chunks::Imports>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/people") view={Lazy::<chunks::People>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/account") view={Lazy::<chunks::OwnAccount>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/audit") view={Lazy::<chunks::Audit>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/settings") view={Lazy::<chunks::Settings>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/events") view={Lazy::<chunks::Events>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/events/:id") view={Lazy::<chunks::EventPlanning>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages") view={Lazy::<chunks::Messages>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages/:id") view={Lazy::<chunks::Editor>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox") view={Lazy::<chunks::Outbox>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox/:id") view={Lazy::<chunks::Message>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys") view={Lazy::<chunks::Journeys>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys/:id") view={Lazy::<chunks::Designer>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/triggers") view={Lazy::<chunks::Triggers>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments") view={Lazy::<chunks::Segments>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments/templates") view={Lazy::<chunks::SegmentTemplates>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments/:id") view={Lazy::<chunks::Segment>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/code-sets") view={Lazy::<chunks::CodeSets>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/code-sets/:id") view={Lazy::<chunks::CodeSet>::new()} ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}
