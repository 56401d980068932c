//! Outreach programs as they are kept: the document with its revision, team, agreements, and where it stands.

mod campaign;
mod edit;
mod facts;
mod lifecycle;
mod list;
mod team;

pub(crate) use campaign::make_messages;
pub use campaign::{Makers, blank, from_campaign};
pub use edit::{rename, save, sign_off, withdraw};
pub use facts::page;
pub use lifecycle::{Resting, delete, end, go_live, pause, resting, resume};
pub use list::{list, names};
pub use team::{join, leave};

use crate::audit::{self as log, Entry};
use crate::document;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Permit, Tx};
use shared::audit::AuditAction;
use shared::field::FieldError;
use shared::ids::ProgramId;
use shared::noun::Noun;
use shared::outreach::{Program, ProgramStatus};
use shared::people::EditPrograms;
use shared::time::UtcMillis;

/// A program's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub key: i64,
    pub id: ProgramId,
    pub name: String,
    pub status: ProgramStatus,
    pub program: Program,
    pub revision: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    name: String,
    status: String,
    document: String,
    revision: i64,
}

impl TryFrom<Row> for Stored {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            key: row.id,
            id: read("outreach_program.uid", &row.uid)?,
            name: row.name,
            status: read("outreach_program.status", &row.status)?,
            program: document::read("program", &row.uid, &row.document)?,
            revision: row.revision,
        })
    }
}

/// The row, kept from others until `tx` ends.
///
/// # Errors
/// [`StoreError::NotFound`].
pub(super) async fn locked(tx: &mut Tx, id: ProgramId) -> Result<Stored> {
    // An update that changes nothing locks the row in both databases.
    let row: Row = sqlx::query_as(
        "UPDATE outreach_program SET revision = revision WHERE uid = $1
         RETURNING id, uid, name, status, document, revision",
    )
    .bind(id.to_string())
    .fetch_one(&mut **tx)
    .await?;
    row.try_into()
}

/// A program as it is now, by its key.
///
/// # Errors
/// [`StoreError::NotFound`], or when its document can't be read.
pub(crate) async fn by_key(tx: &mut Tx, key: i64) -> Result<Stored> {
    let row: Row =
        sqlx::query_as("SELECT id, uid, name, status, document, revision FROM outreach_program WHERE id = $1")
            .bind(key)
            .fetch_one(&mut **tx)
            .await?;
    row.try_into()
}

/// What a program says, for what goes on without it: one that a newer version wrote is in the log, and counts as one that says nothing.
///
/// # Errors
/// When the database refuses.
pub(super) async fn said(tx: &mut Tx, key: i64) -> Result<Program> {
    match by_key(tx, key).await {
        Ok(stored) => Ok(stored.program),
        Err(StoreError::Unreadable { .. }) => Ok(Program::default()),
        Err(error) => Err(error),
    }
}

/// Keeps the document and the columns that repeat it.
async fn write(tx: &mut Tx, now: UtcMillis, key: i64, revision: i64, program: &Program) -> Result<()> {
    sqlx::query(
        "UPDATE outreach_program SET document = $1, revision = $2, updated_at = $3,
            journey_id = (SELECT id FROM journey WHERE uid = $4) WHERE id = $5",
    )
    .bind(document::write("program", program)?)
    .bind(revision)
    .bind(now.0)
    .bind(program.journey.map(|id| id.to_string()).unwrap_or_default())
    .bind(key)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn set_status(tx: &mut Tx, now: UtcMillis, key: i64, status: ProgramStatus) -> Result<()> {
    sqlx::query("UPDATE outreach_program SET status = $1, updated_at = $2 WHERE id = $3")
        .bind(status.code())
        .bind(now.0)
        .bind(key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A name fit to be stored.
fn named(name: &str) -> Result<String> {
    let name = shared::text::line(name);
    match name.chars().count() {
        0 => Err(vec![FieldError::new("name", "Give the program a name.")].into()),
        1..=80 => Ok(name),
        _ => Err(vec![FieldError::new("name", "Use at most 80 characters.")].into()),
    }
}

fn taken(error: sqlx::Error) -> StoreError {
    StoreError::from(error).on("outreach_program_name_key", "name", "Another program has this name.")
}

async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    action: AuditAction,
    id: ProgramId,
    detail: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::Program) };
    log::record(tx, permit.actor(), now, entry).await
}
