//! Two records of one person become one, and can be taken apart again: everything goes along, and what went is written down.

use crate::actor::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::built::build;
use crate::changes::{self, Change};
use crate::db::{Db, Tx};
use crate::document;
use crate::error::{Result, StoreError};
use sea_query::{Alias, Expr, Query};
use serde::{Deserialize, Serialize};
use shared::audit::AuditAction;
use shared::change::{ChangeKind, Changed};
use shared::ids::PatientId;
use shared::noun::Noun;
use shared::patients::MergedPair;
use shared::people::{EditPatients, ViewPatients};
use shared::phi::Phi;
use shared::records::{RecordKind, RecordType};
use shared::time::UtcMillis;
use std::collections::BTreeMap;
use uuid::Uuid;

use super::key_of;

/// Who declared it, where a source did.
pub(crate) const IMPORT: &str = "import";

/// What hangs on a patient besides records, each row with a key of its own.
const ALONG: [&str; 8] = [
    "registration",
    "consent_event",
    "outbox",
    "custom_event",
    "inbound_message",
    "call_attempt",
    "outreach_touch",
    "outreach_review",
];

/// Rows of a journey that the other has not made as well.
const JOURNEYS: &str = "SELECT r.id FROM journey_run r WHERE r.patient_id = $1 AND NOT EXISTS (
        SELECT 1 FROM journey_run o WHERE o.patient_id = $2 AND o.journey_id = r.journey_id
            AND (o.entry = r.entry OR (o.status = 'waiting' AND r.status = 'waiting')))";
/// Places on lists that are kept by hand, which the other has not.
const LISTS: &str = "SELECT m.id FROM segment_member m JOIN segment s ON s.id = m.segment_id
    WHERE m.patient_id = $1 AND m.left_at IS NULL AND s.kind = 'static' AND NOT EXISTS (
        SELECT 1 FROM segment_member o WHERE o.patient_id = $2 AND o.segment_id = m.segment_id AND o.left_at IS NULL)";

/// Calls, unless both are in somebody's hands right now.
const CALLS: &str = "SELECT c.id FROM call c WHERE c.patient_id = $1 AND NOT (c.status = 'claimed' AND EXISTS (
        SELECT 1 FROM call o WHERE o.patient_id = $2 AND o.status = 'claimed'))";
/// Those of which the rows that the other has not as well go along.
const IN_PART: [&str; 3] = ["journey_run", "segment_member", "call"];

/// What was moved.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Moved {
    /// Keys by table.
    rows: BTreeMap<String, Vec<i64>>,
    tags: Vec<String>,
    attributes: Vec<String>,
    aliases: Vec<String>,
    /// Keys of prospect lists.
    prospect_lists: Vec<i64>,
    /// Requests for consent, by the hash of their token.
    consent_requests: Vec<String>,
    /// What they wish for all their addresses went along.
    wish: bool,
    /// Both had wishes, and only the other wanted no contact at all: that holds for both.
    no_contact: bool,
    /// Keys of outreach programs.
    programs: Vec<i64>,
    /// Of the record that is no longer used: (system, use, address, rank).
    contact_points: Vec<(String, Option<String>, String, i64)>,
    /// Kind, system, value.
    identifiers: Vec<(String, String, String)>,
    /// Keys of those that the one that is kept got by it.
    added_contact_points: Vec<i64>,
    added_identifiers: Vec<i64>,
    active: i64,
    source_id: Option<String>,
    source_hash: Option<i64>,
    source_version: Option<i64>,
}

impl Moved {
    fn count(&self) -> u64 {
        self.rows.values().map(|keys| keys.len() as u64).sum()
    }
}

fn tables() -> impl Iterator<Item = &'static str> {
    // Forecasts are made anew.
    let records = RecordType::ALL.into_iter().filter(|record| *record != RecordType::ImmunizationRecommendation);
    records.map(RecordType::table).chain(ALONG)
}

