//! What happened to people in programs: written in the transaction of what happened, counted afterwards.

mod calls;
mod sums;

pub use sums::count_some;

use crate::Tx;
use crate::boxed;
use crate::error::Result;
use shared::consent::Channel;
use shared::outreach::TouchKind;
use shared::time::{Millis, UtcMillis};

/// How long a program is what led to a visit or to leaving, after it last reached somebody.
pub(super) const LEADS_FOR: Millis = Millis::days(90);

/// One happening.
#[derive(Debug, Clone)]
pub struct Touch {
    /// What it is: the same key twice is one happening.
    pub key: String,
    pub at: UtcMillis,
    pub program: i64,
    pub patient: i64,
    pub kind: TouchKind,
    /// `None`: that of what led to it.
    pub channel: Option<Channel>,
    /// Keys of the message and of whoever of the staff did it; 0: none.
    pub template: i64,
    pub agent: i64,
    pub cost_cents: i64,
}

/// Writes it down; nothing happens when it is there already.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn record(tx: &mut Tx, touch: Touch) -> Result<()> {
    sqlx::query(
        "INSERT INTO outreach_touch (key, at, program_id, patient_id, kind, channel, template_id, agent_id, cost_cents)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key) DO NOTHING",
    )
    .bind(touch.key)
    .bind(touch.at.0)
    .bind(touch.program)
    .bind(touch.patient)
    .bind(touch.kind.code())
    .bind(touch.channel.map_or("", Channel::code))
    .bind(touch.template)
    .bind(touch.agent)
    .bind(touch.cost_cents)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A message left: of a program's cadence, or about one of its visits. Others are none of a program's.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn message_left(tx: &mut Tx, at: UtcMillis, message: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO outreach_touch (key, at, program_id, patient_id, kind, channel, template_id)
         SELECT 'message/' || o.uid, $1, p.id, o.patient_id,
            CASE WHEN o.origin_kind = 'program' THEN 'service' WHEN o.channel = 'voice' THEN 'voicemail' ELSE 'sent' END,
            o.channel, COALESCE(v.template_id, 0)
         FROM outbox o
         JOIN outreach_program p ON (o.origin_kind = 'program' AND p.uid = o.origin_uid)
            OR (o.origin_kind = 'journey' AND p.journey_id = (SELECT j.id FROM journey j WHERE j.uid = o.origin_uid))
         LEFT JOIN template_version v ON v.id = o.template_version_id
         WHERE o.id = $2 AND o.patient_id IS NOT NULL ON CONFLICT (key) DO NOTHING",
    )
    .bind(at.0)
    .bind(message)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Somebody wants no more of something: it counts for each program that has reached them lately.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn opted_out(tx: &mut Tx, at: UtcMillis, patient: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO outreach_touch (key, at, program_id, patient_id, kind)
         SELECT 'opted-out/' || CAST(w.program_id AS TEXT) || '/' || CAST(w.patient_id AS TEXT), $1, w.program_id,
            w.patient_id, 'opted-out'
         FROM outreach_person w WHERE w.patient_id = $2 AND w.last_at >= $3 ON CONFLICT (key) DO NOTHING",
    )
    .bind(at.0)
    .bind(patient)
    .bind((at - LEADS_FOR).0)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
