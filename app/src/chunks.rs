//! Which page comes in which chunk of WASM.
//!
//! The first chunk carries the shell. What a page needs, its data included, comes with the page's chunk: a type that the
//! first chunk asks the server for would bring its whole deserialiser there. Most pages share one chunk, because code that
//! several chunks need is split off again into a file for each combination: nineteen chunks made four hundred files.

use base::guarded;
use leptos::prelude::*;
use leptos_router::ChooseView;

/// [`Page`], and for each chunk the function that is loaded with it. One type for every page: the router's code is made
/// anew for each type of view.
macro_rules! chunks {
    ($($chunk:ident { $($page:ident => $view:path),+ $(,)? })+) => {
        #[derive(Debug, Clone, Copy)]
        #[repr(u8)]
        pub enum Page {
            $($($page),+),+
        }

        $(
            mod $chunk {
                use super::*;

                #[lazy($chunk)]
                pub fn view(page: Page) -> AnyView {
                    guarded(move || match page {
                        $(Page::$page => $view(),)+
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
                    $($(Page::$page)|+ => $chunk::view(self).await,)+
                }
            }

            async fn preload(&self) {
                match self {
                    $($(Page::$page)|+ => $chunk::preload().await,)+
                }
            }
        }
    };
}

chunks! {
    pages {
        Home => overview::home_page,
        Patients => patients::patients_page,
        Patient => patients::patient_page,
        Imports => admin::imports::imports_page,
        People => admin::people::people_page,
        OwnAccount => admin::account::own_account_page,
        Audit => admin::audit::audit_page,
        Settings => admin::settings::settings_page,
        Events => events::events_page,
        Messages => messages::messages_page,
        Outbox => messages::outbox_page,
        Message => messages::message_page,
        Journeys => journeys::journeys_page,
        Triggers => journeys::triggers_page,
        Segments => segments::segments_page,
        NotFound => shell::not_found_page,
    }
    planning { EventPlanning => events::event_planning_page }
    editor { Editor => messages::editor_page }
    designer { Designer => journeys::designer_page }
    builder {
        Segment => segments::segment_page,
        SegmentTemplates => segments::segment_templates_page,
        CodeSets => code_sets::code_sets_page,
        CodeSet => code_sets::code_set_page,
    }
}
