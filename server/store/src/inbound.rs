//! What people write to us: kept, understood, and done at once when they want no more.

use crate::activity::{self, Activity};
use crate::boxed;
use crate::consent::{self, Said};
use crate::db::{Db, Tx};
use crate::error::Result;
use shared::activity::ActivityKind;
use shared::consent::{Channel, ConsentStatus, Model, Purpose};
use shared::messages::{Answered, Inbound, meaning};
use shared::time::UtcMillis;
use uuid::Uuid;

/// A message as a provider handed it to us.
#[derive(Debug, Clone)]
pub struct Received<'a> {
    pub channel: Channel,
    /// Provider and its id for the message.
    pub provider_key: &'a str,
    pub from: &'a str,
    pub to: &'a str,
    pub text: &'a str,
}

/// What was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Understood {
    pub answered: Answered,
    /// It changed nothing: they had said so before.
    pub already: bool,
}

/// The wording to which an answer by text message is given: the go-live check asks for it.
const WORDING: &str = "reply-stop-1";
/// What the timeline repeats of a message.
const EXCERPT: usize = 300;

/// Keeps the message and does what it asks for, in one transaction; `None` when it was there before.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn receive(db: &Db, now: UtcMillis, received: &Received<'_>) -> Result<Option<Understood>> {
    let answered = meaning(received.text);
    let mut tx = db.begin().await?;
    let patient = only_patient(&mut tx, received.from).await?;
    let uid = Uuid::now_v7().to_string();
    let kept = sqlx::query(
        "INSERT INTO inbound_message (uid, channel, provider_key, at, from_address, to_address, patient_id, meaning, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (provider_key) DO NOTHING",
    )
    .bind(&uid)
    .bind(received.channel.code())
    .bind(received.provider_key)
    .bind(now.0)
    .bind(received.from)
    .bind(received.to)
    .bind(patient)
    .bind(answered.meaning.code())
    .bind(received.text)
    .execute(&mut *tx)
    .await?;
    if kept.rows_affected() == 0 {
        return Ok(None);
    }
    if patient.is_some() {
        let summary = received.text.chars().take(EXCERPT).collect();
        let happening = Activity { at: now, patient, kind: ActivityKind::ReplyReceived, subject_uid: uid, summary };
        activity::record(&mut tx, happening).await?;
    }
    let already = match answered.meaning {
        Inbound::Stop => !all_denied(&mut tx, now, received, patient).await?,
        Inbound::Start => !granted_again(&mut tx, now, received, patient).await?,
        Inbound::Help | Inbound::Free => false,
    };
    tx.commit().await?;
    Ok(Some(Understood { answered, already }))
}

/// The carrier refuses our messages to this number because its owner told the carrier to: the same as if they had told us.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn opted_out_at_carrier(
    tx: &mut Tx,
    now: UtcMillis,
    channel: Channel,
    address: &str,
    patient: Option<i64>,
) -> Result<()> {
    for purpose in Purpose::CHOICES {
        let said = said(channel, address, patient, purpose, ConsentStatus::Denied, "carrier");
        consent::record_without_activity(tx, now, said).await?;
    }
    Ok(())
}

/// The one patient with this number; `None` when there is none, or several.
async fn only_patient(tx: &mut Tx, number: &str) -> Result<Option<i64>> {
    let patients: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT patient_id FROM contact_point WHERE address = $1 AND system IN ('phone', 'sms')
            AND (use_code IS NULL OR use_code <> 'old') LIMIT 2",
    )
    .bind(number)
    .fetch_all(&mut **tx)
    .await?;
    Ok(match patients.as_slice() {
        [only] => Some(*only),
        _ => None,
    })
}

/// Refuses every purpose for the number and this channel. False when all were refused before.
async fn all_denied(tx: &mut Tx, now: UtcMillis, received: &Received<'_>, patient: Option<i64>) -> Result<bool> {
    let mut news = false;
    for purpose in Purpose::CHOICES {
        if consent::current(tx, received.from, received.channel, purpose).await? != Some(ConsentStatus::Denied) {
            news = true;
            let said = said(received.channel, received.from, patient, purpose, ConsentStatus::Denied, "text-reply");
            consent::record_without_activity(tx, now, said).await?;
        }
    }
    if news && patient.is_some() {
        let kind = ActivityKind::ConsentDenied;
        let summary = kind.summary("text messages");
        let happening = Activity { at: now, patient, kind, subject_uid: received.channel.code().to_owned(), summary };
        activity::record(tx, happening).await?;
    }
    Ok(news)
}

/// Takes back the refusal of what is allowed until refused; what needs a consent of its own needs it anew. False when nothing of
/// it was refused.
async fn granted_again(tx: &mut Tx, now: UtcMillis, received: &Received<'_>, patient: Option<i64>) -> Result<bool> {
    let mut news = false;
    for purpose in Purpose::CHOICES.into_iter().filter(|purpose| purpose.model() == Model::OptOut) {
        if consent::current(tx, received.from, received.channel, purpose).await? == Some(ConsentStatus::Denied) {
            news = true;
            let said = said(received.channel, received.from, patient, purpose, ConsentStatus::Granted, "text-reply");
            consent::record_without_activity(tx, now, said).await?;
        }
    }
    Ok(news)
}

fn said<'a>(
    channel: Channel,
    address: &'a str,
    patient: Option<i64>,
    purpose: Purpose,
    status: ConsentStatus,
    source: &'a str,
) -> Said<'a> {
    Said { address, channel, purpose, status, source, text_version: WORDING, actor: "recipient", patient }
}
