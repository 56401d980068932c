//! Double opt-in: an agreement to marketing by e-mail counts once the owner of the mailbox has pressed a button behind the link
//! that was mailed there.

use crate::boxed;
use crate::consent::{self, Said};
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::outbox::{self, Content, NewMessage, Origin, WrittenEmail};
use crate::settings;
use crate::tokens;
use shared::consent::{Channel, ConsentStatus, Model, Purpose};
use shared::language::Language;
use shared::messages::{Letter, OriginKind};
use shared::people::Organization;
use shared::time::{Millis, UtcMillis};

/// How long the link works.
const VALID: Millis = Millis::days(30);
/// No more than one letter to an address in this time: nobody's mailbox is filled by somebody else's typing.
const BETWEEN: Millis = Millis::hours(1);
/// Which wording they saw.
const TEXT_VERSION: &str = "double-opt-in-1";

/// Whether an agreement counts only once it is confirmed.
pub fn is_needed(channel: Channel, purpose: Purpose) -> bool {
    channel == Channel::Email && purpose == Purpose::Marketing && purpose.model() == Model::OptIn
}

/// Who agreed, where, and how we know.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub address: &'a str,
    pub channel: Channel,
    pub purpose: Purpose,
    pub patient: Option<i64>,
    /// preference-page, staff, registration.
    pub source: &'a str,
    pub language: Language,
    /// Where the public reaches this server.
    pub public_url: &'a str,
}

/// Queues the letter that asks for the confirmation, in the caller's transaction. False when one was queued a moment ago.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn ask(tx: &mut Tx, now: UtcMillis, asked: &Asked<'_>) -> Result<bool> {
    let lately: Option<String> = sqlx::query_scalar(
        "SELECT token_hash FROM consent_request WHERE address = $1 AND asked_at > $2 AND channel = $3 AND purpose = $4 LIMIT 1",
    )
    .bind(asked.address)
    .bind((now - BETWEEN).0)
    .bind(asked.channel.code())
    .bind(asked.purpose.code())
    .fetch_optional(&mut **tx)
    .await?;
    if lately.is_some() {
        return Ok(false);
    }
    let (token, token_hash) = tokens::fresh();
    sqlx::query(
        "INSERT INTO consent_request (token_hash, address, channel, purpose, patient_id, source, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&token_hash)
    .bind(asked.address)
    .bind(asked.channel.code())
    .bind(asked.purpose.code())
    .bind(asked.patient)
    .bind(asked.source)
    .bind(now.0)
    .execute(&mut **tx)
    .await?;
    let organization = settings::organization_in(tx).await?;
    let written = letter(asked, &organization, &token);
    let message = NewMessage {
        key: format!("opt-in/{token_hash}"),
        channel: Channel::Email,
        patient: asked.patient,
        address: asked.address.to_owned(),
        recipient_name: String::new(),
        purpose: Purpose::Transactional,
        content: Content::Email(written),
        not_before: now,
        send_by: Some(now + VALID),
        origin: Origin { kind: OriginKind::Account, uid: String::new(), node: None },
    };
    outbox::enqueue(tx, now, message).await?;
    Ok(true)
}

fn letter(asked: &Asked<'_>, organization: &Organization, token: &str) -> WrittenEmail {
    let url = format!("{}/confirm/{token}?lang={}", asked.public_url, asked.language.code());
    let name = &organization.name;
    let letter = match asked.language {
        Language::English => Letter::new(&format!("Please confirm: news from {name}"))
            .paragraph(format!(
                "Somebody, hopefully you, asked that {name} may send news about services and programs to this address."
            ))
            .button("Yes, send me news", &url)
            .paragraph("If it was not you, do nothing: without your confirmation nothing is sent."),
        Language::Spanish => Letter::new(&format!("Por favor confirme: novedades de {name}"))
            .paragraph(format!(
                "Alguien, esperamos que usted, pidió que {name} envíe novedades sobre servicios y programas a esta dirección."
            ))
            .button("Sí, quiero recibir novedades", &url)
            .paragraph("Si no fue usted, no haga nada: sin su confirmación no enviaremos nada."),
    };
    let rendered = letter.sign(name);
    WrittenEmail { subject: rendered.subject, html: rendered.html, text: rendered.text, attachments: vec![] }
}

/// What a link asks to confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub address: String,
    pub channel: Channel,
    pub purpose: Purpose,
    pub confirmed: bool,
    patient: Option<i64>,
}

/// `None` for an unknown token, or one that is too old.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn request(db: &Db, now: UtcMillis, token: &str) -> Result<Option<Request>> {
    type Asked = (String, String, String, Option<i64>, Option<i64>);
    let row: Option<Asked> = sqlx::query_as(
        "SELECT address, channel, purpose, patient_id, confirmed_at FROM consent_request
         WHERE token_hash = $1 AND asked_at > $2",
    )
    .bind(tokens::hash(token))
    .bind((now - VALID).0)
    .fetch_optional(db.read())
    .await?;
    let request = |(address, channel, purpose, patient, confirmed): Asked| {
        Ok(Request {
            address,
            channel: channel.parse().map_err(|why| StoreError::corrupt("consent_request.channel", why))?,
            purpose: purpose.parse().map_err(|why| StoreError::corrupt("consent_request.purpose", why))?,
            confirmed: confirmed.is_some(),
            patient,
        })
    };
    row.map(request).transpose()
}

/// The owner of the address confirms: from now on it counts. Pressing twice says it once; whoever refused since then has the last
/// word, and has to be asked anew.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn confirm(db: &Db, now: UtcMillis, token: &str) -> Result<Option<Request>> {
    let Some(request) = request(db, now, token).await? else { return Ok(None) };
    let mut tx = db.begin().await?;
    let first =
        sqlx::query("UPDATE consent_request SET confirmed_at = $1 WHERE token_hash = $2 AND confirmed_at IS NULL")
            .bind(now.0)
            .bind(tokens::hash(token))
            .execute(&mut *tx)
            .await?;
    if first.rows_affected() == 1 {
        let said = Said {
            address: &request.address,
            channel: request.channel,
            purpose: request.purpose,
            status: ConsentStatus::Granted,
            source: "double-opt-in",
            text_version: TEXT_VERSION,
            actor: "recipient",
            patient: request.patient,
        };
        consent::record(&mut tx, now, said).await?;
    }
    tx.commit().await?;
    Ok(Some(Request { confirmed: true, ..request }))
}
