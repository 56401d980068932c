//! Events: what one is, when it may go live, who fits in, when to remind, and the calendar files people take home.

pub mod about;
pub mod checks;
pub mod fields;
pub mod kinds;
mod list;
pub mod questions;
pub mod registration;
pub mod reminders;
pub mod room;
pub mod slug;
mod value;
pub mod views;

#[cfg(feature = "zones")]
pub mod calendar;
#[cfg(feature = "zones")]
pub mod links;
#[cfg(feature = "zones")]
pub mod mail;
#[cfg(feature = "zones")]
pub mod structured;
#[cfg(feature = "zones")]
pub mod vtimezone;
#[cfg(feature = "zones")]
pub mod when;

pub use crate::time::LocalDateTime;
pub use fields::{EventField, EventFields};
pub use kinds::{AttendanceStatus, Format, Kind, PlanningTab, Stage, Status};
pub use list::{EventSort, EventsQuery, RegistrationSort, RegistrationsQuery};
