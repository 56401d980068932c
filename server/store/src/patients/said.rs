//! What patients say to staff about their addresses: into the consent ledger and the audit log, in one act.

use super::key_of;
use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::consent::{self, Said};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::opt_in::{self, Asked};
use crate::{addresses, suppression, wishes};
use shared::audit::AuditAction;
use shared::consent::{Channel, ConsentStatus, Purpose, Wishes};
use shared::email_address::EmailAddress;
use shared::field::FieldError;
use shared::ids::PatientId;
use shared::language::Language;
use shared::messages::PostalAddress;
use shared::noun::Noun;
use shared::patients::{ContactSystem, SaidToStaff};
use shared::people::{EditPatients, ViewPatients};
use shared::time::UtcMillis;

/// The wording that staff read out before somebody agrees; raised when it changes.
const TEXT_VERSION: &str = "staff-1";

/// Records what the patient says about one of their addresses. It holds from this moment, for messages that are queued too. An
/// agreement to marketing by e-mail counts once they confirm it by the link in a letter that is queued here.
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
    public_url: &str,
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
        SaidToStaff::Agrees(purpose) if opt_in::is_needed(channel, purpose) => {
            let source = "staff";
            let language = Language::default();
            let patient = Some(patient);
            opt_in::ask(&mut tx, now, &Asked { address, channel, purpose, patient, source, language, public_url })
                .await?;
            format!("was asked to confirm {}", purpose.code())
        }
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
    if channel == Channel::Post {
        return Ok(consent::address_of(tx, patient, channel).await?.as_deref() == Some(address));
    }
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

/// The patient's postal address as consent knows it, and what they wish for all addresses; the look was recorded with the record.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such patient.
#[boxed]
pub async fn contact(db: &Db, _permit: &Permit<ViewPatients>, id: PatientId) -> Result<(Option<String>, Wishes)> {
    let patient = key_of(db, id).await?;
    let mut tx = db.begin().await?;
    let address = consent::address_of(&mut tx, patient, Channel::Post).await?;
    let wishes = wishes::of(&mut tx, patient).await?;
    tx.commit().await?;
    Ok((address, wishes))
}

/// Records how the patient wishes to be reached. It holds from this moment, for messages that are queued too.
///
/// # Errors
/// A complaint at `only_address` when it does not fit the channel; [`StoreError::NotFound`] when there is no such patient.
#[boxed]
pub async fn wish(
    db: &Db,
    permit: &Permit<EditPatients>,
    now: UtcMillis,
    id: PatientId,
    mut wished: Wishes,
) -> Result<()> {
    let patient = key_of(db, id).await?;
    let mut tx = db.begin().await?;
    let country = crate::settings::country(&mut tx).await?;
    wished.only_address = only_address(&wished, country.as_deref())?;
    let name = &permit.actor().name;
    if wishes::set(&mut tx, now, patient, &wished, "staff", name).await? {
        let detail = match (wished.do_not_contact, wished.only) {
            (true, _) => "wants no contact".to_owned(),
            (false, Some(only)) => format!("wants to be reached by {} only", only.code()),
            (false, None) => "may be reached any way".to_owned(),
        };
        let entry = Entry {
            entity_uid: Some(id.to_string()),
            patients: &[patient],
            detail,
            ..Entry::new(AuditAction::Update, Noun::Patient)
        };
        audit::record(&mut tx, permit.actor(), now, entry).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The address in the form that its channel's messages have; empty for the record's own.
fn only_address(wished: &Wishes, country: Option<&str>) -> Result<String> {
    let typed = wished.only_address.trim();
    let Some(only) = wished.only.filter(|_| !typed.is_empty()) else { return Ok(String::new()) };
    let (read, complaint) = match only {
        Channel::Email => {
            (typed.parse::<EmailAddress>().ok().map(String::from), "Enter an e-mail address like name@example.org.")
        }
        Channel::Sms | Channel::Voice => {
            (addresses::phone(typed, country), "Enter a phone number like +1 217 555 0100.")
        }
        Channel::Post => {
            let address = PostalAddress::from_lines(typed);
            let complete = address.missing().is_none().then(|| address.to_key());
            (complete, "Enter a whole address like 7 Elm Street, Springfield, IL 62704.")
        }
    };
    read.ok_or_else(|| StoreError::Invalid(vec![FieldError::new("only_address", complaint)]))
}
