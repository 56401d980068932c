//! Who is on a list, and which of its lines were not taken in.

use super::{In, ask, audit};
use crate::Permit;
use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::counts::count;
use crate::db::Db;
use crate::error::Result;
use crate::patients::id_of;
use crate::search::TextSearch;
use crate::stored::known;
use shared::audit::AuditAction;
use shared::ids::ProspectListId;
use shared::noun::Noun;
use shared::outreach::lookup::LineType;
use shared::outreach::prospects::{MemberFilter, MemberRow, MemberSort, MembersQuery, Refusal, RefusalsQuery};
use shared::paging::Page;
use shared::people::{EditPrograms, ViewPrograms};
use shared::phi::Phi;
use shared::time::UtcMillis;
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    uid: String,
    given: String,
    family: String,
    relationship: String,
    line: i64,
    found: String,
    blocked: i64,
}

/// A page of the people on a list. The audit log keeps who was shown.
#[boxed]
pub async fn members(
    db: &Db,
    permit: &Permit<ViewPrograms>,
    now: UtcMillis,
    id: ProspectListId,
    query: &MembersQuery,
) -> Result<Page<MemberRow>> {
    let order = match query.rows.order::<MemberSort>() {
        (MemberSort::Line, false) => "m.line ASC",
        (MemberSort::Line, true) => "m.line DESC",
        (MemberSort::Name, false) => "p.family ASC, p.given ASC",
        (MemberSort::Name, true) => "p.family DESC, p.given DESC",
    };
    let who = match query.who {
        None => "1 = 1",
        Some(MemberFilter::New) => "m.found = 'new'",
        Some(MemberFilter::Patients) => "m.found = 'patient'",
        Some(MemberFilter::Known) => "m.found = 'known'",
        Some(MemberFilter::Blocked) => "m.blocked = 1",
        Some(MemberFilter::Became) => "m.found <> 'patient' AND p.relationship = 'patient'",
    };
    let search = TextSearch::contains(db.dialect(), &query.rows.search);
    let from = format!(
        "FROM prospect_member m JOIN prospect_list l ON l.id = m.list_id JOIN patient p ON p.id = m.patient_id
         WHERE l.uid = $1 AND {who} AND {}",
        search.matches("p.name_search", "$2")
    );
    let rows: Vec<Row> = sqlx::query_as(&format!(
        "SELECT p.id, p.uid, p.given, p.family, p.relationship, m.line, m.found, CAST(m.blocked AS BIGINT) AS blocked
         {from} ORDER BY {order}, p.id LIMIT $3 OFFSET $4"
    ))
    .bind(id.to_string())
    .bind(search.pattern())
    .bind(query.rows.limit())
    .bind(query.rows.offset())
    .fetch_all(db.read())
    .await?;
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) {from}"))
        .bind(id.to_string())
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let shown: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut lines = lines(db, &shown).await?;
    let detail = format!("{} of {total} people on the list", rows.len());
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &shown,
        detail,
        ..Entry::new(AuditAction::List, Noun::ProspectList)
    };
    log::record_read(db, permit.actor(), now, entry).await?;
    let row = |row: Row| {
        Ok(MemberRow {
            id: id_of(&row.uid)?,
            name: Phi::new(format!("{} {}", row.given, row.family).trim().to_owned()),
            line: count(row.line),
            found: known("prospect_member", row.id, &row.found),
            relationship: known("patient", row.id, &row.relationship),
            blocked: row.blocked != 0,
            lines: lines.remove(&row.id).unwrap_or_default(),
        })
    };
    Ok(Page { rows: rows.into_iter().map(row).collect::<Result<_>>()?, total: count(total) })
}

/// What kinds of lines these people have, in words.
async fn lines(db: &Db, patients: &[i64]) -> Result<HashMap<i64, Vec<String>>> {
    let mut connection = db.read().acquire().await?;
    let rows: Vec<(i64, Option<String>)> = ask(
        &mut connection,
        "SELECT k.patient_id, n.line_type FROM contact_point k LEFT JOIN number_lookup n ON n.number = k.address
         WHERE k.system IN ('phone', 'sms') AND (k.use_code IS NULL OR k.use_code <> 'old') AND k.patient_id IN ",
        In::Keys(patients.to_vec()),
        " ORDER BY k.rank, k.id",
    )
    .await?;
    let mut lines: HashMap<i64, Vec<String>> = HashMap::new();
    for (patient, line) in rows {
        let words = line.as_deref().and_then(LineType::from_code).map_or("Not looked up", LineType::label);
        let own = lines.entry(patient).or_default();
        if !own.iter().any(|known| known == words) {
            own.push(words.to_owned());
        }
    }
    Ok(lines)
}

/// A page of the lines that were not taken in. Nothing of their cells is kept.
#[boxed]
pub async fn refusals(
    db: &Db,
    _permit: &Permit<ViewPrograms>,
    id: ProspectListId,
    query: &RefusalsQuery,
) -> Result<Page<Refusal>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT r.line, r.reason FROM prospect_refusal r JOIN prospect_list l ON l.id = r.list_id
         WHERE l.uid = $1 ORDER BY r.line LIMIT $2 OFFSET $3",
    )
    .bind(id.to_string())
    .bind(query.rows.limit())
    .bind(query.rows.offset())
    .fetch_all(db.read())
    .await?;
    let total: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM prospect_refusal r JOIN prospect_list l ON l.id = r.list_id WHERE l.uid = $1",
    )
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    Ok(Page { rows: rows.into_iter().map(refusal).collect(), total: count(total) })
}

fn refusal((line, reason): (i64, String)) -> Refusal {
    Refusal { line: count(line), reason }
}

/// All lines that were not taken in, for a file. The audit log keeps that it was taken.
#[boxed]
pub async fn refusals_file(
    db: &Db,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    id: ProspectListId,
) -> Result<Vec<Refusal>> {
    let mut tx = db.begin().await?;
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT r.line, r.reason FROM prospect_refusal r JOIN prospect_list l ON l.id = r.list_id
         WHERE l.uid = $1 ORDER BY r.line",
    )
    .bind(id.to_string())
    .fetch_all(&mut *tx)
    .await?;
    audit(&mut tx, permit, now, AuditAction::Export, id, format!("{} refused lines", rows.len())).await?;
    tx.commit().await?;
    Ok(rows.into_iter().map(refusal).collect())
}
