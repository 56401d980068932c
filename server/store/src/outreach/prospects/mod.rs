//! Prospect lists as they are kept: uploaded and looked at, imported in batches, reviewed, shown, erased when they expire.

mod batch;
mod compare;
mod details;
mod expiry;
mod insert;
mod members;
mod preview;
mod read;
mod refused;
mod review;
mod segment;
mod shown;
mod upload;

pub use batch::{Job, Line, finish, next_job, write};
pub use details::{confirm, discard, save_details};
pub use expiry::expire;
pub use members::{members, refusals, refusals_file};
pub use preview::preview;
pub use read::{lists, sources, view};
pub use review::{cases, decide};
pub use segment::as_segment;
pub use upload::{NewList, draft_file, known_mapping, upload};

use crate::Permit;
use crate::audit::{self as log, Entry};
use crate::db::{Dialect, Tx, list_of};
use crate::error::Result;
use shared::audit::AuditAction;
use shared::ids::ProspectListId;
use shared::noun::Noun;
use shared::people::Permission;
use shared::time::{Date, LocalDateTime, UtcMillis};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, FromRow};

/// The day it is where the organization is.
fn today(zone: &str, now: UtcMillis) -> Date {
    LocalDateTime::at(now, zone).map_or_else(|| now.date_utc(), LocalDateTime::date)
}

/// What rows are asked for by.
enum In {
    Keys(Vec<i64>),
    Texts(Vec<String>),
}

impl In {
    fn is_empty(&self) -> bool {
        match self {
            Self::Keys(keys) => keys.is_empty(),
            Self::Texts(texts) => texts.is_empty(),
        }
    }
}

/// The rows that `before`, the list and `after` ask for; none for an empty list.
async fn ask<T>(connection: &mut AnyConnection, before: &str, list: In, after: &str) -> Result<Vec<T>>
where
    T: for<'row> FromRow<'row, AnyRow> + Send + Unpin,
{
    if list.is_empty() {
        return Ok(Vec::new());
    }
    let dialect = Dialect::of(connection);
    let (inside, argument) = match list {
        In::Keys(keys) => (dialect.keys_in("$1"), list_of(keys)),
        In::Texts(texts) => (dialect.texts_in("$1"), list_of(texts)),
    };
    let sql = format!("{before}({inside}){after}");
    Ok(sqlx::query_as(&sql).bind(argument).fetch_all(&mut *connection).await?)
}

async fn audit<P: Permission>(
    tx: &mut Tx,
    permit: &Permit<P>,
    now: UtcMillis,
    action: AuditAction,
    id: ProspectListId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::ProspectList) };
    log::record(tx, permit.actor(), now, entry).await
}
