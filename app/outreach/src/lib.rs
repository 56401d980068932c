//! Outreach programs of a contact center: set-up, prospect lists, reports.
#![recursion_limit = "512"]

mod program;
mod programs;
mod prospect_list;
mod prospects;

pub use program::program_page;
pub use programs::programs_page;
pub use prospect_list::prospect_list_page;
pub use prospects::prospects_page;
