//! What follows a disposition, each a part of its transaction: messages, refusals, numbers that are no good, a mobile number taken.

use super::facts::{numbers, purpose};
use super::hold::cancel;
use super::programs::Mine;
use super::row::{Row, by_uid};
use crate::activity::{self, Activity};
use crate::changes;
use crate::consent::{self, Said};
use crate::error::{Result, StoreError};
use crate::outbox::{self, Content, NewMessage, Origin};
use crate::{Tx, addresses, boxed, settings, suppression, templates};
use shared::activity::ActivityKind;
use shared::change::Changed;
use shared::consent::{Channel, ConsentStatus, Purpose, Refusal};
use shared::field::FieldError;
use shared::messages::OriginKind;
use shared::outreach::calls::{CallOutcome, Cancelled, Follow, MessageAfter, Stops};
use shared::time::UtcMillis;
use std::collections::BTreeMap;

/// The wording that agents read out before somebody agrees or refuses; raised when it changes.
const WORDING: &str = "call-desk-1";

/// Puts the program's message on its way at once, from the number that reached them.
#[boxed]
pub(super) async fn message(
    tx: &mut Tx,
    now: UtcMillis,
    (call, of, patient): (&Row, &Mine, i64),
    after: MessageAfter,
    merge: BTreeMap<String, String>,
) -> Result<Option<Follow>> {
    let messages = &of.program.messages;
    let template = match after {
        MessageAfter::None => return Ok(None),
        MessageAfter::Confirmation => messages.confirmation,
        MessageAfter::Information => messages.information,
        MessageAfter::Voicemail => messages.voicemail,
    };
    let live = match template {
        Some(template) => templates::live_version(tx, template).await?,
        None => None,
    };
    let Some(live) = live else { return Ok(Some(Follow::NoMessage)) };
    let from = match live.channel {
        // A voicemail that an agent leaves is read out, not sent.
        Channel::Voice => return Ok(None),
        Channel::Sms => of.program.text_number.trim().to_owned(),
        Channel::Email | Channel::Post => String::new(),
    };
    let country = settings::country(tx).await?;
    let name: String = sqlx::query_scalar("SELECT given || ' ' || family FROM patient WHERE id = $1")
        .bind(patient)
        .fetch_one(&mut **tx)
        .await?;
    // They asked for the visit a moment ago: its confirmation answers that.
    let purpose = if after == MessageAfter::Confirmation { Purpose::Transactional } else { live.purpose };
    let new = NewMessage {
        key: format!("call/{}/{}/{after}", call.uid, call.attempts),
        channel: live.channel,
        patient: Some(patient),
        address: String::new(),
        recipient_name: name,
        purpose,
        content: Content::Template { version: live.key, merge },
        not_before: now,
        send_by: None,
        origin: Origin { kind: OriginKind::Program, uid: of.id.to_string(), node: None },
    };
    if let Some(key) = outbox::enqueue(tx, now, new).await? {
        let number = addresses::phone(&from, country.as_deref()).unwrap_or_default();
        outbox::send_from(tx, key, &number).await?;
    }
    Ok(Some(if live.channel == Channel::Sms { Follow::Text { from } } else { Follow::Email }))
}

/// What waits to call somebody is called off.
const REFUSE_CALLS: &str = "UPDATE outbox SET status = 'refused', refusal = $1, lease_owner = NULL, lease_until = 0
    WHERE patient_id = $2 AND status IN ('queued', 'held') AND purpose <> 'transactional' AND channel = 'voice'";
/// The same of every channel.
const REFUSE_EVERYTHING: &str =
    "UPDATE outbox SET status = 'refused', refusal = $1, lease_owner = NULL, lease_until = 0
    WHERE patient_id = $2 AND status IN ('queued', 'held') AND purpose <> 'transactional'";

