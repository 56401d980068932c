//! Outreach programs of a contact center: set-up, prospect lists, reports.
#![recursion_limit = "512"]

mod program;
mod program_agreements;
mod program_contact;
mod program_doors;
mod program_messages;
mod program_overview;
mod program_script;
mod program_state;
mod program_team;
mod program_visits;
mod programs;
mod prospect_doors;
mod prospect_draft;
#[cfg(feature = "ssr")]
pub mod prospect_files;
mod prospect_list;
mod prospect_members;
mod prospect_numbers;
#[cfg(feature = "ssr")]
mod prospect_preview;
mod prospect_refusals;
mod prospect_review;
mod prospect_settings;
mod prospects;
mod report;
#[cfg(feature = "ssr")]
pub mod report_files;
mod report_tables;
mod reviews;

pub use program::program_page;
pub use program_doors::*;
pub use programs::programs_page;
pub use prospect_list::prospect_list_page;
pub use prospects::prospects_page;
pub use report::report_page;
pub use reviews::reviews_page;

use kit::Tone;
use shared::outreach::ProgramStatus;

/// What a program's status means, apart from its word.
pub(crate) const fn program_status_tone(status: ProgramStatus) -> Tone {
    match status {
        ProgramStatus::Draft => Tone::Neutral,
        ProgramStatus::Live => Tone::Good,
        ProgramStatus::Paused => Tone::Wait,
        ProgramStatus::Ended => Tone::Info,
    }
}
