//! The secret links in messages: preference page, opening picture, counted links. A token is random, kept as a hash, and
//! says nothing about anybody.

use crate::activity::{self, Activity};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::tokens;
use shared::activity::ActivityKind;
use shared::consent::{Channel, Purpose};
use shared::messages::OriginKind;
use shared::time::UtcMillis;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Preference and unsubscribe pages.
    Manage,
    Open,
    Click,
    /// Short, as a text message needs it, and not counted.
    Short,
}

impl LinkKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Manage => "manage",
            Self::Open => "open",
            Self::Click => "click",
            Self::Short => "short",
        }
    }
}

/// A link to remember. `token_hash` comes from [`tokens::fresh`].
#[derive(Debug, Clone)]
pub struct NewLink {
    pub token_hash: String,
    pub kind: LinkKind,
    /// Where a click leads; empty for the others.
    pub url: String,
}

/// Remembers a message's links, before it is handed over.
#[boxed]
pub async fn store_links(tx: &mut Tx, message: i64, links: &[NewLink]) -> Result<()> {
    for link in links {
        sqlx::query("INSERT INTO message_link (token_hash, outbox_id, kind, url) VALUES ($1, $2, $3, $4)")
            .bind(&link.token_hash)
            .bind(message)
            .bind(link.kind.code())
            .bind(&link.url)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Target {
    id: i64,
    uid: String,
    url: String,
    channel: String,
    patient_id: Option<i64>,
    address: String,
    purpose: String,
    subject: String,
    opened_at: Option<i64>,
    clicks: i64,
    origin_kind: String,
}

impl Target {
    /// Whether what its reader does goes into timelines and figures: not when staff tried a template out.
    fn counts(&self) -> bool {
        self.origin_kind != OriginKind::Test.code()
    }
}

async fn target(db: &Db, token: &str, kind: LinkKind) -> Result<Option<Target>> {
    Ok(sqlx::query_as(
        "SELECT o.id, o.uid, l.url, o.channel, o.patient_id, o.address, o.purpose, o.subject, o.opened_at,
            CAST(o.clicks AS BIGINT) AS clicks, o.origin_kind
         FROM message_link l JOIN outbox o ON o.id = l.outbox_id WHERE l.token_hash = $1 AND l.kind = $2",
    )
    .bind(tokens::hash(token))
    .bind(kind.code())
    .fetch_optional(db.read())
    .await?)
}

async fn happened(tx: &mut Tx, at: UtcMillis, target: &Target, kind: ActivityKind) -> Result<()> {
    let happening = Activity {
        at,
        patient: target.patient_id,
        kind,
        subject_uid: target.uid.clone(),
        summary: target.subject.clone(),
    };
    activity::record(tx, happening).await
}

/// Counts the first opening. An unknown token counts nothing.
#[boxed]
pub async fn opened(db: &Db, now: UtcMillis, token: &str) -> Result<()> {
    let Some(target) = target(db, token, LinkKind::Open).await?.filter(|target| target.opened_at.is_none()) else {
        return Ok(());
    };
    let mut tx = db.begin().await?;
    let first = sqlx::query("UPDATE outbox SET opened_at = $1 WHERE id = $2 AND opened_at IS NULL")
        .bind(now.0)
        .bind(target.id)
        .execute(&mut *tx)
        .await?;
    if first.rows_affected() == 1 && target.counts() {
        happened(&mut tx, now, &target, ActivityKind::MessageOpened).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Counts a click and answers where it leads; `None` for an unknown token. Somebody who clicks has opened.
#[boxed]
pub async fn follow(db: &Db, now: UtcMillis, token: &str) -> Result<Option<String>> {
    let Some(target) = target(db, token, LinkKind::Click).await? else {
        return Ok(target(db, token, LinkKind::Short).await?.map(|target| target.url));
    };
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE outbox SET clicks = clicks + 1, opened_at = COALESCE(opened_at, $1) WHERE id = $2")
        .bind(now.0)
        .bind(target.id)
        .execute(&mut *tx)
        .await?;
    let first = sqlx::query("UPDATE message_link SET clicked_at = $1 WHERE token_hash = $2 AND clicked_at IS NULL")
        .bind(now.0)
        .bind(tokens::hash(token))
        .execute(&mut *tx)
        .await?
        .rows_affected()
        == 1;
    if first
        && target.clicks > 0
        && let Some(patient) = target.patient_id.filter(|_| target.counts())
    {
        // Another link of a message that was clicked before: nothing for the timeline, but a journey may wait for it.
        crate::journeys::wake_listening(&mut tx, patient).await?;
    }
    if target.clicks == 0 && target.counts() {
        if target.opened_at.is_none() {
            happened(&mut tx, now, &target, ActivityKind::MessageOpened).await?;
        }
        happened(&mut tx, now, &target, ActivityKind::MessageClicked).await?;
    }
    tx.commit().await?;
    Ok(Some(target.url))
}

/// The message behind a preference or unsubscribe link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub message_uid: String,
    pub channel: Channel,
    pub address: String,
    pub patient: Option<i64>,
    pub purpose: Purpose,
    pub subject: String,
}

/// Who may manage what by this link; `None` for an unknown token. The link works as long as the message is kept.
#[boxed]
pub async fn manage(db: &Db, token: &str) -> Result<Option<Opened>> {
    let Some(target) = target(db, token, LinkKind::Manage).await? else { return Ok(None) };
    let purpose = target.purpose.parse().map_err(|why| StoreError::corrupt("purpose", why))?;
    Ok(Some(Opened {
        message_uid: target.uid,
        channel: target.channel.parse().map_err(|why| StoreError::corrupt("channel", why))?,
        address: target.address,
        patient: target.patient_id,
        purpose,
        subject: target.subject,
    }))
}
