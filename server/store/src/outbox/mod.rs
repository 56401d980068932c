//! Every message on its way out. A row is written in the transaction of what wants it sent, under a unique key, and moves
//! queued → sending → sent; `sending` is committed before a courier is called, so that a crash leaves doubt, never
//! a second message.

mod claim;
mod content;
mod delivery;
mod forecast;
mod gate;
mod links;
mod mail;
mod outcome;
mod page;
mod pause;
mod staff;
mod unsubscribe;

pub use claim::{Claimed, claim, release, to_in_doubt};
pub use content::{
    Attachment, Content, Handed, HandedEmail, HandedSms, HandedVoice, WrittenEmail, WrittenSms, WrittenVoice,
};
pub use delivery::{complained, report};
pub use forecast::{Wanted, forecast};
pub use gate::{Recipient, current_address, gate_facts, recipient, segments_of};
pub use links::{LinkKind, NewLink, Opened, follow, manage, opened, store_links};
pub use mail::{Mailed, carrier_returned, mail_came_back, mail_of_batch, mailed, make_print_batch, print_batches};
pub use outcome::{Outcome, expire, hold, mark_sending, record, refuse, set_aside};
pub use page::{counts, find, html, list, mail};
pub use pause::{give_back, pause, pauses, reserve, resume, try_now};
pub use staff::{it_arrived, send_again, send_all_again};
pub use unsubscribe::{choose, choose_in, unsubscribe};

use crate::boxed;
use crate::consent;
use crate::db::Tx;
use crate::error::{Result, StoreError};
use crate::packed::pack;
use shared::consent::{Channel, Purpose};
use shared::messages::OriginKind;
use shared::time::UtcMillis;
use uuid::Uuid;

/// A message that somebody wants sent.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Says what this message is: the same key twice is one message.
    pub key: String,
    pub channel: Channel,
    pub patient: Option<i64>,
    /// Empty: the patient's own address for this channel is looked up.
    pub address: String,
    pub recipient_name: String,
    pub purpose: Purpose,
    pub content: Content,
    pub not_before: UtcMillis,
    /// After this moment it is not worth sending any more.
    pub send_by: Option<UtcMillis>,
    pub origin: Origin,
}

/// What wanted it sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub kind: OriginKind,
    pub uid: String,
    /// The node of a journey.
    pub node: Option<String>,
}

/// Queues the message in the caller's transaction. `None` when its key is there already: then nothing was done.
///
/// # Errors
/// When the database refuses, or the content is written for another channel than the message.
#[boxed]
pub async fn enqueue(tx: &mut Tx, now: UtcMillis, new: NewMessage) -> Result<Option<i64>> {
    if let Some(other) = new.content.channel().filter(|channel| *channel != new.channel) {
        return Err(StoreError::corrupt("message", format!("{other} content in a message by {}", new.channel)));
    }
    // A template answers no request (R5): whatever one stored by an earlier version says, its people may have refused.
    let purpose = match (new.origin.kind, new.purpose) {
        (OriginKind::Journey, Purpose::Transactional) => Purpose::Marketing,
        (_, purpose) => purpose,
    };
    let mut address = match new.channel {
        Channel::Email | Channel::Sms | Channel::Voice => shared::email_address::key(&new.address),
        // Printed as it is written.
        Channel::Post => new.address.clone(),
    };
    if address.is_empty()
        && let Some(patient) = new.patient
    {
        address = consent::address_of(tx, patient, new.channel).await?.unwrap_or_default();
    }
    Ok(sqlx::query_scalar(
        "INSERT INTO outbox (uid, key, created_at, patient_id, address, recipient_name, purpose, origin_kind, origin_uid,
            origin_node, template_version_id, content, status, not_before, subject, channel, urgency, send_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'queued', $13, $14, $15, $16, $17)
         ON CONFLICT (key) DO NOTHING RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(&new.key)
    .bind(now.0)
    .bind(new.patient)
    .bind(address)
    .bind(&new.recipient_name)
    .bind(purpose.code())
    .bind(new.origin.kind.code())
    .bind(&new.origin.uid)
    .bind(&new.origin.node)
    .bind(new.content.version())
    .bind(pack(&new.content)?)
    .bind(new.not_before.0)
    .bind(new.content.title())
    .bind(new.channel.code())
    .bind(purpose.urgency().rank())
    .bind(new.send_by.map(|at| at.0))
    .fetch_optional(&mut **tx)
    .await?)
}

/// The message leaves from this number instead of the provider's own; empty changes nothing.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn send_from(tx: &mut Tx, message: i64, number: &str) -> Result<()> {
    if !number.is_empty() {
        sqlx::query("UPDATE outbox SET sender = $1 WHERE id = $2")
            .bind(number)
            .bind(message)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
