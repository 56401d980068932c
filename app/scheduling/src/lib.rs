//! Scheduling: the calendar of a day, booking, what becomes of an appointment, and the set-up of visit types and hours.
#![recursion_limit = "512"]

mod appointment;
mod book;
mod columns;
mod day;
mod desk;
mod doors;
mod hours;
mod list;
mod reasons;
mod schedules;
mod setup;
mod slot_picker;
mod tools;
mod visit_form;
mod visits;

pub use day::calendar_page;
pub use setup::calendar_setup_page;
