//! Which page comes in which chunk of WASM.
//!
//! The first chunk carries the shell. What a page needs, its data included, comes with the page's chunk: a type that the
//! first chunk asks the server for would bring its whole deserialiser there. Most pages share one chunk, because code that
//! several chunks need is split off again into a file for each combination: nineteen chunks made four hundred files.

use crate::AppError;
use crate::shell::Palette;
use crate::{
    account, audit, code_sets, events, imports, journeys, messages, patients, people, segments, settings, shell,
};
use leptos::prelude::*;
use leptos_router::LazyRoute;
use shared::people::Me;

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
    Home => shell::home_page,
    Patients => patients::patients_page,
    Patient => patients::patient_page,
    Imports => imports::imports_page,
    People => people::people_page,
    OwnAccount => account::own_account_page,
    Audit => audit::audit_page,
    Settings => settings::settings_page,
    Events => events::events_page,
    Messages => messages::messages_page,
    Outbox => messages::outbox_page,
    Message => messages::message_page,
    Journeys => journeys::journeys_page,
    Triggers => journeys::triggers_page,
    Segments => segments::segments_page,
);
chunk!(planning, EventPlanning => events::event_planning_page);
chunk!(editor, Editor => messages::editor_page);
chunk!(designer, Designer => journeys::designer_page);
chunk!(
    builder,
    Segment => segments::segment_page,
    SegmentTemplates => segments::segment_templates_page,
    CodeSets => code_sets::code_sets_page,
    CodeSet => code_sets::code_set_page,
);

/// The command palette.
#[lazy(palette)]
pub fn palette(me: Resource<Result<Me, AppError>>, open: RwSignal<bool>) -> AnyView {
    view! { <Palette me open /> }.into_any()
}
