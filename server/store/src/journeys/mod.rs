//! Journeys, their travellers and record triggers, as rows.

mod custom_events;
mod draft;
mod entries;
mod figures;
mod known;
mod list;
mod live;
mod mail;
mod people;
mod runs;
mod tell;
pub mod triggers;
mod uses;
mod wake;
mod ways;

pub use custom_events::{custom_events, record_custom_event};
pub(crate) use draft::insert_draft;
pub use draft::{Makers, create, create_from_template, definition, delete, duplicate, record, rename, save_draft};
pub use entries::{Feed, enter, feeds, open, openings, segment_uid, take_membership_changes};
pub use figures::{conserved, figures, node_counts, totals};
pub use known::{choices, go_live_summary, known};
pub use list::page;
pub use live::{finish_all, finish_past_end, go_live, going_live, make_live, plan, stop};
pub use mail::{clicked_links, outbox_key, step_messages};
pub use people::{passed, trace, waiting_at};
pub use runs::{ClaimedRun, Person, claim, leave, people, write_walk};
pub use tell::tell;
pub use uses::{using_segment, using_template, using_trigger};
pub use wake::{Wake, hand_over, take_wakes, wake, wake_listening};
pub use ways::{Way, ways};

use crate::error::{Result, StoreError};
use shared::ids::JourneyId;
use shared::journeys::{Definition, JourneyStatus, Unreadable, read_definition};
use sqlx::Row;
use sqlx::any::AnyRow;

/// A journey's own row.
#[derive(Debug, Clone, PartialEq)]
pub struct JourneyRecord {
    pub key: i64,
    pub id: JourneyId,
    pub name: String,
    pub status: JourneyStatus,
    pub definition: Definition,
    pub revision: i64,
}

impl JourneyRecord {
    /// The columns [`Self::read`] wants.
    const COLUMNS: &'static str = "id, uid, name, status, definition, revision";

    fn read(row: &AnyRow) -> Result<Self> {
        Ok(Self {
            key: row.try_get("id")?,
            id: id(&row.try_get::<String, _>("uid")?)?,
            name: row.try_get("name")?,
            status: status(&row.try_get::<String, _>("status")?)?,
            definition: read_definition(&row.try_get::<String, _>("definition")?).map_err(unreadable)?,
            revision: row.try_get("revision")?,
        })
    }
}

/// A journey that this version can't read: refused, and left as it is.
fn unreadable(error: Unreadable) -> StoreError {
    StoreError::Unreadable { what: "journey", why: error.to_string() }
}

fn id(text: &str) -> Result<JourneyId> {
    text.parse().map_err(|error| StoreError::corrupt("journey id", error))
}

fn status(code: &str) -> Result<JourneyStatus> {
    JourneyStatus::from_code(code).ok_or_else(|| StoreError::corrupt("journey status", code))
}
