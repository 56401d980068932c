//! The consent ledger: append-only events about (address, channel, purpose), and the last word on each.

use crate::activity::{self, Activity};
use crate::boxed;
use crate::changes;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::{Result, StoreError};
use crate::outreach;
use crate::stored::known;
use shared::activity::ActivityKind;
use shared::change::Changed;
use shared::coded::Known;
use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::messages::PostalAddress;
use shared::patients::ContactSystem;
use shared::time::UtcMillis;

/// Something a person said.
#[derive(Debug, Clone)]
pub struct Said<'a> {
    pub address: &'a str,
    pub channel: Channel,
    pub purpose: Purpose,
    pub status: ConsentStatus,
    /// preference-page, unsubscribe-link, one-click, text-reply, carrier, staff, import, registration.
    pub source: &'a str,
    /// Which wording the person saw.
    pub text_version: &'a str,
    /// Who entered it: a name of staff, or `recipient`.
    pub actor: &'a str,
    pub patient: Option<i64>,
}

/// The wording of the preference and unsubscribe pages; raised when it changes.
pub const TEXT_VERSION: &str = "preferences-1";

/// Writes it into the ledger and makes it the last word; a patient's "no" goes into their timeline, and segments hear of it.
pub async fn record(tx: &mut Tx, now: UtcMillis, said: Said<'_>) -> Result<()> {
    if said.status == ConsentStatus::Denied && said.patient.is_some() {
        let kind = ActivityKind::ConsentDenied;
        let (by, about) = (said.channel.label().to_lowercase(), said.purpose.label().to_lowercase());
        let what = format!("{by} about: {about}");
        let happening = Activity {
            at: now,
            patient: said.patient,
            kind,
            subject_uid: said.purpose.code().to_owned(),
            summary: kind.summary(&what),
        };
        activity::record(tx, happening).await?;
    }
    record_without_activity(tx, now, said).await
}

/// [`record`] where the caller writes the timeline's entry in other words.
pub async fn record_without_activity(tx: &mut Tx, now: UtcMillis, said: Said<'_>) -> Result<()> {
    let address = said.address;
    if let (ConsentStatus::Denied, Some(patient)) = (said.status, said.patient) {
        outreach::touches::opted_out(tx, now, patient).await?;
    }
    record_for_new_people(tx, now, &[said]).await?;
    // Segments may ask for consent.
    changes::push_address(tx, now, address, Changed::Consent).await
}

/// [`record`] for people who are made in the same transaction: many at once, no timeline entries, and segments hear of them
/// with the people. Each (address, channel, purpose) only once.
pub async fn record_for_new_people(tx: &mut Tx, now: UtcMillis, all: &[Said<'_>]) -> Result<()> {
    for chunk in all.chunks(3_000) {
        let sql = format!(
            "INSERT INTO consent_event (at, address, channel, purpose, status, source, text_version, actor, patient_id) VALUES {}",
            placeholders(Dialect::of(tx), chunk.len(), 9)
        );
        let mut events = sqlx::query(&sql);
        for said in chunk {
            events = events
                .bind(now.0)
                .bind(said.address)
                .bind(said.channel.code())
                .bind(said.purpose.code())
                .bind(said.status.code())
                .bind(said.source)
                .bind(said.text_version)
                .bind(said.actor)
                .bind(said.patient);
        }
        events.execute(&mut **tx).await?;
        let sql = format!(
            "INSERT INTO consent (address, channel, purpose, status, at) VALUES {}
             ON CONFLICT (address, channel, purpose) DO UPDATE SET status = excluded.status, at = excluded.at",
            placeholders(Dialect::of(tx), chunk.len(), 5)
        );
        let mut last = sqlx::query(&sql);
        for said in chunk {
            last = last
                .bind(said.address)
                .bind(said.channel.code())
                .bind(said.purpose.code())
                .bind(said.status.code())
                .bind(now.0);
        }
        last.execute(&mut **tx).await?;
    }
    Ok(())
}

fn status(code: &str) -> Result<ConsentStatus> {
    code.parse().map_err(|why| StoreError::corrupt("consent", why))
}

/// The last word, for the send gate.
#[boxed]
pub async fn current(tx: &mut Tx, address: &str, channel: Channel, purpose: Purpose) -> Result<Option<ConsentStatus>> {
    let code: Option<String> =
        sqlx::query_scalar("SELECT status FROM consent WHERE address = $1 AND channel = $2 AND purpose = $3")
            .bind(address)
            .bind(channel.code())
            .bind(purpose.code())
            .fetch_optional(&mut **tx)
            .await?;
    code.map(|code| status(&code)).transpose()
}

/// What an address said about each purpose; purposes it said nothing about are absent.
#[boxed]
pub async fn of_address(
    db: &Db,
    address: &str,
    channel: Channel,
) -> Result<Vec<(Known<Purpose>, Known<ConsentStatus>, UtcMillis)>> {
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT purpose, status, at FROM consent WHERE address = $1 AND channel = $2 ORDER BY purpose")
            .bind(address)
            .bind(channel.code())
            .fetch_all(db.read())
            .await?;
    let said = |(purpose, status, at): (String, String, i64)| {
        let purpose: Known<Purpose> = known("consent", format_args!("{} {purpose}", channel.code()), &purpose);
        let status: Known<ConsentStatus> = known("consent", format_args!("{} {purpose}", channel.code()), &status);
        (purpose, status, UtcMillis(at))
    };
    Ok(rows.into_iter().map(said).collect())
}

/// The address at which a patient gets messages of a channel: preferred first, former ones never; for texts a number that takes
/// none last.
#[boxed]
pub async fn address_of(tx: &mut Tx, patient: i64, channel: Channel) -> Result<Option<String>> {
    if let Some(wished) = crate::wishes::of(tx, patient).await?.address(channel) {
        return Ok(Some(wished.to_owned()));
    }
    if channel == Channel::Post {
        return Ok(postal_address(tx, patient).await?.map(|address| address.to_key()).filter(|key| !key.is_empty()));
    }
    for system in ContactSystem::of_channel(channel) {
        let address: Option<String> = sqlx::query_scalar(
            "SELECT address FROM contact_point
             WHERE patient_id = $1 AND system = $2 AND (use_code IS NULL OR use_code <> 'old')
             ORDER BY CASE WHEN $3 = 'sms' AND EXISTS (SELECT 1 FROM number_lookup n WHERE n.number = address
                AND n.line_type IN ('landline', 'invalid', 'unknown')) THEN 1 ELSE 0 END, rank, id LIMIT 1",
        )
        .bind(patient)
        .bind(system.code())
        .bind(channel.code())
        .fetch_optional(&mut **tx)
        .await?;
        if address.is_some() {
            return Ok(address);
        }
    }
    Ok(None)
}

/// Where a patient's mail goes, complete or not.
#[boxed]
pub async fn postal_address(tx: &mut Tx, patient: i64) -> Result<Option<PostalAddress>> {
    type Parts = (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);
    let parts: Option<Parts> =
        sqlx::query_as("SELECT line, city, state, postal_code, country FROM patient WHERE id = $1")
            .bind(patient)
            .fetch_optional(&mut **tx)
            .await?;
    Ok(parts.map(|(line, city, state, postal_code, country)| {
        let parts = [&line, &city, &state, &postal_code, &country];
        PostalAddress::of_record(parts.map(|part| part.as_deref().unwrap_or_default()))
    }))
}
