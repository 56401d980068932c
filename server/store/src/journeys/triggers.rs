//! Record triggers, and the changes they have yet to see.

use crate::audit::{self, Entry};
use crate::boxed;
use crate::changes::QueuedChange;
use crate::counts::count;
use crate::db::placeholders;
use crate::error::{Result, StoreError};
use crate::search::TextSearch;
use crate::segments::compile::word_column;
use crate::{Db, Dialect, Permit, Tx};
use shared::audit::AuditAction;
use shared::change::ChangeKind;
use shared::ids::TriggerId;
use shared::journeys::{Choice, Listens, TriggerDraft, TriggerRow, TriggerSort, TriggerStatus, firing};
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::people::{EditJourneys, ViewOutreach};
use shared::records::{RecordKind, WordFact};
use shared::time::UtcMillis;
use sqlx::Row;
use sqlx::any::AnyRow;
use uuid::Uuid;

const COLUMNS: &str = "t.uid, t.name, t.record_type, t.listens, t.status_is, t.text_contains, t.status, t.updated_at,
    (SELECT COUNT(*) FROM journey_use u JOIN journey j ON j.id = u.journey_id
     WHERE u.kind = 'trigger' AND u.used_uid = t.uid AND j.status IN ('draft', 'going-live', 'live')) AS journeys";

fn read(row: &AnyRow) -> Result<TriggerRow> {
    let listens: String = row.try_get("listens")?;
    let status: String = row.try_get("status")?;
    Ok(TriggerRow {
        id: row.try_get::<String, _>("uid")?.parse().map_err(|error| StoreError::corrupt("trigger id", error))?,
        draft: TriggerDraft {
            name: row.try_get("name")?,
            record_type: row.try_get("record_type")?,
            listens: Listens::from_code(&listens).ok_or_else(|| StoreError::corrupt("trigger", listens))?,
            status_is: row.try_get("status_is")?,
            text_contains: row.try_get("text_contains")?,
        },
        status: TriggerStatus::from_code(&status).ok_or_else(|| StoreError::corrupt("trigger status", status))?,
        journeys: row.try_get("journeys")?,
        updated_at: UtcMillis(row.try_get("updated_at")?),
    })
}

/// One page of triggers, by name.
#[boxed]
pub async fn page(db: &Db, _permit: &Permit<ViewOutreach>, query: &PageQuery) -> Result<Page<TriggerRow>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let named = search.matches("t.name", "$1");
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM record_trigger t WHERE {named}"))
        .bind(search.pattern())
        .fetch_one(db.read())
        .await?;
    let (by, descending) = query.order::<TriggerSort>();
    let direction = if descending { "DESC" } else { "ASC" };
    let order = match by {
        TriggerSort::Name => "lower(t.name)",
        TriggerSort::Status => "t.status",
    };
    let rows = sqlx::query(&format!(
        "SELECT {COLUMNS} FROM record_trigger t WHERE {named} ORDER BY {order} {direction}, t.id LIMIT $2 OFFSET $3"
    ))
    .bind(search.pattern())
    .bind(query.limit())
    .bind(query.offset())
    .fetch_all(db.read())
    .await?;
    Ok(Page { rows: rows.iter().map(read).collect::<Result<_>>()?, total: count(total) })
}

/// Live triggers, to choose from.
#[boxed]
pub async fn live(db: &Db) -> Result<Vec<Choice>> {
    let rows =
        sqlx::query(&format!("SELECT {COLUMNS} FROM record_trigger t WHERE t.status = 'live' ORDER BY lower(t.name)"))
            .fetch_all(db.read())
            .await?;
    rows.iter()
        .map(|row| {
            let row = read(row)?;
            Ok(Choice { id: row.id.to_string(), detail: row.draft.words(), name: row.draft.name, channel: None })
        })
        .collect()
}

/// Makes a draft, or changes one that is not live.
///
/// # Errors
/// At the fields, or [`StoreError::Conflict`] when it is live.
#[boxed]
pub async fn save(
    db: &Db,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    id: Option<TriggerId>,
    draft: TriggerDraft,
) -> Result<TriggerId> {
    let draft = draft.checked()?;
    let taken = |error: sqlx::Error| {
        StoreError::from(error).on(
            "record_trigger_name_key",
            "name",
            "There is a trigger of this name. Choose another.",
        )
    };
    let mut tx = db.begin().await?;
    let (id, action) = match id {
        None => {
            let id = TriggerId(Uuid::now_v7());
            sqlx::query(
                "INSERT INTO record_trigger (uid, name, record_type, listens, status_is, text_contains, status, created_at,
                    created_by, updated_at) VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9)",
            )
            .bind(id.to_string())
            .bind(&draft.name)
            .bind(&draft.record_type)
            .bind(draft.listens.code())
            .bind(&draft.status_is)
            .bind(&draft.text_contains)
            .bind(now.0)
            .bind(permit.staff_key())
            .bind(now.0)
            .execute(&mut *tx)
            .await
            .map_err(taken)?;
            (id, AuditAction::Create)
        }
        Some(id) => {
            let changed = sqlx::query(
                "UPDATE record_trigger SET name = $1, record_type = $2, listens = $3, status_is = $4, text_contains = $5,
                    updated_at = $6 WHERE uid = $7 AND status <> 'live'",
            )
            .bind(&draft.name)
            .bind(&draft.record_type)
            .bind(draft.listens.code())
            .bind(&draft.status_is)
            .bind(&draft.text_contains)
            .bind(now.0)
            .bind(id.to_string())
            .execute(&mut *tx)
            .await
            .map_err(taken)?;
            if changed.rows_affected() == 0 {
                return Err(StoreError::conflict("A live trigger can't be changed. Stop it first."));
            }
            (id, AuditAction::Update)
        }
    };
    audit(&mut tx, permit, now, action, id, draft.name).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes it live, or stops it.
