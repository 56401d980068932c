//! Journeys: the list, the designer, and the record triggers that start some.
#![recursion_limit = "512"]

mod designer;
mod doors;
mod list;
mod new;
mod trigger_form;
mod triggers;

pub use designer::designer_page;
pub use doors::*;
pub use list::journeys_page;
pub use triggers::triggers_page;

use kit::Tone;
use shared::journeys::{JourneyStatus, LocalDateTime};

/// What a status means, apart from its word.
pub(crate) const fn status_tone(status: JourneyStatus) -> Tone {
    match status {
        JourneyStatus::Draft => Tone::Neutral,
        JourneyStatus::GoingLive => Tone::Wait,
        JourneyStatus::Live => Tone::Good,
        JourneyStatus::Stopped => Tone::Look,
        JourneyStatus::Completed => Tone::Info,
    }
}

/// "1 Dec 2026, 09:00 – 15 Dec 2026, 18:00 · America/Chicago".
pub(crate) fn dates_in_words(start: Option<LocalDateTime>, end: Option<LocalDateTime>, zone: &str) -> String {
    let start = start.map_or_else(|| "No start yet".to_owned(), |start| start.words());
    let end = end.map_or_else(|| "no end".to_owned(), |end| end.words());
    format!("{start} – {end} · {zone}")
}
