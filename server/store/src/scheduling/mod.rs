//! Scheduling: visit types, practitioners' hours, slots that two people never get, and what becomes of appointments.

mod booking;
mod calendar;
mod day;
mod lookup;
mod moves;
mod next_visit;
mod schedules;
mod visit_types;

pub use booking::{Booking, book, book_in, free, hold, release};
pub use calendar::{between, counts, history, of_patient};
pub use day::{day, open_slots};
pub use moves::{cancel, reschedule, set_status};
pub use next_visit::{NextVisit, next_visit};
pub use schedules::{Choice, add, all, practitioners, save_hours, sites};
pub use visit_types::{save, set_active, visit_types};
