//! Looking at messages: the list, one message as its recipient saw it, the figures. Who looked at whom is recorded.

use super::{Content, Handed};
use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::{count, fit};
use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::packed::unpack;
use crate::search::TextSearch;
use crate::stored::{known, read};
use shared::audit::AuditAction;
use shared::consent::Channel;
use shared::ids::MessageId;
use shared::messages::{MessageRow, MessageStatus, MessageView, PostalAddress, PrintedMail};
use shared::noun::Noun;
use shared::paging::{Page, PageQuery};
use shared::people::{ViewOutreach, ViewSentMessages};
use shared::phi::Phi;
use shared::time::UtcMillis;

#[derive(sqlx::FromRow)]
struct Line {
    uid: String,
    channel: String,
    patient_id: Option<i64>,
    recipient_name: String,
    address: String,
    subject: String,
    purpose: String,
    status: String,
    refusal: Option<String>,
    origin_kind: String,
    at: i64,
}

const LINE: &str = "uid, channel, patient_id, recipient_name, address, subject, purpose, status, refusal, origin_kind,
    COALESCE(sent_at, created_at) AS at";

impl Line {
    fn row(self) -> Result<MessageRow> {
        Ok(MessageRow {
            id: read("outbox.uid", &self.uid)?,
            address: Phi::new(match Channel::from_code(&self.channel) {
                Some(Channel::Post) => PostalAddress::from_key(&self.address).to_string(),
                Some(Channel::Email | Channel::Sms | Channel::Voice) | None => self.address,
            }),
            channel: known("outbox", &self.uid, &self.channel),
            recipient: Phi::new(self.recipient_name),
            subject: self.subject,
            purpose: known("outbox", &self.uid, &self.purpose),
            status: known("outbox", &self.uid, &self.status),
            refusal: self.refusal.and_then(|code| read("outbox.refusal", &code).ok()),
            origin: known("outbox", &self.uid, &self.origin_kind),
            at: UtcMillis(self.at),
        })
    }
}

/// One page of messages, newest first. `search` looks in recipient, address and subject. Recorded with the patients shown.
///
/// # Errors
/// When the database can't be read, or the look can't be recorded.
#[boxed]
pub async fn list(
    db: &Db,
    permit: &Permit<ViewSentMessages>,
    now: UtcMillis,
    query: &PageQuery,
    status: Option<MessageStatus>,
) -> Result<Page<MessageRow>> {
    let search = TextSearch::contains(db.dialect(), &query.search);
    let searched = !query.search.trim().is_empty();
    let matches = search.matches("recipient_name || ' ' || address || ' ' || subject", "$1");
    let wanted = status.map_or("", MessageStatus::code);
    // An empty search and no status must use the index, not look at every row's text.
    let filter = format!(
        "{} AND {}",
        if searched { matches.as_str() } else { "$1 = $1" },
        if wanted.is_empty() { "$2 = $2" } else { "status = $2" }
    );
    let total: i64 = sqlx::query_scalar(&format!("SELECT COUNT(*) FROM outbox WHERE {filter}"))
        .bind(search.pattern())
        .bind(wanted)
        .fetch_one(db.read())
        .await?;
    let lines: Vec<Line> =
        sqlx::query_as(&format!("SELECT {LINE} FROM outbox WHERE {filter} ORDER BY id DESC LIMIT $3 OFFSET $4"))
            .bind(search.pattern())
            .bind(wanted)
            .bind(query.limit())
            .bind(query.offset())
            .fetch_all(db.read())
            .await?;
    let patients: Vec<i64> = lines.iter().filter_map(|line| line.patient_id).collect();
    let action = if searched { AuditAction::Search } else { AuditAction::List };
    let entry = Entry { patients: &patients, detail: wanted.to_owned(), ..Entry::new(action, Noun::SentMessage) };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let rows = lines.into_iter().map(Line::row).collect::<Result<_>>()?;
    Ok(Page { rows, total: count(total) })
}

