//! The planners' side of events: the list, and one event with its stages, agenda, attendance and promotion.
#![recursion_limit = "512"]

mod actions;
mod agenda;
mod attendance;
mod doors;
#[cfg(feature = "ssr")]
pub mod export;
mod go_live;
mod inline;
mod list;
mod missing;
mod new_event;
mod overview;
mod page;
mod picture;
mod planning;
mod promote;
mod registrations;
mod session_form;
mod speaker_form;
mod stages;
mod streaming;
mod untold;
mod zone;

pub use list::events_page;
pub use page::event_planning_page;
