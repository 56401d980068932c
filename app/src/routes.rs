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
                    <Route path=path!("/staff") view={Lazy::<chunks::HomePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients") view={Lazy::<chunks::PatientsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients/:id") view={Lazy::<chunks::PatientPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/imports") view={Lazy::<chunks::ImportsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/people") view={Lazy::<chunks::PeoplePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/account") view={Lazy::<chunks::OwnAccountPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/audit") view={Lazy::<chunks::AuditPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/settings") view={Lazy::<chunks::SettingsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/events") view={Lazy::<chunks::EventsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/events/:id") view={Lazy::<chunks::EventPlanningPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages") view={Lazy::<chunks::MessagesPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages/:id") view={Lazy::<chunks::EditorPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox") view={Lazy::<chunks::OutboxPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox/:id") view={Lazy::<chunks::MessagePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys") view={Lazy::<chunks::JourneysPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys/:id") view={Lazy::<chunks::DesignerPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/triggers") view={Lazy::<chunks::TriggersPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments") view={Lazy::<chunks::SegmentsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments/:id") view={Lazy::<chunks::SegmentPage>::new()} ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}
