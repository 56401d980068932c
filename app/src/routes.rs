//! The staff application's routes. Every page is lazy: the first chunk carries the shell, each page comes with its own.

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
                    <Route path=path!("/staff") view={Lazy::<crate::shell::HomePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients") view={Lazy::<crate::patients::PatientsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/patients/:id") view={Lazy::<crate::patients::PatientPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/imports") view={Lazy::<crate::imports::ImportsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/people") view={Lazy::<crate::people::PeoplePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/account") view={Lazy::<crate::account::OwnAccountPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/audit") view={Lazy::<crate::audit::AuditPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/settings") view={Lazy::<crate::settings::SettingsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/events") view={Lazy::<crate::events::EventsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/events/:id") view={Lazy::<crate::events::EventPlanningPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages") view={Lazy::<crate::messages::MessagesPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/messages/:id") view={Lazy::<crate::messages::EditorPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox") view={Lazy::<crate::messages::OutboxPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/outbox/:id") view={Lazy::<crate::messages::MessagePage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys") view={Lazy::<crate::journeys::JourneysPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/journeys/:id") view={Lazy::<crate::journeys::DesignerPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/triggers") view={Lazy::<crate::journeys::TriggersPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments") view={Lazy::<crate::segments::SegmentsPage>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/staff/segments/:id") view={Lazy::<crate::segments::SegmentPage>::new()} ssr=SsrMode::Async />
                </FlatRoutes>
            </Frame>
        </Router>
    }
}
