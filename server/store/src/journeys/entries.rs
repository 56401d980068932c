//! Who comes in: the segment's members when the journey starts, later joiners one by one, and what triggers bring.

use crate::activity::{self, Activity};
use crate::boxed;
use crate::error::Result;
use crate::{Db, Dialect, Tx};
use shared::activity::ActivityKind;
use shared::journeys::NodeId;
use shared::time::UtcMillis;

/// A live, started journey as a source of entries sees it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Feed {
    pub journey: i64,
    pub version: i64,
    pub uid: String,
    pub name: String,
}

const FEED: &str = "id AS journey, version_id AS version, uid, name";

/// Live journeys whose start has come and whose first members are not in yet: of segments and of triggers.
#[boxed]
pub async fn openings(db: &Db, now: UtcMillis) -> Result<Vec<Feed>> {
    Ok(sqlx::query_as(&format!(
        "SELECT {FEED} FROM journey WHERE status = 'live' AND opened_at IS NULL AND start_at <= $1
         AND (end_at IS NULL OR end_at > $2) ORDER BY id"
    ))
    .bind(now.0)
    .bind(now.0)
    .fetch_all(db.read())
    .await?)
}

/// Opens the door once: everybody who is in the segment now comes in, in one statement whatever their number. Returns how
/// many; `None` when somebody else opened it.
#[boxed]
pub async fn open(tx: &mut Tx, now: UtcMillis, feed: &Feed, entry_node: NodeId) -> Result<Option<u64>> {
    let opened =
        sqlx::query("UPDATE journey SET opened_at = $1 WHERE id = $2 AND status = 'live' AND opened_at IS NULL")
            .bind(now.0)
            .bind(feed.journey)
            .execute(&mut **tx)
            .await?;
    if opened.rows_affected() == 0 {
        return Ok(None);
    }
    let entered = sqlx::query(
        "INSERT INTO journey_run (journey_id, version_id, patient_id, entry, node, visit, arrived_at, status, due_at, entered_at)
         SELECT j.id, j.version_id, m.patient_id, 1, $1, 1, $2, 'waiting', $3, $4
         FROM journey j JOIN segment s ON j.audience_kind = 'segment' AND s.uid = j.audience_uid
         JOIN segment_member m ON m.segment_id = s.id
         WHERE j.id = $5 AND m.left_at IS NULL
         ON CONFLICT DO NOTHING",
    )
    .bind(i64::from(entry_node.0))
    .bind(now.0)
    .bind(now.0)
    .bind(now.0)
    .bind(feed.journey)
    .execute(&mut **tx)
    .await?
    .rows_affected();
    sqlx::query(
        "INSERT INTO activity (at, patient_id, kind, subject, subject_uid, summary)
         SELECT entered_at, patient_id, 'journey-entered', 'journey', $1, $2 FROM journey_run WHERE journey_id = $3",
    )
    .bind(&feed.uid)
    .bind(entered_words(&feed.name))
    .bind(feed.journey)
    .execute(&mut **tx)
    .await?;
    Ok(Some(entered))
}

/// The journeys that this segment or trigger feeds just now. Their rows are held until `tx` ends, so that an opening that
/// happens at the same moment sees either the new member or this entry.
#[boxed]
pub async fn feeds(db: &Db, tx: &mut Tx, now: UtcMillis, audience_uid: &str) -> Result<Vec<Feed>> {
    let hold = match db.dialect() {
        Dialect::Sqlite => "",
        Dialect::Postgres => " FOR SHARE",
    };
    Ok(sqlx::query_as(&format!(
        "SELECT {FEED} FROM journey WHERE audience_uid = $1 AND status = 'live' AND start_at <= $2
         AND (end_at IS NULL OR end_at > $3) ORDER BY id{hold}"
    ))
    .bind(audience_uid)
    .bind(now.0)
    .bind(now.0)
    .fetch_all(&mut **tx)
    .await?)
}

/// Takes one patient in. With `again`, also one who has been through before, unless they are inside. False when nothing
/// was to do.
#[boxed]
pub async fn enter(
    tx: &mut Tx,
    now: UtcMillis,
    feed: &Feed,
    entry_node: NodeId,
    patient: i64,
    again: bool,
) -> Result<bool> {
    let next = if again { "COALESCE(MAX(entry), 0) + 1" } else { "COALESCE(MAX(entry) * 0, 0) + 1" };
    let entered = sqlx::query(&format!(
        "INSERT INTO journey_run (journey_id, version_id, patient_id, entry, node, visit, arrived_at, status, due_at, entered_at)
         SELECT $1, $2, $3, {next}, $4, 1, $5, 'waiting', $6, $7
         FROM journey_run WHERE journey_id = $8 AND patient_id = $9
         ON CONFLICT DO NOTHING"
    ))
    .bind(feed.journey)
    .bind(feed.version)
    .bind(patient)
    .bind(i64::from(entry_node.0))
    .bind(now.0)
    .bind(now.0)
    .bind(now.0)
    .bind(feed.journey)
    .bind(patient)
    .execute(&mut **tx)
    .await?
    .rows_affected()
        == 1;
    if entered {
        let kind = ActivityKind::JourneyEntered;
        let activity = Activity {
            at: now,
            patient: Some(patient),
            kind,
            subject_uid: feed.uid.clone(),
            summary: kind.summary(&feed.name),
        };
        activity::record(tx, activity).await?;
    }
    Ok(entered)
}

fn entered_words(journey: &str) -> String {
    format!("Entered “{journey}”")
}

/// A patient joined or left a segment.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MembershipChange {
    pub id: i64,
    pub segment_id: i64,
    pub patient_id: i64,
    pub joined: i64,
}

/// Claims and removes up to `limit` membership changes; they are back when `tx` does not commit.
#[boxed]
pub async fn take_membership_changes(db: &Db, tx: &mut Tx, limit: i64) -> Result<Vec<MembershipChange>> {
    let sql = format!(
        "DELETE FROM membership_change WHERE id IN (SELECT id FROM membership_change ORDER BY id LIMIT $1{})
         RETURNING id, segment_id, patient_id, joined",
        db.dialect().skip_locked()
    );
    let mut taken: Vec<MembershipChange> = sqlx::query_as(&sql).bind(limit).fetch_all(&mut **tx).await?;
    taken.sort_unstable_by_key(|change| change.id);
    Ok(taken)
}

/// A segment's public id.
#[boxed]
pub async fn segment_uid(tx: &mut Tx, segment: i64) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT uid FROM segment WHERE id = $1").bind(segment).fetch_one(&mut **tx).await?)
}
