//! The programs an agent works on: their document and what the queue asks of it.

use crate::document;
use crate::error::Result;
use crate::stored::read;
use crate::{Permit, boxed};
use shared::ids::ProgramId;
use shared::outreach::Program;
use shared::people::{Permission, SuperviseCalls, WorkCalls};
use sqlx::AnyConnection;

/// A program as the desk needs it.
#[derive(Debug, Clone)]
pub(super) struct Mine {
    pub key: i64,
    pub id: ProgramId,
    pub name: String,
    pub live: bool,
    pub program: Program,
}

type Stored = (i64, String, String, String, String);

fn mine((key, uid, name, status, text): Stored) -> Result<Mine> {
    let program = document::read("program", &uid, &text)?;
    Ok(Mine { key, id: read("outreach_program.uid", &uid)?, name, live: status == "live", program })
}

/// The live programs of which they are a member, by name; supervisors and administrators work in all. One that can't be read is
/// left out, and in the log.
#[boxed]
pub(super) async fn of_agent(connection: &mut AnyConnection, permit: &Permit<WorkCalls>) -> Result<Vec<Mine>> {
    let all = permit.actor().staff.as_ref().is_some_and(|staff| SuperviseCalls::allows(staff.role));
    let rows: Vec<Stored> = sqlx::query_as(
        "SELECT p.id, p.uid, p.name, p.status, p.document FROM outreach_program p
         WHERE p.status = 'live' AND (CAST($1 AS BIGINT) = 1
            OR EXISTS (SELECT 1 FROM outreach_program_member m WHERE m.program_id = p.id AND m.staff_id = $2)) ORDER BY p.name",
    )
    .bind(i64::from(all))
    .bind(permit.staff_key())
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().filter_map(|row| mine(row).ok()).collect())
}

/// The program with this key.
#[boxed]
pub(super) async fn by_key(connection: &mut AnyConnection, key: i64) -> Result<Mine> {
    let row = sqlx::query_as("SELECT id, uid, name, status, document FROM outreach_program WHERE id = $1")
        .bind(key)
        .fetch_one(connection)
        .await?;
    mine(row)
}