/// They want no more: refused for every purpose at all their addresses, and what waits for them is called off, now.
#[boxed]
pub(super) async fn stop(
    tx: &mut Tx,
    now: UtcMillis,
    actor: &str,
    (call, patient): (&Row, i64),
    stops: Stops,
) -> Result<Option<Follow>> {
    let (channels, waiting): (&[Channel], _) = match stops {
        Stops::Nothing => return Ok(None),
        Stops::Calls => (&[Channel::Voice], sqlx::query(REFUSE_CALLS)),
        Stops::Everything => {
            (&[Channel::Voice, Channel::Sms, Channel::Email, Channel::Post], sqlx::query(REFUSE_EVERYTHING))
        }
    };
    let points: Vec<(String, String)> =
        sqlx::query_as("SELECT system, address FROM contact_point WHERE patient_id = $1 ORDER BY id")
            .bind(patient)
            .fetch_all(&mut **tx)
            .await?;
    let mut words: Vec<(&str, Channel)> = Vec::new();
    for (system, address) in &points {
        let of_system: &[Channel] = if system == "email" { &[Channel::Email] } else { &[Channel::Sms, Channel::Voice] };
        for channel in of_system.iter().filter(|channel| channels.contains(channel)) {
            if !words.contains(&(address, *channel)) {
                words.push((address, *channel));
            }
        }
    }
    for (address, channel) in words {
        for purpose in Purpose::CHOICES {
            let status = ConsentStatus::Denied;
            let said = Said {
                address,
                channel,
                purpose,
                status,
                source: "call",
                text_version: WORDING,
                actor,
                patient: Some(patient),
            };
            consent::record_without_activity(tx, now, said).await?;
        }
        if channel == Channel::Voice || channel == Channel::Sms {
            suppression::add(tx, now, channel, address, "do-not-call").await?;
        }
    }
    let called_off =
        waiting.bind(Refusal::ConsentDenied.code()).bind(patient).execute(&mut **tx).await?.rows_affected();
    let others: Vec<String> =
        sqlx::query_scalar("SELECT uid FROM call WHERE patient_id = $1 AND status IN ('open', 'claimed') AND id <> $2")
            .bind(patient)
            .bind(call.id)
            .fetch_all(&mut **tx)
            .await?;
    for uid in others {
        let other = by_uid(tx, &uid).await?;
        cancel(tx, now, &other, Cancelled::DoNotCall).await?;
    }
    let kind = ActivityKind::ConsentDenied;
    let what = if stops == Stops::Calls { "calls" } else { "calls, texts, e-mail and letters" };
    let happening = Activity {
        at: now,
        patient: Some(patient),
        kind,
        subject_uid: Channel::Voice.code().to_owned(),
        summary: kind.summary(what),
    };
    activity::record(tx, happening).await?;
    Ok(Some(Follow::Stopped { called_off }))
}

/// Nobody reaches the person under this number. True when there is another one.
#[boxed]
pub(super) async fn bad_number(
    tx: &mut Tx,
    now: UtcMillis,
    patient: i64,
    number: &str,
    outcome: CallOutcome,
) -> Result<bool> {
    sqlx::query(
        "UPDATE contact_point SET use_code = 'old' WHERE patient_id = $1 AND address = $2 AND system IN ('phone', 'sms')",
    )
    .bind(patient)
    .bind(number)
    .execute(&mut **tx)
    .await?;
    if outcome == CallOutcome::Disconnected {
        // Whoever else has it is not reached either. A wrong number may be somebody else's right one.
        for channel in [Channel::Voice, Channel::Sms] {
            suppression::add(tx, now, channel, number, "disconnected").await?;
        }
    }
    changes::push_address(tx, now, number, Changed::ContactPoint).await?;
    Ok(!numbers(tx, patient).await?.is_empty())
}

/// Keeps the mobile number that they gave, as the first one to try; with their word that texts may come.
///
/// # Errors
/// [`StoreError::Invalid`] at `mobile`.
#[boxed]
pub(super) async fn mobile(
    tx: &mut Tx,
    now: UtcMillis,
    actor: &str,
    patient: i64,
    (typed, may_text): (&str, bool),
) -> Result<Option<Follow>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let country = settings::country(tx).await?;
    let number = addresses::phone(typed, country.as_deref()).ok_or_else(|| {
        let words = "This is not a telephone number. Ask for it once more, or leave the field empty.";
        StoreError::Invalid(vec![FieldError::new("mobile", words)])
    })?;
    sqlx::query("UPDATE contact_point SET rank = rank + 1 WHERE patient_id = $1 AND system = 'phone'")
        .bind(patient)
        .execute(&mut **tx)
        .await?;
    sqlx::query(
        "INSERT INTO contact_point (patient_id, system, use_code, address, rank) VALUES ($1, 'phone', 'mobile', $2, 1)
         ON CONFLICT (patient_id, system, address) DO UPDATE SET use_code = 'mobile', rank = 1",
    )
    .bind(patient)
    .bind(&number)
    .execute(&mut **tx)
    .await?;
    if may_text {
        let relationship: String = sqlx::query_scalar("SELECT relationship FROM patient WHERE id = $1")
            .bind(patient)
            .fetch_one(&mut **tx)
            .await?;
        let mut purposes = vec![Purpose::Treatment, purpose(&relationship)];
        purposes.dedup();
        for purpose in purposes {
            let said = Said {
                address: &number,
                channel: Channel::Sms,
                purpose,
                status: ConsentStatus::Granted,
                source: "call",
                text_version: WORDING,
                actor,
                patient: Some(patient),
            };
            consent::record(tx, now, said).await?;
        }
    }
    changes::push_address(tx, now, &number, Changed::ContactPoint).await?;
    Ok(Some(Follow::MobileKept))
}
