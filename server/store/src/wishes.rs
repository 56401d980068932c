//! What patients wish for all their addresses.

use crate::activity::{self, Activity};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use shared::activity::ActivityKind;
use shared::consent::{Channel, Wishes};
use shared::time::UtcMillis;

const WISH: &str =
    "SELECT CAST(do_not_contact AS BIGINT) AS do_not_contact, only_channel, only_address FROM contact_wish
    WHERE patient_id = $1";

type Row = (i64, Option<String>, String);

fn wishes((do_not_contact, only, only_address): Row) -> Result<Wishes> {
    let only = only.map(|code| code.parse::<Channel>()).transpose();
    let only = only.map_err(|why| StoreError::corrupt("contact_wish.only_channel", why))?;
    Ok(Wishes { do_not_contact: do_not_contact == 1, only, only_address })
}

/// For the send gate.
///
/// # Errors
/// When the database refuses, or holds a channel that this version does not know.
#[boxed]
pub async fn of(tx: &mut Tx, patient: i64) -> Result<Wishes> {
    let row: Option<Row> = sqlx::query_as(WISH).bind(patient).fetch_optional(&mut **tx).await?;
    row.map_or_else(|| Ok(Wishes::default()), wishes)
}

/// For a page.
///
/// # Errors
/// As [`of`].
#[boxed]
pub async fn read(db: &Db, patient: i64) -> Result<Wishes> {
    let row: Option<Row> = sqlx::query_as(WISH).bind(patient).fetch_optional(db.read()).await?;
    row.map_or_else(|| Ok(Wishes::default()), wishes)
}

/// Keeps what the patient wishes now; it holds for what is queued, too. Answers whether it is anything new.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn set(
    tx: &mut Tx,
    now: UtcMillis,
    patient: i64,
    wishes: &Wishes,
    source: &str,
    actor: &str,
) -> Result<bool> {
    let before = of(tx, patient).await?;
    if before == *wishes {
        return Ok(false);
    }
    sqlx::query(
        "INSERT INTO contact_wish (patient_id, do_not_contact, only_channel, only_address, source, actor, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (patient_id) DO UPDATE SET do_not_contact = excluded.do_not_contact,
            only_channel = excluded.only_channel, only_address = excluded.only_address, source = excluded.source,
            actor = excluded.actor, at = excluded.at",
    )
    .bind(patient)
    .bind(i32::from(wishes.do_not_contact))
    .bind(wishes.only.map(Channel::code))
    .bind(&wishes.only_address)
    .bind(source)
    .bind(actor)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    let what = match (wishes.do_not_contact, wishes.only) {
        (true, _) if !before.do_not_contact => Some("contact of any kind".to_owned()),
        (false, Some(only)) if before.only != Some(only) => {
            Some(format!("contact but by {}", only.label().to_lowercase()))
        }
        (true | false, _) => None,
    };
    if let Some(what) = what {
        let kind = ActivityKind::ConsentDenied;
        let happening = Activity {
            at: now,
            patient: Some(patient),
            kind,
            subject_uid: "wish".into(),
            summary: kind.summary(&what),
        };
        activity::record(tx, happening).await?;
    }
    Ok(true)
}
