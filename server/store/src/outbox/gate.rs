//! The facts that the send gate asks for, as they are at this moment.

use super::Claimed;
use crate::boxed;
use crate::db::Tx;
use crate::error::Result;
use crate::outreach::lookup;
use crate::{consent, suppression, wishes};
use shared::consent::{Channel, PatientState, Purpose, SendFacts, SendingRules, Wishes};
use shared::messages::OriginKind;
use shared::time::UtcMillis;

/// The patient whom a message goes to: what it may say about them, and what the gate must know.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Recipient {
    pub given: String,
    pub family: String,
    pub active: i64,
    pub deceased: i64,
    pub time_zone: Option<String>,
    pub language: Option<String>,
}

/// The patient's row as it is now.
#[boxed]
pub async fn recipient(tx: &mut Tx, patient: i64) -> Result<Option<Recipient>> {
    Ok(sqlx::query_as(
        "SELECT given, family, CAST(active AS BIGINT) AS active, CAST(deceased AS BIGINT) AS deceased, time_zone, language
         FROM patient WHERE id = $1",
    )
    .bind(patient)
    .fetch_optional(&mut **tx)
    .await?)
}

/// Gives a journey's message the address that its patient has now: who moved is not written to at the old one. Other messages go
/// to the address that was typed or answered.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn current_address(tx: &mut Tx, message: &mut Claimed) -> Result<()> {
    let Some(patient) = message.patient.filter(|_| message.origin == OriginKind::Journey) else { return Ok(()) };
    let now = consent::address_of(tx, patient, message.channel).await?.unwrap_or_default();
    if now != message.address {
        sqlx::query("UPDATE outbox SET address = $1 WHERE id = $2")
            .bind(&now)
            .bind(message.id)
            .execute(&mut **tx)
            .await?;
        message.address = now;
    }
    Ok(())
}

/// When marketing and surveys went to an address through a channel.
const CAMPAIGNS_BEFORE: &str =
    "SELECT sent_at FROM outbox WHERE address = $1 AND channel = $2 AND sent_at > $3 AND id <> $4
    AND status IN ('sending', 'sent', 'in-doubt') AND purpose IN ('marketing', 'survey')";
/// The same of reminders.
const REMINDERS_BEFORE: &str =
    "SELECT sent_at FROM outbox WHERE address = $1 AND channel = $2 AND sent_at > $3 AND id <> $4
    AND status IN ('sending', 'sent', 'in-doubt') AND purpose = 'treatment'";

/// The facts for [`shared::consent::may_send`], asked with the message's own channel. Messages being sent count for the caps.
#[boxed]
pub async fn gate_facts(
    tx: &mut Tx,
    now: UtcMillis,
    message: &Claimed,
    recipient: Option<&Recipient>,
    rules: &SendingRules,
) -> Result<SendFacts> {
    let patient = match (message.patient, recipient) {
        (_, Some(facts)) if facts.deceased == 1 => PatientState::Deceased,
        (_, Some(facts)) if facts.active == 0 => PatientState::Inactive,
        (Some(_), Some(_)) => PatientState::Active,
        (Some(_), None) => PatientState::Inactive,
        (None, _) => PatientState::NoPatient,
    };
    let (channel, purpose) = (message.channel, message.purpose);
    let longest = rules.caps_for(channel, purpose).iter().map(|cap| cap.window()).max();
    let sent_before = match longest {
        None => Vec::new(),
        Some(window) => {
            let sql = match purpose {
                Purpose::Treatment => REMINDERS_BEFORE,
                Purpose::Event | Purpose::Marketing | Purpose::Survey | Purpose::Transactional => CAMPAIGNS_BEFORE,
            };
            let times: Vec<i64> = sqlx::query_scalar(sql)
                .bind(&message.address)
                .bind(channel.code())
                .bind((now - window).0)
                .bind(message.id)
                .fetch_all(&mut **tx)
                .await?;
            times.into_iter().map(UtcMillis).collect()
        }
    };
    Ok(SendFacts {
        channel,
        purpose,
        patient,
        wishes: match message.patient {
            Some(patient) => wishes::of(tx, patient).await?,
            None => Wishes::default(),
        },
        consent: consent::current(tx, &message.address, channel, purpose).await?,
        suppressed: suppression::is_suppressed(tx, channel, &message.address).await?,
        line: match channel {
            Channel::Sms => lookup::line_type(tx, &message.address).await?,
            Channel::Email | Channel::Voice | Channel::Post => None,
        },
        sent_before,
    })
}

/// The public ids of the segments that a patient is in.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn segments_of(tx: &mut Tx, patient: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(
        "SELECT s.uid FROM segment_member m JOIN segment s ON s.id = m.segment_id
         WHERE m.patient_id = $1 AND m.left_at IS NULL",
    )
    .bind(patient)
    .fetch_all(&mut **tx)
    .await?)
}