/// Everything of `gone` becomes that of `kept`. The row of `gone` stays, inactive and without an address: nobody lists, counts or
/// writes to it, and what was sent to it is still told.
pub(crate) async fn join(tx: &mut Tx, now: UtcMillis, actor: &str, gone: i64, kept: i64) -> Result<()> {
    let mut moved = Moved::default();
    for table in tables() {
        let keys = keys_of_table(tx, table, gone).await?;
        give(tx, table, &keys, kept).await?;
        moved.rows.insert(table.to_owned(), keys);
    }
    let journeys = sqlx::query_scalar(JOURNEYS).bind(gone).bind(kept).fetch_all(&mut **tx).await?;
    let lists = sqlx::query_scalar(LISTS).bind(gone).bind(kept).fetch_all(&mut **tx).await?;
    let calls = sqlx::query_scalar(CALLS).bind(gone).bind(kept).fetch_all(&mut **tx).await?;
    for (table, keys) in IN_PART.into_iter().zip([journeys, lists, calls]) {
        let keys: Vec<i64> = keys;
        give(tx, table, &keys, kept).await?;
        moved.rows.insert(table.to_owned(), keys);
    }
    moved.rows.retain(|_, keys| !keys.is_empty());
    moved.tags = sqlx::query_scalar(
        "UPDATE patient_tag SET patient_id = $2 WHERE patient_id = $1
         AND tag NOT IN (SELECT tag FROM patient_tag WHERE patient_id = $2) RETURNING tag",
    )
    .bind(gone)
    .bind(kept)
    .fetch_all(&mut **tx)
    .await?;
    moved.attributes = sqlx::query_scalar(
        "UPDATE patient_attribute SET patient_id = $2 WHERE patient_id = $1
         AND name NOT IN (SELECT name FROM patient_attribute WHERE patient_id = $2) RETURNING name",
    )
    .bind(gone)
    .bind(kept)
    .fetch_all(&mut **tx)
    .await?;
    moved.aliases =
        sqlx::query_scalar("UPDATE patient_alias SET patient_id = $2 WHERE patient_id = $1 RETURNING source_id")
            .bind(gone)
            .bind(kept)
            .fetch_all(&mut **tx)
            .await?;
    moved.prospect_lists = sqlx::query_scalar(
        "UPDATE prospect_member SET patient_id = $2 WHERE patient_id = $1
         AND list_id NOT IN (SELECT list_id FROM prospect_member WHERE patient_id = $2) RETURNING list_id",
    )
    .bind(gone)
    .bind(kept)
    .fetch_all(&mut **tx)
    .await?;
    moved.programs = sqlx::query_scalar(
        "UPDATE outreach_person SET patient_id = $2 WHERE patient_id = $1
         AND program_id NOT IN (SELECT program_id FROM outreach_person WHERE patient_id = $2) RETURNING program_id",
    )
    .bind(gone)
    .bind(kept)
    .fetch_all(&mut **tx)
    .await?;
    wishes(tx, gone, kept, &mut moved).await?;
    addresses(tx, gone, kept, &mut moved).await?;
    (moved.active, moved.source_id, moved.source_hash, moved.source_version) = sqlx::query_as(
        "SELECT CAST(active AS BIGINT), source_id, source_hash, source_version FROM patient WHERE id = $1",
    )
    .bind(gone)
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query("UPDATE patient SET active = 0, source_id = NULL, updated_at = $2 WHERE id = $1")
        .bind(gone)
        .bind(now.0)
        .execute(&mut **tx)
        .await?;
    if let Some(source_id) = &moved.source_id {
        let hash = moved.source_hash.unwrap_or_default();
        crate::import::add_alias(tx, source_id, kept, hash, moved.source_version).await?;
    }
    sqlx::query(
        "INSERT INTO patient_merge (uid, kept_id, gone_id, status, at, actor, moved) VALUES ($1, $2, $3, 'merged', $4, $5, $6)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(kept)
    .bind(gone)
    .bind(now.0)
    .bind(actor)
    .bind(document::write("merge of patients", &moved)?)
    .execute(&mut **tx)
    .await?;
    told(tx, now, [gone, kept]).await
}

async fn keys_of_table(tx: &mut Tx, table: &str, patient: i64) -> Result<Vec<i64>> {
    let mut query = Query::select();
    query.column(Alias::new("id")).from(Alias::new(table)).and_where(Expr::col(Alias::new("patient_id")).eq(patient));
    let (sql, arguments) = build(crate::Dialect::of(tx), &query)?;
    Ok(sqlx::query_scalar_with(&sql, arguments).fetch_all(&mut **tx).await?)
}

/// Makes these rows the patient's.
async fn give(tx: &mut Tx, table: &str, keys: &[i64], patient: i64) -> Result<()> {
    for chunk in keys.chunks(500) {
        let mut query = Query::update();
        query
            .table(Alias::new(table))
            .value(Alias::new("patient_id"), patient)
            .and_where(Expr::col(Alias::new("id")).is_in(chunk.iter().copied()));
        let (sql, arguments) = build(crate::Dialect::of(tx), &query)?;
        sqlx::query_with(&sql, arguments).execute(&mut **tx).await?;
    }
    Ok(())
}

/// What they wish for all their addresses: of two, the stricter holds.
async fn wishes(tx: &mut Tx, gone: i64, kept: i64, moved: &mut Moved) -> Result<()> {
    moved.consent_requests =
        sqlx::query_scalar("UPDATE consent_request SET patient_id = $2 WHERE patient_id = $1 RETURNING token_hash")
            .bind(gone)
            .bind(kept)
            .fetch_all(&mut **tx)
            .await?;
    let strict: Option<i64> = sqlx::query_scalar(
        "UPDATE contact_wish SET do_not_contact = 1 WHERE patient_id = $2 AND do_not_contact = 0
         AND EXISTS (SELECT 1 FROM contact_wish o WHERE o.patient_id = $1 AND o.do_not_contact = 1) RETURNING patient_id",
    )
    .bind(gone)
    .bind(kept)
    .fetch_optional(&mut **tx)
    .await?;
    let along: Option<i64> = sqlx::query_scalar(
        "UPDATE contact_wish SET patient_id = $2 WHERE patient_id = $1
         AND NOT EXISTS (SELECT 1 FROM contact_wish o WHERE o.patient_id = $2) RETURNING patient_id",
    )
    .bind(gone)
    .bind(kept)
    .fetch_optional(&mut **tx)
    .await?;
    (moved.no_contact, moved.wish) = (strict.is_some(), along.is_some());
    Ok(())
}

async fn wishes_back(tx: &mut Tx, gone: i64, kept: i64, moved: &Moved) -> Result<()> {
    for token in &moved.consent_requests {
        sqlx::query("UPDATE consent_request SET patient_id = $1 WHERE token_hash = $2")
            .bind(gone)
            .bind(token)
            .execute(&mut **tx)
            .await?;
    }
    if moved.no_contact {
        sqlx::query("UPDATE contact_wish SET do_not_contact = 0 WHERE patient_id = $1")
            .bind(kept)
            .execute(&mut **tx)
            .await?;
    }
    if moved.wish {
        sqlx::query("UPDATE contact_wish SET patient_id = $1 WHERE patient_id = $2")
            .bind(gone)
            .bind(kept)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Addresses and numbers go along where the other has not the same already; nobody is reached or found by the record that is no
/// longer used.
async fn addresses(tx: &mut Tx, gone: i64, kept: i64, moved: &mut Moved) -> Result<()> {
    moved.contact_points = sqlx::query_as(
        "SELECT system, use_code, address, CAST(rank AS BIGINT) FROM contact_point WHERE patient_id = $1 ORDER BY id",
    )
    .bind(gone)
    .fetch_all(&mut **tx)
    .await?;
    moved.added_contact_points = sqlx::query_scalar(
        "INSERT INTO contact_point (patient_id, system, use_code, address, rank)
         SELECT $2, system, use_code, address, rank + 50 FROM contact_point WHERE patient_id = $1
         ON CONFLICT (patient_id, system, address) DO NOTHING RETURNING id",
    )
    .bind(gone)
    .bind(kept)
    .fetch_all(&mut **tx)
    .await?;
    moved.identifiers =
        sqlx::query_as("SELECT kind, system, value FROM patient_identifier WHERE patient_id = $1 ORDER BY id")
            .bind(gone)
            .fetch_all(&mut **tx)
            .await?;
    moved.added_identifiers = sqlx::query_scalar(
        "INSERT INTO patient_identifier (patient_id, kind, system, value)
         SELECT $2, kind, system, value FROM patient_identifier i WHERE patient_id = $1 AND NOT EXISTS (
            SELECT 1 FROM patient_identifier k WHERE k.patient_id = $2 AND k.system = i.system AND k.value = i.value)
         RETURNING id",
    )
    .bind(gone)
    .bind(kept)
    .fetch_all(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM contact_point WHERE patient_id = $1").bind(gone).execute(&mut **tx).await?;
    sqlx::query("DELETE FROM patient_identifier WHERE patient_id = $1").bind(gone).execute(&mut **tx).await?;
    Ok(())
}

async fn told(tx: &mut Tx, now: UtcMillis, patients: [i64; 2]) -> Result<()> {
    let changed = |patient| Change {
        patient,
        changed: Changed::Kind(RecordKind::Patient),
        record: patient,
        change: ChangeKind::Updated,
    };
    changes::push(tx, now, &patients.map(changed)).await
}

/// Whether somebody has said that these are two people, or has taken them apart again.
pub(crate) async fn kept_apart(tx: &mut Tx, one: i64, other: i64) -> Result<bool> {
    let last: Option<String> = sqlx::query_scalar(
        "SELECT status FROM patient_merge WHERE (kept_id = $1 AND gone_id = $2) OR (kept_id = $2 AND gone_id = $1)
         ORDER BY id DESC LIMIT 1",
    )
    .bind(one)
    .bind(other)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(last.is_some_and(|status| status != "merged"))
}

/// Brings `gone` into `kept`.
///
/// # Errors
/// [`StoreError::Conflict`] when one of them is no longer used, or they are the same; [`StoreError::NotFound`].
#[boxed]
pub async fn merge(
    db: &Db,
    tx: &mut Tx,
    permit: &Permit<EditPatients>,
    now: UtcMillis,
    kept: PatientId,
    gone: PatientId,
) -> Result<()> {
    let (into, from) = (key_of(db, kept).await?, key_of(db, gone).await?);
    let merged: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM patient_merge WHERE status = 'merged' AND (gone_id = $1 OR gone_id = $2) LIMIT 1",
    )
    .bind(into)
    .bind(from)
    .fetch_optional(&mut **tx)
    .await?;
    if into == from || merged.is_some() {
        return Err(StoreError::conflict("One of the two has been merged already. Reload the page."));
    }
    join(tx, now, &permit.actor().name, from, into).await?;
    written(tx, permit, now, kept, [into, from], "merged with another record").await
}

/// Says that two records are of two people: they are not suggested any more, and no source brings them together.
///
/// # Errors
/// [`StoreError::NotFound`].
#[boxed]
pub async fn keep_apart(
    db: &Db,
    tx: &mut Tx,
    permit: &Permit<EditPatients>,
    now: UtcMillis,
    one: PatientId,
    other: PatientId,
) -> Result<()> {
    let keys = [key_of(db, one).await?, key_of(db, other).await?];
    sqlx::query(
        "INSERT INTO patient_merge (uid, kept_id, gone_id, status, at, actor, moved) VALUES ($1, $2, $3, 'apart', $4, $5, '')",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(keys[0])
    .bind(keys[1])
    .bind(now.0)
    .bind(&permit.actor().name)
    .execute(&mut **tx)
    .await?;
    written(tx, permit, now, one, keys, "said to be another person than a like record").await
}

/// Takes two records apart that were brought together, by staff or by a source: what went along goes back. What came since stays with
/// the one that was kept.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such merge, or it is undone already.
#[boxed]
pub async fn unmerge(tx: &mut Tx, permit: &Permit<EditPatients>, now: UtcMillis, uid: &str) -> Result<()> {
    let (kept, gone, moved): (i64, i64, String) = sqlx::query_as(
        "UPDATE patient_merge SET status = 'undone' WHERE uid = $1 AND status = 'merged' RETURNING kept_id, gone_id, moved",
    )
    .bind(uid)
    .fetch_one(&mut **tx)
    .await?;
    let moved: Moved = document::read("merge of patients", uid, &moved)?;
    for (table, keys) in &moved.rows {
        // A table of a version to come would be in its own program.
        if tables().chain(IN_PART).any(|known| known == table) {
            give(tx, table, keys, gone).await?;
        }
    }
    for tag in &moved.tags {
        sqlx::query("UPDATE patient_tag SET patient_id = $1 WHERE patient_id = $2 AND tag = $3")
            .bind(gone)
            .bind(kept)
            .bind(tag)
            .execute(&mut **tx)
            .await?;
    }
    for name in &moved.attributes {
        sqlx::query("UPDATE patient_attribute SET patient_id = $1 WHERE patient_id = $2 AND name = $3")
            .bind(gone)
            .bind(kept)
            .bind(name)
            .execute(&mut **tx)
            .await?;
    }
    for list in &moved.prospect_lists {
        sqlx::query("UPDATE prospect_member SET patient_id = $1 WHERE patient_id = $2 AND list_id = $3")
            .bind(gone)
            .bind(kept)
            .bind(list)
            .execute(&mut **tx)
            .await?;
    }
    for program in &moved.programs {
        sqlx::query("UPDATE outreach_person SET patient_id = $1 WHERE patient_id = $2 AND program_id = $3")
            .bind(gone)
            .bind(kept)
            .bind(program)
            .execute(&mut **tx)
            .await?;
    }
    for source_id in &moved.aliases {
        sqlx::query("UPDATE patient_alias SET patient_id = $1 WHERE source_id = $2")
            .bind(gone)
            .bind(source_id)
            .execute(&mut **tx)
            .await?;
    }
    wishes_back(tx, gone, kept, &moved).await?;
    addresses_back(tx, gone, &moved).await?;
    if let Some(source_id) = &moved.source_id {
        sqlx::query("DELETE FROM patient_alias WHERE source_id = $1").bind(source_id).execute(&mut **tx).await?;
    }
    sqlx::query(
        "UPDATE patient SET active = $2, source_id = $3, source_hash = $4, source_version = $5, updated_at = $6 WHERE id = $1",
    )
    .bind(gone)
    .bind(moved.active)
    .bind(&moved.source_id)
    .bind(moved.source_hash)
    .bind(moved.source_version)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    told(tx, now, [gone, kept]).await?;
    let id: String =
        sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1").bind(kept).fetch_one(&mut **tx).await?;
    written(tx, permit, now, super::id_of(&id)?, [kept, gone], "taken apart from a record it was merged with").await
}

async fn addresses_back(tx: &mut Tx, gone: i64, moved: &Moved) -> Result<()> {
    for key in &moved.added_contact_points {
        sqlx::query("DELETE FROM contact_point WHERE id = $1").bind(key).execute(&mut **tx).await?;
    }
    for key in &moved.added_identifiers {
        sqlx::query("DELETE FROM patient_identifier WHERE id = $1").bind(key).execute(&mut **tx).await?;
    }
    for (system, use_code, address, rank) in &moved.contact_points {
        sqlx::query(
            "INSERT INTO contact_point (patient_id, system, use_code, address, rank) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (patient_id, system, address) DO NOTHING",
        )
        .bind(gone)
        .bind(system)
        .bind(use_code)
        .bind(address)
        .bind(rank)
        .execute(&mut **tx)
        .await?;
    }
    for (kind, system, value) in &moved.identifiers {
        sqlx::query("INSERT INTO patient_identifier (patient_id, kind, system, value) VALUES ($1, $2, $3, $4)")
            .bind(gone)
            .bind(kind)
            .bind(system)
            .bind(value)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

async fn written(
    tx: &mut Tx,
    permit: &Permit<EditPatients>,
    now: UtcMillis,
    id: PatientId,
    patients: [i64; 2],
    what: &str,
) -> Result<()> {
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &patients,
        detail: what.to_owned(),
        ..Entry::new(AuditAction::Update, Noun::Patient)
    };
    audit::record(tx, permit.actor(), now, entry).await
}

/// The last records that were brought together and can be taken apart, newest first; who they are is audited by the caller.
pub(super) async fn merged(db: &Db, _permit: &Permit<ViewPatients>) -> Result<(Vec<MergedPair>, Vec<i64>)> {
    let rows: Vec<(String, i64, String, String, i64, String, String)> = sqlx::query_as(
        "SELECT m.uid, m.kept_id, p.uid, p.given || ' ' || p.family, m.at, m.actor, m.moved
         FROM patient_merge m JOIN patient p ON p.id = m.kept_id WHERE m.status = 'merged' ORDER BY m.id DESC LIMIT 50",
    )
    .fetch_all(db.read())
    .await?;
    let keys = rows.iter().map(|row| row.1).collect();
    let pair = |(uid, _, kept, name, at, actor, moved): (String, i64, String, String, i64, String, String)| {
        let moved: Moved = document::read("merge of patients", &uid, &moved)?;
        Ok(MergedPair {
            kept: super::id_of(&kept)?,
            name: Phi::new(name),
            at: UtcMillis(at),
            actor: (actor != IMPORT).then_some(actor),
            moved: moved.count(),
            uid,
        })
    };
    Ok((rows.into_iter().map(pair).collect::<Result<_>>()?, keys))
}
