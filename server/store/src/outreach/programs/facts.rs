//! What a program's page opens with, and what Go live must know beyond the document.

use super::{Row, Stored};
use crate::boxed;
use crate::counts::fit;
use crate::error::{Result, StoreError};
use crate::stored::read;
use crate::{Db, Permit, document, journeys};
use shared::ids::{ProgramId, StaffId};
use shared::journeys::Choice;
use shared::outreach::{Duty, ProgramFacts, ProgramPage, TeamMember};
use shared::people::{EditPrograms, Permission, ViewPrograms};
use shared::scheduling::VisitType;
use shared::time::UtcMillis;
use sqlx::AnyConnection;

/// Everything that the page shows.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn page(db: &Db, permit: &Permit<ViewPrograms>, id: ProgramId) -> Result<ProgramPage> {
    let mut connection = db.read().acquire().await?;
    let row: Row =
        sqlx::query_as("SELECT id, uid, name, status, document, revision FROM outreach_program WHERE uid = $1")
            .bind(id.to_string())
            .fetch_one(&mut *connection)
            .await?;
    let stored = Stored::try_from(row)?;
    let team = team(&mut connection, stored.key).await?;
    let facts = facts(&mut connection, &stored, &team).await?;
    let staff: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM staff WHERE disabled_at IS NULL ORDER BY lower(name), id")
            .fetch_all(&mut *connection)
            .await?;
    let staff: Result<Vec<(StaffId, String)>> =
        staff.into_iter().map(|(uid, name)| Ok((read("staff.uid", &uid)?, name))).collect();
    let drawn: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT uid, name, status FROM journey WHERE status IN ('draft', 'going-live', 'live') ORDER BY lower(name), id",
    )
    .fetch_all(&mut *connection)
    .await?;
    let lists: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM prospect_list WHERE program_id = $1 ORDER BY id DESC LIMIT 50")
            .bind(stored.key)
            .fetch_all(&mut *connection)
            .await?;
    let lists: Result<Vec<_>> =
        lists.into_iter().map(|(uid, name)| Ok((read("prospect_list.uid", &uid)?, name))).collect();
    // The page waits for one connection at a time: SQLite has few readers.
    drop(connection);
    let choices = journeys::choices(db).await?;
    let choice = |id: String, name: String, detail: String| Choice { id, name, detail, channel: None };
    let me = permit.actor().staff.as_ref();
    Ok(ProgramPage {
        id,
        name: stored.name,
        status: stored.status,
        program: stored.program,
        revision: stored.revision,
        team,
        staff: staff?,
        lists: lists?,
        segments: choices.segments,
        journeys: drawn.into_iter().map(|(id, name, status)| choice(id, name, status)).collect(),
        templates: choices.templates,
        visit_types: facts
            .visit_types
            .iter()
            .map(|(id, name)| choice(id.to_string(), name.clone(), String::new()))
            .collect(),
        facts,
        may_edit: me.is_some_and(|staff| EditPrograms::allows(staff.role)),
        me: me.map(|staff| staff.id).ok_or(StoreError::NotFound)?,
    })
}

async fn team(connection: &mut AnyConnection, program: i64) -> Result<Vec<TeamMember>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT s.uid, s.name, m.duty FROM outreach_program_member m JOIN staff s ON s.id = m.staff_id
         WHERE m.program_id = $1 AND s.disabled_at IS NULL ORDER BY m.duty DESC, lower(s.name), s.id",
    )
    .bind(program)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(uid, name, duty)| {
            Ok(TeamMember { id: read("staff.uid", &uid)?, name, duty: read("outreach_program_member.duty", &duty)? })
        })
        .collect()
}

/// What is live and in use just now.
pub(super) async fn facts(
    connection: &mut AnyConnection,
    stored: &Stored,
    team: &[TeamMember],
) -> Result<ProgramFacts> {
    let segment = stored.program.segment.map(|id| id.to_string()).unwrap_or_default();
    let sources: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM segment WHERE uid = $1 AND status = 'live')
              + (SELECT COUNT(*) FROM prospect_list WHERE program_id = $2)",
    )
    .bind(segment)
    .bind(stored.key)
    .fetch_one(&mut *connection)
    .await?;
    let journey = stored.program.journey.map(|id| id.to_string()).unwrap_or_default();
    let live: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM journey WHERE uid = $1 AND status IN ('going-live', 'live')")
            .bind(journey)
            .fetch_one(&mut *connection)
            .await?;
    let messages: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT t.uid, t.name, v.live_at FROM template t JOIN template_version v ON v.id = t.live_version_id
         WHERE t.status = 'live'",
    )
    .fetch_all(&mut *connection)
    .await?;
    let visits: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, document FROM visit_type WHERE active = 1").fetch_all(&mut *connection).await?;
    let mut facts = ProgramFacts {
        agents: fit(team.iter().filter(|member| member.duty == Duty::Agent).count()),
        supervisors: fit(team.iter().filter(|member| member.duty == Duty::Supervisor).count()),
        has_audience: sources > 0,
        journey_live: live > 0,
        ..ProgramFacts::default()
    };
    for (uid, name, worded_at) in messages {
        let id = read("template.uid", &uid)?;
        facts.messages.insert(id, name);
        facts.worded_at.insert(id, UtcMillis(worded_at));
    }
    for (uid, text) in visits {
        let visit: VisitType = document::read("visit type", &uid, &text)?;
        facts.visit_types.insert(read("visit_type.uid", &uid)?, visit.name);
    }
    Ok(facts)
}

/// [`facts`] in a transaction that decides on them.
pub(super) async fn facts_now(connection: &mut AnyConnection, stored: &Stored) -> Result<ProgramFacts> {
    let team = team(connection, stored.key).await?;
    facts(connection, stored, &team).await
}
