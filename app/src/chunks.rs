//! Which page comes in which chunk of WASM.
//!
//! The first chunk carries the shell. What a page needs, its data included, comes with the page's chunk: a type that the
//! first chunk asks the server for would bring its whole deserialiser there. Most pages share one chunk, because code that
//! several chunks need is split off again into a file for each combination: nineteen chunks made four hundred files.

use crate::{account, audit, events, imports, journeys, messages, patients, people, segments, settings, shell};
use leptos::prelude::*;
use leptos_router::LazyRoute;

/// A route type for each page, whose view is loaded with `$chunk`.
macro_rules! chunk {
    ($chunk:ident, $($page:ident => $view:path),+ $(,)?) => {
        mod $chunk {
            use super::*;

            #[derive(Debug, Clone, Copy)]
            #[repr(u8)]
            pub enum Page {
                $($page),+
            }

            #[lazy($chunk)]
            pub fn view(page: Page) -> AnyView {
                match page {
                    $(Page::$page => $view()),+
                }
            }

            pub async fn preload() {
                #[cfg(target_arch = "wasm32")]
                __preload_view().await;
            }
        }

        $(
            #[derive(Debug)]
            pub struct $page;

            impl LazyRoute for $page {
                fn data() -> Self {
                    Self
                }

                async fn view(_page: Self) -> AnyView {
                    $chunk::view($chunk::Page::$page).await
                }

                async fn preload() {
                    $chunk::preload().await;
                }
            }
        )+
    };
}

chunk!(
    pages,
    HomePage => shell::home_page,
    PatientsPage => patients::patients_page,
    PatientPage => patients::patient_page,
    ImportsPage => imports::imports_page,
    PeoplePage => people::people_page,
    OwnAccountPage => account::own_account_page,
    AuditPage => audit::audit_page,
    SettingsPage => settings::settings_page,
    EventsPage => events::events_page,
    MessagesPage => messages::messages_page,
    OutboxPage => messages::outbox_page,
    MessagePage => messages::message_page,
    JourneysPage => journeys::journeys_page,
    TriggersPage => journeys::triggers_page,
    SegmentsPage => segments::segments_page,
);
chunk!(planning, EventPlanningPage => events::event_planning_page);
chunk!(editor, EditorPage => messages::editor_page);
chunk!(designer, DesignerPage => journeys::designer_page);
chunk!(builder, SegmentPage => segments::segment_page);
