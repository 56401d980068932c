//! The members of a segment as a table, and whom one could add to a static one. Whoever is shown is audited.

use super::by_hand::holds;
use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, list_of};
use crate::error::{Result, StoreError};
use crate::search::TextSearch;
use shared::audit::AuditAction;
use shared::ids::SegmentId;
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::people::ViewPatients;
use shared::phi::Phi;
use shared::segments::wire::MemberRow;
use shared::segments::{MemberList, MemberSort};
use shared::time::{Date, UtcMillis};
use sqlx::FromRow;

/// What of a patient `p` the tables show.
pub(super) const SHOWN: &str = "p.id, p.uid, p.given, p.family, p.birth_date, p.gender, p.city,
    (SELECT MIN(k.address) FROM contact_point k WHERE k.patient_id = p.id AND k.system = 'email'
        AND (k.use_code IS NULL OR k.use_code <> 'old')) AS email";

#[derive(FromRow)]
pub(super) struct Shown {
    pub id: i64,
    uid: String,
    given: String,
    family: String,
    birth_date: Option<String>,
    gender: Option<String>,
    city: Option<String>,
    email: Option<String>,
    joined_at: Option<i64>,
}

impl Shown {
    pub fn into_shared(self, today: Date) -> Result<MemberRow> {
        Ok(MemberRow {
            id: self.uid.parse().map_err(|error| StoreError::corrupt("patient uid", error))?,
            name: Phi::new(format!("{} {}", self.given, self.family)),
            age: self.birth_date.as_deref().and_then(Date::parse).map(|born| born.age_on(today)),
            gender: self.gender,
            city: Phi::new(self.city.unwrap_or_default()),
            email: Phi::new(self.email),
            joined_at: self.joined_at.map(UtcMillis),
            member: self.joined_at.is_some(),
        })
    }
}

/// A page of the members, or of a list that is kept by hand, sorted by `name`, `age`, `city` or `joined`; finds by part of the name.
///
/// # Errors
/// When the database can't be read or the audit log can't be written.
#[boxed]
pub async fn members(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    (id, list): (SegmentId, MemberList),
    query: &PageQuery,
) -> Result<Page<MemberRow>> {
    let column = match query.order() {
        (MemberSort::Age, false) => "p.birth_date DESC",
        (MemberSort::Age, true) => "p.birth_date ASC",
        (MemberSort::City, false) => "p.city ASC",
        (MemberSort::City, true) => "p.city DESC",
        (MemberSort::Joined, false) => "m.joined_at ASC",
        (MemberSort::Joined, true) => "m.joined_at DESC",
        (MemberSort::Name, false) => "p.family ASC, p.given ASC",
        (MemberSort::Name, true) => "p.family DESC, p.given DESC",
    };
    let search = TextSearch::contains(db.dialect(), &query.search);
    let from = format!(
        "FROM segment_member m JOIN segment s ON s.id = m.segment_id JOIN patient p ON p.id = m.patient_id
        WHERE {} AND m.left_at IS NULL AND {}",
        holds(list),
        search.matches("p.name_search", "$2")
    );
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) {from}"))
        .bind(id.to_string())
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let rows =
        sqlx::query_as(&format!("SELECT {SHOWN}, m.joined_at {from} ORDER BY {column}, p.id LIMIT $3 OFFSET $4"))
            .bind(id.to_string())
            .bind(search.pattern())
            .bind(query.limit())
            .bind(query.offset())
            .fetch_all(db.read())
            .await?;
    let rows = shown(db, permit, now, AuditAction::List, id, rows).await?;
    Ok(Page { rows, total: total.unsigned_abs() })
}

/// Patients by part of their name, each with whether they are on the list: what one adds to it from.
///
/// # Errors
/// As [`members`].
#[boxed]
pub async fn candidates(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    (id, list): (SegmentId, MemberList),
    search: &str,
) -> Result<Vec<MemberRow>> {
    if search.trim().is_empty() {
        return Ok(Vec::new());
    }
    let search = TextSearch::contains(db.dialect(), search);
    let rows = sqlx::query_as(&format!(
        "SELECT {SHOWN}, (SELECT m.joined_at FROM segment_member m JOIN segment s ON s.id = m.segment_id
            WHERE {} AND m.patient_id = p.id AND m.left_at IS NULL) AS joined_at
         FROM patient p WHERE {} ORDER BY p.family, p.given, p.id LIMIT 20",
        holds(list),
        search.matches("p.name_search", "$2")
    ))
    .bind(id.to_string())
    .bind(search.pattern())
    .fetch_all(db.read())
    .await?;
    shown(db, permit, now, AuditAction::Search, id, rows).await
}

/// Everybody who is in, by name, for a file. Written down as exported.
///
/// # Errors
/// [`StoreError::NotFound`]; when the audit log can't be written.
#[boxed]
pub async fn export(db: &Db, permit: &Permit<ViewPatients>, now: UtcMillis, id: SegmentId) -> Result<Vec<MemberRow>> {
    let segment: i64 =
        sqlx::query_scalar("SELECT id FROM segment WHERE uid = $1").bind(id.to_string()).fetch_one(db.read()).await?;
    let rows = sqlx::query_as(&format!(
        "SELECT {SHOWN}, m.joined_at FROM segment_member m JOIN patient p ON p.id = m.patient_id
         WHERE m.segment_id = $1 AND m.left_at IS NULL ORDER BY p.family, p.given, p.id"
    ))
    .bind(segment)
    .fetch_all(db.read())
    .await?;
    shown(db, permit, now, AuditAction::Export, id, rows).await
}

/// The first few of these patients by name, written down as shown.
pub(super) async fn named(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    id: SegmentId,
    keys: &[i64],
    at_most: usize,
) -> Result<Vec<MemberRow>> {
    if keys.is_empty() {
        return shown(db, permit, now, AuditAction::Search, id, Vec::new()).await;
    }
    let sql = format!(
        "SELECT {SHOWN}, CAST(NULL AS BIGINT) AS joined_at FROM patient p WHERE p.id IN ({})
         ORDER BY p.family, p.given, p.id LIMIT {at_most}",
        db.dialect().keys_in("$1")
    );
    let rows = sqlx::query_as(&sql).bind(list_of(keys.iter().copied())).fetch_all(db.read()).await?;
    shown(db, permit, now, AuditAction::Search, id, rows).await
}

/// Writes down whom the screen shows, then lets it.
pub(super) async fn shown(
    db: &Db,
    permit: &Permit<ViewPatients>,
    now: UtcMillis,
    action: AuditAction,
    id: SegmentId,
    rows: Vec<Shown>,
) -> Result<Vec<MemberRow>> {
    let patients: Vec<_> = rows.iter().map(|row| row.id).collect();
    let entry = Entry {
        action,
        entity: Noun::Segment,
        entity_uid: Some(id.to_string()),
        patients: &patients,
        detail: String::new(),
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let today = now.date_utc();
    rows.into_iter().map(|row| row.into_shared(today)).collect()
}
