//! Lists that have run out: those of their people who did not become patients and are on no other list in use are erased.

use super::{audit, today};
use crate::audit::{self as log, Entry};
use crate::boxed;
use crate::changes::{self, Change};
use crate::counts::{fit, number};
use crate::db::Tx;
use crate::error::Result;
use crate::settings;
use crate::stored::read;
use crate::{Db, Permit};
use shared::audit::AuditAction;
use shared::change::{ChangeKind, Changed};
use shared::ids::ProspectListId;
use shared::noun::Noun;
use shared::people::EditPrograms;
use shared::records::RecordKind;
use shared::time::{Date, Millis, UtcMillis};

/// People erased in a transaction: other writers wait no longer than that.
const AT_ONCE: i64 = 200;
/// How long a file waits for somebody to confirm it.
const DRAFT: Millis = Millis::days(7);

/// Erases the next few people of lists that have expired, and throws files away that nobody confirmed within a week; how many
/// that were. Called again until it is none.
#[boxed]
pub async fn expire(db: &Db, now: UtcMillis) -> Result<usize> {
    let organization = settings::organization(db).await?;
    let today = today(&organization.time_zone, now);
    let permit = Permit::<EditPrograms>::system("prospect lists");
    let forgotten = forget_drafts(db, &permit, now).await?;
    let row: Option<(i64, String)> = sqlx::query_as(
        "SELECT id, uid FROM prospect_list WHERE status = 'done' AND expires_on < $1 ORDER BY id LIMIT 1",
    )
    .bind(today.to_string())
    .fetch_optional(db.read())
    .await?;
    let Some((key, uid)) = row else { return Ok(forgotten) };
    let id: ProspectListId = read("prospect_list.uid", &uid)?;
    let mut tx = db.begin().await?;
    db.dialect().one_at_a_time(&mut tx, "prospect expiry").await?;
    let gone = erasable(&mut tx, key, today).await?;
    if gone.is_empty() {
        close(&mut tx, &permit, now, (key, id)).await?;
        tx.commit().await?;
        return Ok(forgotten + 1);
    }
    let detail = format!("{} people of an expired list erased", gone.len());
    let entry =
        Entry { entity_uid: Some(uid), patients: &gone, detail, ..Entry::new(AuditAction::Delete, Noun::ProspectList) };
    log::record(&mut tx, permit.actor(), now, entry).await?;
    erase(&mut tx, now, &gone).await?;
    sqlx::query("UPDATE prospect_list SET erased = erased + $1 WHERE id = $2")
        .bind(number(gone.len()))
        .bind(key)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(forgotten + gone.len())
}

/// People of the list who are prospects still: not patients, known to no clinical source, without an appointment, on no other
/// list that may be used.
async fn erasable(tx: &mut Tx, list: i64, today: Date) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(
        "SELECT m.patient_id FROM prospect_member m JOIN patient p ON p.id = m.patient_id
         WHERE m.list_id = $1 AND p.relationship = 'prospect' AND p.source_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM appointment a WHERE a.patient_id = m.patient_id)
            AND NOT EXISTS (SELECT 1 FROM prospect_member o JOIN prospect_list l ON l.id = o.list_id
                WHERE o.patient_id = m.patient_id AND l.id <> $1 AND l.status IN ('importing', 'done') AND l.expires_on >= $2)
         ORDER BY m.patient_id LIMIT $3",
    )
    .bind(list)
    .bind(today.to_string())
    .bind(AT_ONCE)
    .fetch_all(&mut **tx)
    .await?)
}

async fn erase(tx: &mut Tx, now: UtcMillis, people: &[i64]) -> Result<()> {
    let gone = |key: &i64| Change {
        patient: *key,
        changed: Changed::Kind(RecordKind::Patient),
        record: *key,
        change: ChangeKind::Deleted,
    };
    changes::push(tx, now, &people.iter().map(gone).collect::<Vec<_>>()).await?;
    for key in people {
        sqlx::query("DELETE FROM patient WHERE id = $1").bind(*key).execute(&mut **tx).await?;
    }
    Ok(())
}

/// Nobody is left to erase: lines that wait for a person's word go too, since they name people.
async fn close(
    tx: &mut Tx,
    permit: &Permit<EditPrograms>,
    now: UtcMillis,
    (key, id): (i64, ProspectListId),
) -> Result<()> {
    sqlx::query("DELETE FROM prospect_review WHERE list_id = $1").bind(key).execute(&mut **tx).await?;
    sqlx::query("UPDATE prospect_list SET status = 'expired', expired_at = $1 WHERE id = $2")
        .bind(now.0)
        .bind(key)
        .execute(&mut **tx)
        .await?;
    audit(tx, permit, now, AuditAction::Stop, id, "expired".into()).await
}

async fn forget_drafts(db: &Db, permit: &Permit<EditPrograms>, now: UtcMillis) -> Result<usize> {
    let old: Vec<(i64, String)> =
        sqlx::query_as("SELECT id, uid FROM prospect_list WHERE status = 'draft' AND created_at < $1")
            .bind((now - DRAFT).0)
            .fetch_all(db.read())
            .await?;
    for (key, uid) in &old {
        let mut tx = db.begin().await?;
        let gone = sqlx::query("DELETE FROM prospect_list WHERE id = $1 AND status = 'draft'").bind(*key);
        if gone.execute(&mut *tx).await?.rows_affected() > 0 {
            let detail = "never confirmed: thrown away after a week".to_owned();
            audit(&mut tx, permit, now, AuditAction::Delete, read("prospect_list.uid", uid)?, detail).await?;
        }
        tx.commit().await?;
    }
    Ok(fit(old.len()))
}
