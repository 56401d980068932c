//! The pages, each in one line: where it is, what shows it, and its place in the navigation. Chunks, routes and places follow.
//!
//! A block is a chunk of WASM. The first chunk carries the shell. What a page needs, its data included, comes with the page's
//! chunk: a type that the first chunk asks the server for would bring its whole deserialiser there. Most pages share one chunk,
//! because code that several chunks need is split off again into a file for each combination: nineteen chunks made four hundred
//! files.

use base::guarded;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route};
use leptos_router::{ChooseView, SsrMode, path};
use shared::people::*;
use shell::{Place, Section};

/// [`Page`], for each chunk the function that is loaded with it, [`PLACES`] and [`Routes`]. One type for every page: the
/// router's code is made anew for each type of view.
macro_rules! pages {
    ($($chunk:ident {
        $($page:ident $path:tt => $view:path
            $(, in $section:ident $label:literal $icon:literal for $needs:ident $(and $also:literal)?)?;)+
        $(_ $other:ident => $other_view:path;)?
    })+) => {
        #[derive(Debug, Clone, Copy)]
        #[repr(u8)]
        pub enum Page {
            $($($page,)+ $($other,)?)+
        }

        $(
            mod $chunk {
                use super::*;

                #[lazy($chunk)]
                pub fn view(page: Page) -> AnyView {
                    guarded(move || match page {
                        $(Page::$page => $view(),)+
                        $(Page::$other => $other_view(),)?
                        // Another chunk's.
                        _ => ().into_any(),
                    })
                }

                pub async fn preload() {
                    #[cfg(target_arch = "wasm32")]
                    __preload_view().await;
                }
            }
        )+

        impl ChooseView for Page {
            async fn choose(self) -> AnyView {
                match self {
                    $($(Page::$page)|+ $(| Page::$other)? => $chunk::view(self).await,)+
                }
            }

            async fn preload(&self) {
                match self {
                    $($(Page::$page)|+ $(| Page::$other)? => $chunk::preload().await,)+
                }
            }
        }

        /// The places of the navigation, in this order.
        pub const PLACES: &[Place] = &[$($($(Place {
            section: Section::$section,
            label: $label,
            href: $path,
            icon: $icon,
            needs: <$needs as Permission>::NAME,
            also: &[$($also)?],
        },)?)+)+];

        /// Shows the page that the address names.
        #[component]
        pub fn Routes() -> impl IntoView {
            view! {
                // A route of its own: what a fallback waits for is not where the browser looks for it.
                <FlatRoutes fallback=|| ()>
                    $($(<Route path=path!($path) view=Page::$page ssr=SsrMode::Async />)+)+
                    <Route path=path!("/*rest") view=Page::NotFound ssr=SsrMode::Async />
                </FlatRoutes>
            }
        }
    };
}

pages! {
    pages {
        Home "/staff" => overview::home_page, in Start "Home" "house" for SignedIn;
        Duplicates "/staff/duplicates" => patients::duplicates_page;
        Patients "/staff/patients" => patients::patients_page, in Outreach "Patients" "users" for ViewPatients;
        Patient "/staff/patients/:id" => patients::patient_page;
        Calendar "/staff/calendar" => scheduling::calendar_page,
            in Outreach "Calendar" "calendar" for BookAppointments;
        CalendarSetup "/staff/calendar/setup" => scheduling::calendar_setup_page;
        CallDesk "/staff/calls" => calls::call_desk_page, in ContactCenter "Call desk" "phone" for WorkCalls;
        Supervisor "/staff/supervisor" => calls::supervisor_page,
            in ContactCenter "Supervisor" "users" for SuperviseCalls;
        Programs "/staff/programs" => outreach::programs_page,
            in ContactCenter "Programs" "megaphone" for ViewPrograms;
        Program "/staff/programs/:id" => outreach::program_page;
        ProgramReport "/staff/programs/:id/report" => outreach::report_page;
        Reviews "/staff/reviews" => outreach::reviews_page;
        Prospects "/staff/prospects" => outreach::prospects_page,
            in ContactCenter "Prospect lists" "list" for EditPrograms;
        ProspectList "/staff/prospects/:id" => outreach::prospect_list_page;
        Segments "/staff/segments" => segments::segments_page,
            in Outreach "Segments" "filter" for ViewOutreach and "/staff/code-sets";
        Messages "/staff/messages" => messages::messages_page, in Outreach "Messages" "mail" for ViewOutreach;
        Journeys "/staff/journeys" => journeys::journeys_page, in Outreach "Journeys" "route" for ViewOutreach;
        Triggers "/staff/triggers" => journeys::triggers_page, in Outreach "Triggers" "zap" for ViewOutreach;
        Events "/staff/events" => events::events_page, in Events "Events" "calendar-days" for ViewOutreach;
        Outbox "/staff/outbox" => messages::outbox_page, in Organization "Outbox" "send" for ViewSentMessages;
        Message "/staff/outbox/:id" => messages::message_page;
        Imports "/staff/imports" => admin::imports::imports_page, in Organization "Imports" "upload" for ImportPatients;
        People "/staff/people" => admin::people::people_page, in Organization "Staff" "user-cog" for ManagePeople;
        Audit "/staff/audit" => admin::audit::audit_page, in Organization "Audit" "shield-check" for ViewAudit;
        Settings "/staff/settings" => admin::settings::settings_page,
            in Organization "Settings" "settings" for ManageSettings;
        OwnAccount "/staff/account" => admin::account::own_account_page;
        _ NotFound => shell::not_found_page;
    }
    planning {
        EventPlanning "/staff/events/:id" => events::event_planning_page;
    }
    editor {
        Editor "/staff/messages/:id" => messages::editor_page;
    }
    designer {
        Designer "/staff/journeys/:id" => journeys::designer_page;
    }
    builder {
        SegmentTemplates "/staff/segments/templates" => segments::segment_templates_page;
        Segment "/staff/segments/:id" => segments::segment_page;
        CodeSets "/staff/code-sets" => code_sets::code_sets_page;
        CodeSet "/staff/code-sets/:id" => code_sets::code_set_page;
        ValueSets "/staff/value-sets" => code_sets::value_sets_page;
    }
}
