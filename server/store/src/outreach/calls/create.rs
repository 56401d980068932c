//! A new call, once for each thing that wants one.

use crate::error::Result;
use crate::{Tx, boxed};
use shared::ids::CallId;
use shared::outreach::calls::{CALL_BACK_RANK, CallKind, Direction, Priority};
use shared::people::Organization;
use shared::time::UtcMillis;
use uuid::Uuid;

/// Something to be done by phone.
#[derive(Debug, Clone)]
pub struct NewCall {
    pub program: i64,
    pub patient: i64,
    pub kind: CallKind,
    /// Says what this call is: the same key twice is one call.
    pub key: String,
    pub priority: Priority,
    pub due_at: UtcMillis,
    /// The time that the person named.
    pub call_back_at: Option<UtcMillis>,
    /// What it is about, for the agent.
    pub about: String,
}

/// Puts it into the program's queue; `None` when its key is there already.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn create(tx: &mut Tx, now: UtcMillis, new: NewCall) -> Result<Option<i64>> {
    let zone = zone_of(tx, Some(new.patient)).await?;
    let rank = if new.call_back_at.is_some() { CALL_BACK_RANK } else { new.priority.rank() };
    Ok(sqlx::query_scalar(
        "INSERT INTO call (uid, program_id, patient_id, direction, kind, origin_key, status, rank, due_at, call_back_at, zone,
            about, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, $12)
         ON CONFLICT (origin_key) DO NOTHING RETURNING id",
    )
    .bind(CallId(Uuid::now_v7()).to_string())
    .bind(new.program)
    .bind(new.patient)
    .bind(Direction::Outbound.code())
    .bind(new.kind.code())
    .bind(new.key)
    .bind(rank)
    .bind(new.call_back_at.unwrap_or(new.due_at).0)
    .bind(new.call_back_at.map(|at| at.0))
    .bind(zone)
    .bind(new.about)
    .bind(now.0)
    .fetch_optional(&mut **tx)
    .await?)
}

/// The person's zone; else the one of the site where they were seen or will be; else the organization's.
#[boxed]
pub(super) async fn zone_of(tx: &mut Tx, patient: Option<i64>) -> Result<String> {
    if let Some(patient) = patient {
        let own: Option<String> = sqlx::query_scalar("SELECT COALESCE(time_zone, '') FROM patient WHERE id = $1")
            .bind(patient)
            .fetch_optional(&mut **tx)
            .await?;
        let known = |zone: &String| shared::time::zones::zone(zone).is_some();
        if let Some(zone) = own.filter(known) {
            return Ok(zone);
        }
        let site: Option<String> = sqlx::query_scalar(
            "SELECT s.zone FROM appointment a JOIN schedule s ON s.location_id = a.location_id
             WHERE a.patient_id = $1 ORDER BY a.start_at DESC LIMIT 1",
        )
        .bind(patient)
        .fetch_optional(&mut **tx)
        .await?;
        if let Some(zone) = site.filter(known) {
            return Ok(zone);
        }
    }
    let text: Option<String> =
        sqlx::query_scalar("SELECT value FROM setting WHERE key = 'organization'").fetch_optional(&mut **tx).await?;
    let organization: Organization =
        text.map_or_else(Organization::default, |text| serde_json::from_str(&text).unwrap_or_default());
    Ok(organization.time_zone)
}
