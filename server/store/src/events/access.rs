//! How attendees come in without an account: a one-time link by e-mail, exchanged for a session.

use crate::activity::{self, Activity};
use crate::boxed;
use crate::error::Result;
use crate::{Db, Tx, tokens};
use shared::activity::ActivityKind;
use shared::time::{Millis, UtcMillis};

/// How long a mailed link works.
pub const LINK_LIFE: Millis = Millis::minutes(15);
/// A session ends after so long without a request, and after [`SESSION_MOST`] in any case.
pub const SESSION_IDLE: Millis = Millis::minutes(30);
pub const SESSION_MOST: Millis = Millis::hours(12);
/// Links that one address gets in [`LINK_LIFE`] at most, so that nobody's mailbox is flooded.
const LINKS_ALLOWED: i64 = 3;

/// A fresh sign-in link for `email`, if somebody registered with that address and it was not asked for too often. The
/// caller mails it in the same transaction and answers the same in either case.
#[boxed]
pub async fn make_link(tx: &mut Tx, now: UtcMillis, email: &str) -> Result<Option<String>> {
    let known: Option<i64> =
        sqlx::query_scalar("SELECT id FROM registration WHERE $1 IN (email, shared_email) LIMIT 1")
            .bind(email)
            .fetch_optional(&mut **tx)
            .await?;
    let recent: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM one_time_link WHERE email = $1 AND created_at > $2")
        .bind(email)
        .bind((now - LINK_LIFE).0)
        .fetch_one(&mut **tx)
        .await?;
    if known.is_none() || recent >= LINKS_ALLOWED {
        return Ok(None);
    }
    // Links long past are of no use to anybody.
    sqlx::query("DELETE FROM one_time_link WHERE expires_at < $1")
        .bind((now - Millis::days(1)).0)
        .execute(&mut **tx)
        .await?;
    let (token, hash) = tokens::fresh();
    sqlx::query("INSERT INTO one_time_link (token_hash, email, created_at, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(hash)
        .bind(email)
        .bind(now.0)
        .bind((now + LINK_LIFE).0)
        .execute(&mut **tx)
        .await?;
    Ok(Some(token))
}

/// Whether the link still works, without using it: mail scanners look too.
#[boxed]
pub async fn link_works(db: &Db, now: UtcMillis, token: &str) -> Result<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT expires_at FROM one_time_link WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
    )
    .bind(tokens::hash(token))
    .bind(now.0)
    .fetch_optional(db.read())
    .await?;
    Ok(found.is_some())
}

/// Uses the link up and opens a session: its token, or `None` when the link is used, expired or unknown.
#[boxed]
pub async fn exchange(db: &Db, now: UtcMillis, token: &str) -> Result<Option<String>> {
    let mut tx = db.begin().await?;
    // One statement decides, so that two exchanges at once open one session.
    let email: Option<String> = sqlx::query_scalar(
        "UPDATE one_time_link SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL AND expires_at > $3
         RETURNING email",
    )
    .bind(now.0)
    .bind(tokens::hash(token))
    .bind(now.0)
    .fetch_optional(&mut *tx)
    .await?;
    let Some(email) = email else { return Ok(None) };
    sqlx::query("DELETE FROM attendee_session WHERE last_seen_at < $1 OR created_at < $2")
        .bind((now - SESSION_IDLE).0)
        .bind((now - SESSION_MOST).0)
        .execute(&mut *tx)
        .await?;
    let (session, hash) = tokens::fresh();
    sqlx::query("INSERT INTO attendee_session (token_hash, email, created_at, last_seen_at) VALUES ($1, $2, $3, $4)")
        .bind(hash)
        .bind(&email)
        .bind(now.0)
        .bind(now.0)
        .execute(&mut *tx)
        .await?;
    let patients: Vec<i64> = sqlx::query_scalar(
        "SELECT DISTINCT patient_id FROM registration WHERE email = $1 AND patient_id IS NOT NULL ORDER BY patient_id",
    )
    .bind(&email)
    .fetch_all(&mut *tx)
    .await?;
    let kind = ActivityKind::PortalVisited;
    for patient in patients {
        let visit = Activity {
            at: now,
            patient: Some(patient),
            kind,
            subject_uid: "my-events".into(),
            summary: kind.summary("My events"),
        };
        activity::record(&mut tx, visit).await?;
    }
    tx.commit().await?;
    Ok(Some(session))
}

/// The address behind a session's cookie, if the session lives; keeps it alive.
#[boxed]
pub async fn session_email(db: &Db, now: UtcMillis, token: &str) -> Result<Option<String>> {
    let mut tx = db.begin().await?;
    let email = sqlx::query_scalar(
        "UPDATE attendee_session SET last_seen_at = $1 WHERE token_hash = $2 AND last_seen_at > $3 AND created_at > $4
         RETURNING email",
    )
    .bind(now.0)
    .bind(tokens::hash(token))
    .bind((now - SESSION_IDLE).0)
    .bind((now - SESSION_MOST).0)
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(email)
}

/// Ends the session.
#[boxed]
pub async fn close_session(db: &Db, token: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM attendee_session WHERE token_hash = $1")
        .bind(tokens::hash(token))
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