#[derive(sqlx::FromRow)]
struct Full {
    #[sqlx(flatten)]
    line: Line,
    created_at: i64,
    sent_at: Option<i64>,
    not_before: i64,
    attempts: i64,
    answer: String,
    content: Vec<u8>,
    rendered: Option<Vec<u8>>,
    delivered_at: Option<i64>,
    opened_at: Option<i64>,
    clicks: i64,
}

async fn full(db: &Db, id: MessageId) -> Result<Full> {
    Ok(sqlx::query_as(&format!(
        "SELECT {LINE}, created_at, sent_at, not_before, CAST(attempts AS BIGINT) AS attempts, answer, content, rendered,
            delivered_at, opened_at, CAST(clicks AS BIGINT) AS clicks FROM outbox WHERE uid = $1"
    ))
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?)
}

/// What was (or, if it is written already, will be) handed over.
fn handed(full: &Full) -> Result<Option<Handed>> {
    match &full.rendered {
        Some(rendered) => {
            let channel = full.line.channel.parse().map_err(|why| StoreError::corrupt("channel", why))?;
            Handed::unpack(channel, rendered).map(Some)
        }
        None => Ok(unpack::<Content>(&full.content)?.handed()),
    }
}

/// One message. Recorded with the patient it is about.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none; when the look can't be recorded.
#[boxed]
pub async fn find(db: &Db, permit: &Permit<ViewSentMessages>, now: UtcMillis, id: MessageId) -> Result<MessageView> {
    let full = full(db, id).await?;
    let patients: Vec<i64> = full.line.patient_id.into_iter().collect();
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        patients: &patients,
        ..Entry::new(AuditAction::View, Noun::SentMessage)
    };
    audit::record_read(db, permit.actor(), now, entry).await?;
    let shown = handed(&full)?.map(Handed::shown);
    let row = full.line.row()?;
    let waiting = matches!(row.status.known(), Some(MessageStatus::Queued | MessageStatus::Held));
    Ok(MessageView {
        queued_at: UtcMillis(full.created_at),
        sent_at: full.sent_at.filter(|_| row.status == MessageStatus::Sent).map(UtcMillis),
        next_try: waiting.then_some(UtcMillis(full.not_before)),
        attempts: fit(full.attempts),
        answer: full.answer,
        shown,
        delivered_at: full.delivered_at.map(UtcMillis),
        opened_at: full.opened_at.map(UtcMillis),
        clicks: fit(full.clicks),
        row,
    })
}

/// The message's HTML as the recipient's mail program gets it; the look was recorded by [`find`].
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn html(db: &Db, _permit: &Permit<ViewSentMessages>, id: MessageId) -> Result<String> {
    handed(&full(db, id).await?)?.and_then(Handed::html).ok_or(StoreError::NotFound)
}

/// The card or letter of a message, to be set as PDF; the look was recorded by [`find`].
///
/// # Errors
/// [`StoreError::NotFound`] when there is none.
#[boxed]
pub async fn mail(db: &Db, _permit: &Permit<ViewSentMessages>, id: MessageId) -> Result<PrintedMail> {
    match handed(&full(db, id).await?)? {
        Some(Handed::Post(mail)) => Ok(*mail),
        Some(Handed::Email(_) | Handed::Sms(_) | Handed::Voice(_)) | None => Err(StoreError::NotFound),
    }
}

/// How many messages stand where.
#[boxed]
pub async fn counts(db: &Db, _permit: &Permit<ViewOutreach>) -> Result<Vec<(MessageStatus, u64)>> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT status, COUNT(*) FROM outbox GROUP BY status").fetch_all(db.read()).await?;
    let known = |(code, count): (String, i64)| match MessageStatus::from_code(&code) {
        Some(status) => Ok((status, fit(count))),
        None => Err(StoreError::corrupt("message status", code)),
    };
    rows.into_iter().map(known).collect()
}
