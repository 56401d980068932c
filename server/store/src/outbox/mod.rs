//! Every message on its way out. A row is written in the transaction of what wants it sent, under a unique key, and moves
//! queued → sending → sent; `sending` is committed before a mail server is called, so that a crash leaves doubt, never
//! a second message.

mod claim;
mod links;
mod outcome;
mod page;
mod staff;
mod unsubscribe;

pub use claim::{Claimed, PatientFacts, claim, gate_facts, patient_facts, release, to_in_doubt};
pub use links::{LinkKind, NewLink, Opened, follow, manage, opened, store_links};
pub use outcome::{Outcome, hold, mark_sending, record, refuse};
pub use page::{counts, find, html, list, status_counts_of_origin};
pub use staff::{it_arrived, send_again};
pub use unsubscribe::{choose, unsubscribe};

use crate::boxed;
use crate::consent;
use crate::db::Tx;
use crate::error::Result;
use crate::packed::pack;
use serde::{Deserialize, Serialize};
use shared::consent::Purpose;
use shared::time::UtcMillis;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A message that somebody wants sent.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Says what this message is: the same key twice is one message.
    pub key: String,
    pub patient: Option<i64>,
    /// Empty: the patient's own address is looked up.
    pub address: String,
    pub recipient_name: String,
    pub purpose: Purpose,
    pub content: Content,
    pub not_before: UtcMillis,
    pub origin: Origin,
}

/// What wanted it sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// journey, event, account, test.
    pub kind: &'static str,
    pub uid: String,
    /// The node of a journey.
    pub node: Option<String>,
}

/// What is to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Content {
    /// Rendered when it is sent; the patient's fields come from the patient's row then.
    Template {
        /// `template_version.id`.
        version: i64,
        merge: BTreeMap<String, String>,
    },
    Ready {
        subject: String,
        html: String,
        text: String,
        attachments: Vec<Attachment>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub file_name: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// A message as it is handed to the mail server, kept to be looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// From, To, Subject and the like.
    pub headers: Vec<(String, String)>,
    pub html: String,
    pub text: String,
    pub attachments: Vec<(String, u64)>,
}

/// Queues the message in the caller's transaction. `None` when its key is there already: then nothing was done.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn enqueue(tx: &mut Tx, now: UtcMillis, new: NewMessage) -> Result<Option<i64>> {
    let mut address = new.address.trim().to_lowercase();
    if address.is_empty()
        && let Some(patient) = new.patient
    {
        address = consent::email_of(tx, patient).await?.unwrap_or_default();
    }
    let (version, subject) = match &new.content {
        Content::Template { version, .. } => (Some(*version), ""),
        Content::Ready { subject, .. } => (None, subject.as_str()),
    };
    Ok(sqlx::query_scalar(
        "INSERT INTO outbox (uid, key, created_at, patient_id, address, recipient_name, purpose, origin_kind, origin_uid,
            origin_node, template_version_id, content, status, not_before, subject)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'queued', $13, $14)
         ON CONFLICT (key) DO NOTHING RETURNING id",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(&new.key)
    .bind(now.0)
    .bind(new.patient)
    .bind(address)
    .bind(&new.recipient_name)
    .bind(new.purpose.code())
    .bind(new.origin.kind)
    .bind(&new.origin.uid)
    .bind(&new.origin.node)
    .bind(version)
    .bind(pack(&new.content)?)
    .bind(new.not_before.0)
    .bind(subject)
    .fetch_optional(&mut **tx)
    .await?)
}
