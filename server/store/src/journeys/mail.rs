//! Where journeys meet the outbox: which version a template stands for, who opened what, what became of the messages.

use crate::Db;
use crate::boxed;
use crate::counts::fit;
use crate::db::list_of;
use crate::error::{Result, StoreError};
use shared::consent::{Channel, Refusal};
use shared::ids::JourneyId;
use shared::journeys::{Figures, MessageFigures, NodeId, Reason, Traveller};
use shared::messages::MessageStatus;
use shared::segments::MessageDeed;
use sqlx::Row;
use std::collections::{BTreeSet, HashMap};

/// Names one stay's message for ever: the same wish twice is one message.
pub fn outbox_key(run: i64, stay: &Traveller) -> String {
    format!("journey/{run}/{}/{}", stay.node, stay.visit)
}

/// The run, node and visit that [`outbox_key`] put into a key.
pub(super) fn parts(key: &str) -> Option<(i64, NodeId, i64)> {
    let mut parts = key.strip_prefix("journey/")?.split('/').map(str::parse::<i64>);
    match (parts.next()?, parts.next()?, parts.next()?) {
        (Ok(run), Ok(node), Ok(visit)) => Some((run, NodeId(fit(node)), visit)),
        _ => None,
    }
}

/// By run, what these patients did with the messages of its steps. One query for all of them, whatever their journeys.
#[boxed]
pub async fn step_messages(db: &Db, patients: &[i64]) -> Result<HashMap<i64, BTreeSet<(NodeId, MessageDeed)>>> {
    let mut found: HashMap<i64, BTreeSet<(NodeId, MessageDeed)>> = HashMap::new();
    for chunk in patients.chunks(1_000) {
        let sql = format!(
            "SELECT key, clicks FROM outbox WHERE patient_id IN ({}) AND origin_kind = 'journey'
             AND (opened_at IS NOT NULL OR clicks > 0)",
            db.dialect().keys_in("$1")
        );
        let query = sqlx::query(&sql).bind(list_of(chunk.iter().copied()));
        for row in query.fetch_all(db.read()).await? {
            let key: String = row.try_get("key")?;
            if let Some((run, node, _)) = parts(&key) {
                let done = found.entry(run).or_default();
                done.insert((node, MessageDeed::Opened));
                if row.try_get::<i64, _>("clicks")? > 0 {
                    done.insert((node, MessageDeed::Clicked));
                }
            }
        }
    }
    Ok(found)
}

/// By run, the addresses of the links that these patients clicked in messages of its steps.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn clicked_links(db: &Db, patients: &[i64]) -> Result<HashMap<i64, Vec<(NodeId, String)>>> {
    let mut found: HashMap<i64, Vec<(NodeId, String)>> = HashMap::new();
    for patient in patients {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT o.key, l.url FROM outbox o JOIN message_link l ON l.outbox_id = o.id
             WHERE o.patient_id = $1 AND o.origin_kind = 'journey' AND l.clicked_at IS NOT NULL",
        )
        .bind(patient)
        .fetch_all(db.read())
        .await?;
        for (key, url) in rows {
            if let Some((run, node, _)) = parts(&key) {
                found.entry(run).or_default().push((node, url));
            }
        }
    }
    Ok(found)
}

/// Adds what became of the journey's messages, per tile and in all.
pub(super) async fn add(db: &Db, id: JourneyId, figures: &mut Figures) -> Result<()> {
    let rows = sqlx::query(
        "SELECT o.origin_node, o.channel, o.status, COALESCE(o.refusal, '') AS refusal, COUNT(*) AS messages,
            COUNT(o.opened_at) AS opened, COUNT(CASE WHEN o.clicks > 0 THEN 1 END) AS clicked,
            COUNT(CASE WHEN EXISTS (SELECT 1 FROM activity a WHERE a.subject = 'message' AND a.subject_uid = o.uid
                AND a.kind = 'message-unsubscribed') THEN 1 END) AS unsubscribed
         FROM outbox o WHERE o.origin_kind = 'journey' AND o.origin_uid = $1
         GROUP BY o.origin_node, o.channel, o.status, COALESCE(o.refusal, '')",
    )
    .bind(id.to_string())
    .fetch_all(db.read())
    .await?;
    let mut refusals: HashMap<String, i64> = HashMap::new();
    for row in rows {
        let node: Option<String> = row.try_get("origin_node")?;
        let Some(node) = node.and_then(|node| node.parse().ok()).map(NodeId) else { continue };
        let (status, refusal): (String, String) = (row.try_get("status")?, row.try_get("refusal")?);
        let channel: String = row.try_get("channel")?;
        let messages: i64 = row.try_get("messages")?;
        let mut these = MessageFigures {
            opened: row.try_get("opened")?,
            clicked: row.try_get("clicked")?,
            unsubscribed: row.try_get("unsubscribed")?,
            ..MessageFigures::default()
        };
        let status = MessageStatus::from_code(&status).ok_or_else(|| StoreError::corrupt("message status", status))?;
        match status {
            MessageStatus::Sent => these.sent = messages,
            MessageStatus::Refused => {
                these.refused = messages;
                *refusals.entry(reason(&refusal, &channel)).or_default() += messages;
            }
            MessageStatus::Failed | MessageStatus::Expired | MessageStatus::InDoubt => these.failed = messages,
            MessageStatus::Queued | MessageStatus::Held | MessageStatus::Sending => these.queued = messages,
        }
        figures.messages.add(&these);
        figures.nodes.entry(node).or_default().messages.add(&these);
    }
    figures.refusals = refusals.into_iter().map(|(reason, count)| Reason { reason, count }).collect();
    figures.refusals.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.reason.cmp(&b.reason)));
    Ok(())
}

/// Why messages were refused, in the words of their channel; a code that is not known stands for itself.
fn reason(refusal: &str, channel: &str) -> String {
    match (refusal.parse::<Refusal>(), channel.parse::<Channel>()) {
        (Ok(refusal), Ok(channel)) => refusal.label(channel).to_owned(),
        (Err(_), _) | (_, Err(_)) => refusal.to_owned(),
    }
}
