//! Which page comes in which chunk of WASM.
//!
//! The first chunk carries the shell. What a page needs, its data included, comes with the page's chunk: a type that the
//! first chunk asks the server for would bring its whole deserialiser there. Most pages share one chunk, because code that
//! several chunks need is split off again into a file for each combination: nineteen chunks made four hundred files.

use crate::AppError;
use crate::shell::{AccountMenu, Known, Palette, guarded};
use crate::{
    account, audit, code_sets, events, imports, journeys, messages, patients, people, segments, settings, shell,
};
use leptos::prelude::*;
use leptos_router::ChooseView;
use shared::people::Me;

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

/// A part of the shell that is opened later, if at all.
pub enum Part {
    /// The command palette.
    Palette(Known, RwSignal<bool>),
    /// The menu under one's own name, open.
    AccountMenu(Me),
}

#[lazy(parts)]
pub fn part(part: Part) -> AnyView {
    match part {
        Part::Palette(me, open) => view! { <Palette me open /> }.into_any(),
        Part::AccountMenu(me) => view! { <AccountMenu me opened=true /> }.into_any(),
    }
}

/// Loads the chunk of [`part`].
pub async fn preload_part() {
    #[cfg(target_arch = "wasm32")]
    __preload_part().await;
}

/// Asks the server who is signed in. Nearly never needed, because the page says it: a chunk of its own keeps what asks
/// the server, and what reads JSON, out of the first one.
#[cfg(not(feature = "ssr"))]
#[lazy(who)]
pub async fn who() -> Result<Me, AppError> {
    shell::who_am_i().await
}

/// The server knows it.
#[cfg(feature = "ssr")]
pub async fn who() -> Result<Me, AppError> {
    shell::who_am_i().await
}