///
/// # Errors
/// [`StoreError::NotFound`], or when the database refuses.
#[boxed]
pub async fn set_live(db: &Db, permit: &Permit<EditJourneys>, now: UtcMillis, id: TriggerId, live: bool) -> Result<()> {
    let status = if live { TriggerStatus::Live } else { TriggerStatus::Stopped };
    let mut tx = db.begin().await?;
    let name: String =
        sqlx::query_scalar("UPDATE record_trigger SET status = $1, updated_at = $2 WHERE uid = $3 RETURNING name")
            .bind(status.code())
            .bind(now.0)
            .bind(id.to_string())
            .fetch_one(&mut *tx)
            .await?;
    audit(&mut tx, permit, now, if live { AuditAction::GoLive } else { AuditAction::Stop }, id, name).await?;
    tx.commit().await?;
    Ok(())
}

async fn audit(
    tx: &mut Tx,
    permit: &Permit<EditJourneys>,
    now: UtcMillis,
    action: AuditAction,
    id: TriggerId,
    name: String,
) -> Result<()> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail: name, ..Entry::new(action, Noun::Trigger) };
    audit::record(tx, permit.actor(), now, entry).await
}

/// The record types that live triggers of live journeys listen to: changes of other types need not be handed over.
#[boxed]
pub async fn listening(tx: &mut Tx) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "SELECT DISTINCT t.record_type FROM record_trigger t
         JOIN journey j ON j.audience_kind = 'trigger' AND j.audience_uid = t.uid
         WHERE t.status = 'live' AND j.status = 'live' ORDER BY t.record_type",
    )
    .fetch_all(&mut **tx)
    .await?)
}

/// Hands changes over to the triggers, in the transaction that took them from the queue. Keeps those that a live trigger
/// listens to.
#[boxed]
pub async fn hand_over(tx: &mut Tx, changes: &[QueuedChange]) -> Result<usize> {
    let listening = listening(tx).await?;
    let heard: Vec<&QueuedChange> = changes
        .iter()
        .filter(|one| !one.change.is(ChangeKind::Deleted) && listening.contains(&one.record_type))
        .collect();
    for chunk in heard.chunks(4_000) {
        let sql = format!(
            "INSERT INTO trigger_change (patient_id, record_type, record_id, change, changed_at) VALUES {}",
            placeholders(Dialect::of(tx), chunk.len(), 5)
        );
        let mut insert = sqlx::query(&sql);
        for change in chunk {
            insert = insert
                .bind(change.patient_id)
                .bind(&change.record_type)
                .bind(change.record_id)
                .bind(change.change.code())
                .bind(change.changed_at);
        }
        insert.execute(&mut **tx).await?;
    }
    Ok(heard.len())
}

/// Claims and removes up to `limit` changes; they are back when `tx` does not commit.
#[boxed]
pub async fn take(db: &Db, tx: &mut Tx, limit: i64) -> Result<Vec<QueuedChange>> {
    let sql = format!(
        "DELETE FROM trigger_change WHERE id IN (SELECT id FROM trigger_change ORDER BY id LIMIT $1{})
         RETURNING id, patient_id, record_type, record_id, change, changed_at",
        db.dialect().skip_locked()
    );
    let mut taken: Vec<QueuedChange> = sqlx::query_as(&sql).bind(limit).fetch_all(&mut **tx).await?;
    taken.sort_unstable_by_key(|change| change.id);
    Ok(taken)
}

/// The live triggers that this change fires: their public ids.
#[boxed]
pub async fn fired_by(tx: &mut Tx, change: &QueuedChange) -> Result<Vec<String>> {
    let triggers: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT uid, listens, status_is, text_contains FROM record_trigger WHERE status = 'live' AND record_type = $1 ORDER BY id",
    )
    .bind(&change.record_type)
    .fetch_all(&mut **tx)
    .await?;
    let mut fired = Vec::new();
    for (uid, listens, status_is, text_contains) in triggers {
        let hears = Listens::from_code(&listens).zip(change.change.known());
        if hears.is_some_and(|(listens, change)| listens.hears(change))
            && record_matches(tx, change, &status_is, &text_contains).await?
        {
            fired.push(uid);
        }
    }
    Ok(fired)
}

/// Whether the record, as it is now, has that status and a code with that text. Empty asks for nothing.
async fn record_matches(tx: &mut Tx, change: &QueuedChange, status_is: &str, text_contains: &str) -> Result<bool> {
    if status_is.is_empty() && text_contains.is_empty() {
        return Ok(true);
    }
    // The table's name is one of ours, never what somebody typed.
    let Some(RecordKind::Record(record)) = firing(&change.record_type) else { return Ok(false) };
    let Some(status) = word_column(WordFact::Status, record) else { return Ok(false) };
    let (table, status) = (record.table(), status.name());
    let text = TextSearch::contains(Dialect::of(tx), text_contains);
    let found: i64 = sqlx::query_scalar(&format!(
        "SELECT COUNT(*) FROM {table} r LEFT JOIN concept c ON c.id = r.concept_id
         WHERE r.id = $1 AND ($2 = '' OR lower(r.{status}) = $3) AND {}",
        text.matches("COALESCE(c.search_text, '')", "$4")
    ))
    .bind(change.record_id)
    .bind(status_is)
    .bind(status_is)
    .bind(text.pattern())
    .fetch_one(&mut **tx)
    .await?;
    Ok(found > 0)
}
