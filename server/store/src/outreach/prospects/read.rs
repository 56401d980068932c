//! Lists for the pages: all of them, and one with what became of its lines.

use crate::Permit;
use crate::boxed;
use crate::counts::{count, number};
use crate::db::Db;
use crate::document;
use crate::error::Result;
use crate::outreach::lookup::{Terms, plan};
use crate::search::TextSearch;
use crate::stored::{known, read};
use shared::ids::{ProgramId, ProspectListId};
use shared::outreach::prospects::{ListCounts, ListDetails, ListRow, ListSort, ListView, ProspectListsQuery};
use shared::paging::Page;
use shared::people::ViewPrograms;
use shared::time::UtcMillis;

/// What of a list `l` of source `s` and program `g` every page shows.
const SHOWN: &str = "l.id, l.uid, l.name, s.name AS source, g.uid AS program, g.name AS program_name, l.status, l.license,
    l.expires_on, l.file_name, l.encoding, l.mapping, l.actor, l.created_at, l.finished_at, l.lines_total, l.lines_done,
    l.added, l.patients, l.known, l.repeated, l.refused, l.blocked, l.repaired, l.erased,
    (SELECT COUNT(*) FROM prospect_review r WHERE r.list_id = l.id AND r.verdict = '') AS review
    FROM prospect_list l JOIN prospect_source s ON s.id = l.source_id LEFT JOIN outreach_program g ON g.id = l.program_id";

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    name: String,
    source: String,
    program: Option<String>,
    program_name: Option<String>,
    status: String,
    license: String,
    expires_on: String,
    file_name: String,
    encoding: String,
    mapping: String,
    actor: String,
    created_at: i64,
    finished_at: Option<i64>,
    lines_total: i64,
    lines_done: i64,
    added: i64,
    patients: i64,
    known: i64,
    repeated: i64,
    refused: i64,
    blocked: i64,
    repaired: i64,
    erased: i64,
    review: i64,
}

impl Row {
    fn counts(&self) -> ListCounts {
        ListCounts {
            total: count(self.lines_total),
            done: count(self.lines_done),
            added: count(self.added),
            patients: count(self.patients),
            known: count(self.known),
            repeated: count(self.repeated),
            refused: count(self.refused),
            review: count(self.review),
            blocked: count(self.blocked),
            repaired: count(self.repaired),
            erased: count(self.erased),
        }
    }

    fn program(&self) -> Result<Option<(ProgramId, String)>> {
        let Some((uid, name)) = self.program.as_ref().zip(self.program_name.clone()) else { return Ok(None) };
        Ok(Some((read("outreach_program.uid", uid)?, name)))
    }

    fn id(&self) -> Result<ProspectListId> {
        read("prospect_list.uid", &self.uid)
    }
}

/// A page of the lists.
#[boxed]
pub async fn lists(db: &Db, _permit: &Permit<ViewPrograms>, query: &ProspectListsQuery) -> Result<Page<ListRow>> {
    let (by, descending) = query.rows.order::<ListSort>();
    let column = match by {
        ListSort::Uploaded => "l.created_at",
        ListSort::Name => "lower(l.name)",
        ListSort::Source => "s.name_search",
        ListSort::Expires => "l.expires_on",
    };
    let direction = if descending { "DESC" } else { "ASC" };
    let search = TextSearch::contains(db.dialect(), &query.rows.search);
    let named = search.matches("(l.name || ' ' || s.name)", "$1");
    let status = query.status.map(|status| status.code()).unwrap_or_default();
    let narrowed = format!("WHERE {named} AND (CAST($2 AS TEXT) = '' OR l.status = $2)");
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT {SHOWN} {narrowed} ORDER BY {column} {direction}, l.id {direction} LIMIT $3 OFFSET $4"
    ))
    .bind(search.pattern())
    .bind(status)
    .bind(query.rows.limit())
    .bind(query.rows.offset())
    .fetch_all(db.read())
    .await?;
    let total: i64 = sqlx::query_scalar(&format!(
        "SELECT COUNT(*) FROM prospect_list l JOIN prospect_source s ON s.id = l.source_id {narrowed}"
    ))
    .bind(search.pattern())
    .bind(status)
    .fetch_one(db.read())
    .await?;
    let row = |row: Row| {
        Ok(ListRow {
            id: row.id()?,
            source: row.source.clone(),
            program: row.program()?,
            status: known("prospect_list", row.id, &row.status),
            expires_on: row.expires_on.clone(),
            created_at: UtcMillis(row.created_at),
            counts: row.counts(),
            name: row.name,
        })
    };
    Ok(Page { rows: rows.into_iter().map(row).collect::<Result<_>>()?, total: count(total) })
}

/// One list. `terms` say what a look-up of its numbers would cost.
#[boxed]
pub async fn view(
    db: &Db,
    _permit: &Permit<ViewPrograms>,
    now: UtcMillis,
    id: ProspectListId,
    terms: &Terms,
) -> Result<ListView> {
    let row: Row =
        sqlx::query_as(&format!("SELECT {SHOWN} WHERE l.uid = $1")).bind(id.to_string()).fetch_one(db.read()).await?;
    let program = row.program()?;
    Ok(ListView {
        id,
        details: ListDetails {
            name: row.name.clone(),
            license: row.license.clone(),
            expires_on: row.expires_on.clone(),
            program: program.as_ref().map(|(program, _)| *program),
        },
        program,
        status: known("prospect_list", row.id, &row.status),
        mapping: document::read("column mapping", &row.uid, &row.mapping)?,
        created_at: UtcMillis(row.created_at),
        finished_at: row.finished_at.map(UtcMillis),
        counts: row.counts(),
        lookup: plan(db, now, row.id, terms).await?,
        source: row.source,
        file_name: row.file_name,
        encoding: row.encoding,
        actor: row.actor,
    })
}

/// The names of the sources there are, the one of the latest list first, and the programs that lists can be for.
#[boxed]
pub async fn sources(db: &Db, _permit: &Permit<ViewPrograms>) -> Result<(Vec<String>, Vec<(ProgramId, String)>)> {
    let names: Vec<(String,)> =
        sqlx::query_as("SELECT name FROM prospect_source ORDER BY updated_at DESC, id DESC LIMIT $1")
            .bind(number(50_u32))
            .fetch_all(db.read())
            .await?;
    let programs: Vec<(String, String)> =
        sqlx::query_as("SELECT uid, name FROM outreach_program WHERE status <> 'ended' ORDER BY name")
            .fetch_all(db.read())
            .await?;
    let program = |(uid, name): (String, String)| Ok((read("outreach_program.uid", &uid)?, name));
    Ok((names.into_iter().map(|(name,)| name).collect(), programs.into_iter().map(program).collect::<Result<_>>()?))
}
