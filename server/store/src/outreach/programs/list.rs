//! The list of programs, and their names.

use crate::boxed;
use crate::counts::{count, fit};
use crate::error::Result;
use crate::stored::read;
use crate::{Db, Permit, document};
use shared::ids::ProgramId;
use shared::outreach::{Program, ProgramRow, ProgramSort, ProgramStatus};
use shared::paging::{Page, PageQuery};
use shared::people::ViewPrograms;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Line {
    uid: String,
    name: String,
    status: String,
    document: String,
    updated_at: i64,
    reached: i64,
    booked: i64,
    seen: i64,
}

/// One page of programs; there are never so many that they could not be sorted here. Without a status all but ended ones.
#[boxed]
pub async fn list(
    db: &Db,
    _permit: &Permit<ViewPrograms>,
    query: &PageQuery,
    status: Option<ProgramStatus>,
) -> Result<Page<ProgramRow>> {
    let lines: Vec<Line> = sqlx::query_as(
        "SELECT p.uid, p.name, p.status, p.document, p.updated_at,
            CAST(COALESCE(SUM(CASE WHEN s.measure = 'reached' THEN s.people ELSE 0 END), 0) AS BIGINT) AS reached,
            CAST(COALESCE(SUM(CASE WHEN s.measure = 'booked' THEN s.events ELSE 0 END), 0) AS BIGINT) AS booked,
            CAST(COALESCE(SUM(CASE WHEN s.measure = 'seen' THEN s.events ELSE 0 END), 0) AS BIGINT) AS seen
         FROM outreach_program p
         LEFT JOIN outreach_figure s ON s.program_id = p.id AND s.by_what = 'day' AND s.measure IN ('reached', 'booked', 'seen')
         GROUP BY p.id, p.uid, p.name, p.status, p.document, p.updated_at ORDER BY p.id DESC",
    )
    .fetch_all(db.read())
    .await?;
    let mut rows = Vec::new();
    let wanted = shared::text::folded(&query.search);
    for line in lines {
        let at: ProgramStatus = read("outreach_program.status", &line.status)?;
        let shown = status.map_or(at != ProgramStatus::Ended, |status| status == at);
        if !shown || !shared::text::folded(&line.name).contains(&wanted) {
            continue;
        }
        // One that a newer version wrote is in the log; its name is still shown.
        let program = document::read::<Program>("program", &line.uid, &line.document).unwrap_or_default();
        rows.push(ProgramRow {
            id: read("outreach_program.uid", &line.uid)?,
            name: line.name,
            status: at,
            goal: program.goal,
            reached: line.reached,
            booked: line.booked,
            seen: line.seen,
            updated_at: UtcMillis(line.updated_at),
        });
    }
    let (by, descending) = query.order::<ProgramSort>();
    rows.sort_by(|one, other| match by {
        ProgramSort::Name => one.name.to_lowercase().cmp(&other.name.to_lowercase()),
        ProgramSort::Status => one.status.cmp(&other.status),
        ProgramSort::Updated => one.updated_at.cmp(&other.updated_at),
    });
    if descending {
        rows.reverse();
    }
    let total = count(rows.len());
    let (skip, take) = (fit(query.offset()), fit(query.limit()));
    Ok(Page { rows: rows.into_iter().skip(skip).take(take).collect(), total })
}

/// All programs by name, the live ones first, to choose from.
#[boxed]
pub async fn names(db: &Db, _permit: &Permit<ViewPrograms>) -> Result<Vec<(ProgramId, String)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT uid, name FROM outreach_program ORDER BY CASE WHEN status = 'live' THEN 0 ELSE 1 END, lower(name), id",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter().map(|(uid, name)| Ok((read("outreach_program.uid", &uid)?, name))).collect()
}
