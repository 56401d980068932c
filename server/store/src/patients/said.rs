//! What patients say to staff about their addresses: into the consent ledger and the audit log, in one act.

use super::key_of;
use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::consent::{self, Said};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::suppression;
use shared::audit::AuditAction;
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::ids::PatientId;
use shared::noun::Noun;
use shared::patients::{ContactSystem, SaidToStaff};
use shared::people::EditPatients;
use shared::time::UtcMillis;

/// The wording that staff read out before somebody agrees; raised when it changes.
const TEXT_VERSION: &str = "staff-1";

/// Records what the patient says about one of their addresses. It holds from this moment, for messages that are queued too.
///
/// # Errors
/// [`StoreError::NotFound`] when the patient has no such address for the channel.
#[boxed]
pub async fn said(
    db: &Db,
    permit: &Permit<EditPatients>,
    now: UtcMillis,
    id: PatientId,
    (address, channel): (&str, Channel),
    said: SaidToStaff,
) -> Result<()> {
    let patient = key_of(db, id).await?;
    let mut tx = db.begin().await?;
    if !has_address(&mut tx, patient, address, channel).await? {
        return Err(StoreError::NotFound);
    }
    let word = |purpose: Purpose, status: ConsentStatus| Said {
        address,
        channel,
        purpose,
        status,
        source: "staff",
        text_version: TEXT_VERSION,
        actor: &permit.actor().name,
        patient: Some(patient),
    };
    let what = match said {
        SaidToStaff::Agrees(purpose) => {
            consent::record(&mut tx, now, word(purpose, ConsentStatus::Granted)).await?;
            format!("agrees to {}", purpose.code())
        }
        SaidToStaff::Refuses(purpose) => {
            consent::record(&mut tx, now, word(purpose, ConsentStatus::Denied)).await?;
            format!("refuses {}", purpose.code())
        }
        SaidToStaff::RefusesAll => {
            for purpose in Purpose::CHOICES {
                consent::record(&mut tx, now, word(purpose, ConsentStatus::Denied)).await?;
            }
            "refuses everything".to_owned()
        }
        SaidToStaff::WorksAgain => {
            suppression::lift(&mut tx, now, channel, address).await?;
            "says that the address works again".to_owned()
        }
    };
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &[patient],
        detail: format!("{what}, {}", channel.code()),
        ..Entry::new(AuditAction::Update, Noun::Patient)
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

async fn has_address(tx: &mut Tx, patient: i64, address: &str, channel: Channel) -> Result<bool> {
    for system in ContactSystem::of_channel(channel) {
        let found: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM contact_point WHERE patient_id = $1 AND system = $2 AND address = $3 LIMIT 1",
        )
        .bind(patient)
        .bind(system.code())
        .bind(address)
        .fetch_optional(&mut **tx)
        .await?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
