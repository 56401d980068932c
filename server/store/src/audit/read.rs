//! Reading the log: a page of it, a file of it, whom an entry showed.

use crate::Dialect;
use crate::Permit;
use crate::boxed;
use crate::built::build;
use crate::counts::fit;
use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::patients::id_of;
use crate::search::TextSearch;
use crate::stored::report_unknown;
use sea_query::{Alias, Asterisk, Condition, Expr, Func, Order, Query, SelectStatement};
use shared::audit::{AuditAction, AuditKind, AuditPerson};
use shared::coded::Known;
use shared::ids::{PatientId, StaffId};
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::people::ViewAudit;
use shared::time::UtcMillis;

/// A line of the log.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Line {
    pub id: i64,
    pub at: i64,
    pub actor: String,
    #[sqlx(try_from = "String")]
    pub action: Known<AuditAction>,
    #[sqlx(try_from = "String")]
    pub entity: Known<Noun>,
    pub entity_uid: Option<String>,
    /// What the thing was called then.
    pub label: String,
    pub patients: i64,
    pub detail: String,
    pub request_id: String,
    pub network: String,
}

/// Which entries are wanted; nothing narrows by itself.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those that showed this patient.
    pub patient: Option<PatientId>,
    /// Those of this member of staff.
    pub person: Option<StaffId>,
    pub kind: Option<AuditKind>,
    pub from: Option<UtcMillis>,
    /// This moment is not included.
    pub until: Option<UtcMillis>,
    /// In the actor, the action, the thing and its name, the detail, the network address.
    pub words: String,
}

/// The newest entries first; `wanted.words` counts, not the query's search.
#[boxed]
pub async fn page(db: &Db, permit: &Permit<ViewAudit>, wanted: &Wanted, query: &PageQuery) -> Result<Page<Line>> {
    let mut select = newest(db.dialect(), wanted);
    select.limit(fit(query.limit())).offset(fit(query.offset()));
    Ok(Page { rows: fetch(db, select).await?, total: count(db, permit, wanted).await? })
}

/// How many entries are wanted.
#[boxed]
pub async fn count(db: &Db, _permit: &Permit<ViewAudit>, wanted: &Wanted) -> Result<u64> {
    let mut select = Query::select();
    select
        .from(Alias::new("audit_event"))
        .expr(Func::count(Expr::col(Asterisk)))
        .cond_where(matching(db.dialect(), wanted));
    let (sql, values) = build(db.dialect(), &select)?;
    let total: i64 = sqlx::query_scalar_with(&sql, values).fetch_one(db.read()).await?;
    Ok(fit(total))
}

/// At most `limit` of the wanted entries that are older than the entry `before`, the newest first: a file is read in steps
/// that cost the same however far down the log they are.
#[boxed]
pub async fn lines_before(
    db: &Db,
    _permit: &Permit<ViewAudit>,
    wanted: &Wanted,
    before: i64,
    limit: u64,
) -> Result<Vec<Line>> {
    let mut select = newest(db.dialect(), wanted);
    select.and_where(column("id").lt(before)).limit(limit);
    fetch(db, select).await
}

/// The patients that entry showed, at most a thousand by family name: key, public id and name.
#[boxed]
pub async fn patients_shown(db: &Db, _permit: &Permit<ViewAudit>, entry: i64) -> Result<Vec<(i64, PatientId, String)>> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT p.id, p.uid, p.given || ' ' || p.family FROM audit_patient a JOIN patient p ON p.id = a.patient_id
         WHERE a.audit_id = $1 ORDER BY p.family, p.given, p.id LIMIT 1000",
    )
    .bind(entry)
    .fetch_all(db.read())
    .await?;
    rows.into_iter().map(|(key, uid, name)| Ok((key, id_of(&uid)?, name))).collect()
}

/// The key and the name of the patient that the log is narrowed to.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn name_of_patient(db: &Db, _permit: &Permit<ViewAudit>, id: PatientId) -> Result<(i64, String)> {
    Ok(sqlx::query_as("SELECT id, given || ' ' || family FROM patient WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await?)
}

/// Everybody who could have done something, by name.
#[boxed]
pub async fn people(db: &Db, _permit: &Permit<ViewAudit>) -> Result<Vec<AuditPerson>> {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT uid, name, email FROM staff ORDER BY name, id").fetch_all(db.read()).await?;
    rows.into_iter()
        .map(|(uid, name, email)| {
            let id = uid.parse().map_err(|why| StoreError::corrupt("staff.uid", why))?;
            Ok(AuditPerson { id, name, email })
        })
        .collect()
}

fn newest(dialect: Dialect, wanted: &Wanted) -> SelectStatement {
    let mut select = Query::select();
    for name in
        ["id", "at", "actor", "action", "entity", "entity_uid", "label", "patients", "detail", "request_id", "network"]
    {
        select.column((Alias::new("audit_event"), Alias::new(name)));
    }
    select.from(Alias::new("audit_event")).cond_where(matching(dialect, wanted));
    select.order_by((Alias::new("audit_event"), Alias::new("id")), Order::Desc);
    select
}

/// Who and which patient are looked up once; the log itself is then read by `audit_patient_patient`, `audit_event_by`,
/// `audit_event_did` or `audit_event_at`. Words are looked for in what these leave.
fn matching(dialect: Dialect, wanted: &Wanted) -> Condition {
    let mut all = Condition::all();
    if let Some(patient) = wanted.patient {
        let mut shown = Query::select();
        shown
            .column(Alias::new("audit_id"))
            .from(Alias::new("audit_patient"))
            .and_where(Expr::col(Alias::new("patient_id")).in_subquery(key_of("patient", &patient.to_string())));
        all = all.add(column("id").in_subquery(shown));
    }
    if let Some(person) = wanted.person {
        all = all.add(column("staff_id").in_subquery(key_of("staff", &person.to_string())));
    }
    if let Some(kind) = wanted.kind {
        all = all.add(column("action").is_in(kind.actions().map(AuditAction::code)));
    }
    if let Some(from) = wanted.from {
        all = all.add(column("at").gte(from.0));
    }
    if let Some(until) = wanted.until {
        all = all.add(column("at").lt(until.0));
    }
    for word in wanted.words.split_whitespace().take(8) {
        let word = word.to_lowercase();
        let text = "(actor || ' ' || action || ' ' || entity || ' ' || label || ' ' || detail || ' ' || network)";
        let search = TextSearch::contains(dialect, &word);
        let mut said = Condition::any().add(search.condition(Expr::expr(Expr::cust(text))));
        let actions: Vec<_> = AuditAction::said(&word).map(AuditAction::code).collect();
        if !actions.is_empty() {
            said = said.add(column("action").is_in(actions));
        }
        all = all.add(said);
    }
    all
}

fn key_of(table: &str, uid: &str) -> SelectStatement {
    let mut select = Query::select();
    select.column(Alias::new("id")).from(Alias::new(table)).and_where(Expr::col(Alias::new("uid")).eq(uid));
    select
}

fn column(name: &str) -> Expr {
    Expr::col((Alias::new("audit_event"), Alias::new(name)))
}

async fn fetch(db: &Db, select: SelectStatement) -> Result<Vec<Line>> {
    let (sql, values) = build(db.dialect(), &select)?;
    let lines: Vec<Line> = sqlx::query_as_with(&sql, values).fetch_all(db.read()).await?;
    for line in &lines {
        report_unknown("audit_event", line.id, &line.action);
        report_unknown("audit_event", line.id, &line.entity);
    }
    Ok(lines)
}
