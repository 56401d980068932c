//! The figures of one template, from the outbox and the links of its messages.

use crate::Permit;
use crate::boxed;
use crate::counts::count;
use crate::db::Db;
use crate::error::{Result, StoreError};
use shared::consent::Refusal;
use shared::ids::TemplateId;
use shared::messages::{LinkInsight, MessageInsight, MessageStatus, without_query};
use shared::people::{ViewOutreach, ViewPatients};
use shared::time::Date;
use std::collections::BTreeMap;

/// Days that are listed.
const DAYS: i64 = 30;
/// Links that are listed.
const LINKS: usize = 20;

#[derive(sqlx::FromRow)]
struct Group {
    status: String,
    refusal: Option<String>,
    messages: i64,
    delivered: i64,
    opened: i64,
    clicked: i64,
    bounced: i64,
}

/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn insight(
    db: &Db,
    _permit: &Permit<ViewOutreach>,
    reader: Option<&Permit<ViewPatients>>,
    id: TemplateId,
) -> Result<MessageInsight> {
    let mut insight = MessageInsight::default();
    let groups: Vec<Group> = sqlx::query_as(
        "SELECT o.status, o.refusal, COUNT(*) AS messages, COUNT(o.delivered_at) AS delivered, COUNT(o.opened_at) AS opened,
            COUNT(CASE WHEN o.clicks > 0 THEN 1 END) AS clicked, COUNT(o.bounced_at) AS bounced
         FROM outbox o JOIN template_version v ON v.id = o.template_version_id JOIN template t ON t.id = v.template_id
         WHERE t.uid = $1 AND o.origin_kind <> 'test' GROUP BY o.status, o.refusal",
    )
    .bind(id.to_string())
    .fetch_all(db.read())
    .await?;
    for group in groups {
        let status = MessageStatus::from_code(&group.status);
        let messages = count(group.messages);
        match status.ok_or_else(|| StoreError::corrupt("message status", &group.status))? {
            MessageStatus::Queued | MessageStatus::Held | MessageStatus::Sending => insight.queued += messages,
            MessageStatus::Sent | MessageStatus::InDoubt => insight.sent += messages,
            MessageStatus::Failed | MessageStatus::Expired => insight.failed += messages,
            MessageStatus::Refused => {
                let why = group.refusal.as_deref().and_then(|code| code.parse::<Refusal>().ok());
                insight.refused.extend(why.map(|why| (why, messages)));
            }
        }
        insight.delivered += count(group.delivered);
        insight.opened += count(group.opened);
        insight.clicked += count(group.clicked);
        insight.bounced += count(group.bounced);
    }
    insight.refused.sort_by_key(|(why, messages)| (u64::MAX - messages, why.code()));
    let unsubscribed: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM activity a JOIN outbox o ON o.uid = a.subject_uid
            JOIN template_version v ON v.id = o.template_version_id JOIN template t ON t.id = v.template_id
         WHERE t.uid = $1 AND a.kind = 'message-unsubscribed'",
    )
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    insight.unsubscribed = count(unsubscribed);
    let days: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT o.sent_at / 86400000 AS day, COUNT(*) AS messages FROM outbox o
            JOIN template_version v ON v.id = o.template_version_id JOIN template t ON t.id = v.template_id
         WHERE t.uid = $1 AND o.origin_kind <> 'test' AND o.status IN ('sent', 'in-doubt') AND o.sent_at IS NOT NULL
         GROUP BY o.sent_at / 86400000 ORDER BY o.sent_at / 86400000 DESC LIMIT $2",
    )
    .bind(id.to_string())
    .bind(DAYS)
    .fetch_all(db.read())
    .await?;
    insight.days = days.into_iter().rev().map(|(day, sent)| (Date::from_days_since_epoch(day), count(sent))).collect();
    let links: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT l.url, COUNT(*) AS messages, COUNT(l.clicked_at) AS followed FROM message_link l
            JOIN outbox o ON o.id = l.outbox_id JOIN template_version v ON v.id = o.template_version_id
            JOIN template t ON t.id = v.template_id
         WHERE t.uid = $1 AND o.origin_kind <> 'test' AND l.kind = 'click' GROUP BY l.url",
    )
    .bind(id.to_string())
    .fetch_all(db.read())
    .await?;
    let mut by_link: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (url, messages, followed) in links {
        let sum = by_link.entry(without_query(&url).to_owned()).or_default();
        sum.0 += count(messages);
        sum.1 += count(followed);
    }
    insight.links =
        by_link.into_iter().map(|(url, (messages, followed))| LinkInsight { url, messages, followed }).collect();
    insight.links.sort_by_key(|link| u64::MAX - link.followed);
    insight.links.truncate(LINKS);
    Ok(if reader.is_some() { insight } else { insight.rounded() })
}
