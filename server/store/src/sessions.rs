//! Signed-in sessions of staff: opened at sign-in, ended by sign-out, by idleness or by age.

use crate::actor::{Actor, ActorStaff, Request};
use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::Db;
use crate::error::{Result, StoreError};
use crate::staff::Account;
use crate::{Permit, tokens};
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::people::{SessionRow, SignedIn};
use shared::time::{Millis, UtcMillis};

/// A session ends after this long without a request (NIST SP 800-63B AAL2: 30 minutes).
pub const IDLE: Millis = Millis::minutes(30);
/// And this long after sign-in, whatever happens (NIST SP 800-63B AAL2: 12 hours).
pub const ABSOLUTE: Millis = Millis::hours(12);
/// How stale `last_seen_at` may get before a request writes it.
const SEEN_GRAIN: Millis = Millis::minutes(1);

/// The session behind a request's cookie.
#[derive(Debug, Clone)]
pub struct Session {
    pub key: i64,
    pub actor: Actor,
    pub email: String,
    /// Somebody else set the password: nothing but choosing one's own is open.
    pub password_is_given: bool,
}

/// Opens a session for `account`; returns the cookie's token, which is not kept.
#[boxed]
pub async fn open(db: &Db, now: UtcMillis, account: &Account, user_agent: &str, request: &Request) -> Result<String> {
    let (token, token_hash) = tokens::fresh();
    let actor = actor_of(account, request)?;
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM staff_session WHERE last_seen_at < $1 OR created_at < $2")
        .bind((now - IDLE).0)
        .bind((now - ABSOLUTE).0)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO staff_session (token_hash, staff_id, created_at, last_seen_at, user_agent)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(token_hash)
    .bind(account.id)
    .bind(now.0)
    .bind(now.0)
    .bind(user_agent.chars().take(300).collect::<String>())
    .execute(&mut *tx)
    .await?;
    let entry = Entry { entity_uid: Some(account.uid.clone()), ..Entry::new(AuditAction::SignIn, Noun::Staff) };
    audit::record(&mut tx, &actor, now, entry).await?;
    tx.commit().await?;
    Ok(token)
}

/// Who holds `token`, unless the session has ended; a disabled person has none.
#[boxed]
pub async fn find(db: &Db, now: UtcMillis, token: &str, request: &Request) -> Result<Option<Session>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        session_id: i64,
        last_seen_at: i64,
        #[sqlx(flatten)]
        account: Account,
    }
    let row: Option<Row> = sqlx::query_as(
        "SELECT x.id AS session_id, x.last_seen_at,
                s.id, s.uid, s.name, s.email, s.password_hash, s.role, s.disabled_at, s.password_is_given
         FROM staff_session x JOIN staff s ON s.id = x.staff_id
         WHERE x.token_hash = $1 AND x.last_seen_at > $2 AND x.created_at > $3 AND s.disabled_at IS NULL",
    )
    .bind(tokens::hash(token))
    .bind((now - IDLE).0)
    .bind((now - ABSOLUTE).0)
    .fetch_optional(db.read())
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.last_seen_at < (now - SEEN_GRAIN).0 {
        let mut tx = db.begin().await?;
        sqlx::query("UPDATE staff_session SET last_seen_at = $1 WHERE id = $2")
            .bind(now.0)
            .bind(row.session_id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    let actor = actor_of(&row.account, request)?;
    let password_is_given = row.account.password_is_given != 0;
    Ok(Some(Session { key: row.session_id, actor, email: row.account.email, password_is_given }))
}

/// Ends the session that `token` opened; nothing happens when there is none.
#[boxed]
pub async fn close(db: &Db, now: UtcMillis, session: &Session) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM staff_session WHERE id = $1").bind(session.key).execute(&mut *tx).await?;
    let entry = Entry::new(AuditAction::SignOut, Noun::Staff);
    audit::record(&mut tx, &session.actor, now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends all sessions of the person behind `permit`: sign out everywhere.
#[boxed]
pub async fn close_everywhere(db: &Db, permit: &Permit<SignedIn>, now: UtcMillis) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM staff_session WHERE staff_id = $1")
        .bind(permit.staff_key().ok_or(StoreError::NotFound)?)
        .execute(&mut *tx)
        .await?;
    let entry = Entry::new(AuditAction::SignOutEverywhere, Noun::Staff);
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// One's own open sessions, the latest used first.
#[boxed]
pub async fn own(db: &Db, permit: &Permit<SignedIn>, current: i64) -> Result<Vec<SessionRow>> {
    let rows: Vec<(i64, i64, i64, String)> = sqlx::query_as(
        "SELECT id, created_at, last_seen_at, user_agent FROM staff_session WHERE staff_id = $1
         ORDER BY last_seen_at DESC",
    )
    .bind(permit.staff_key().ok_or(StoreError::NotFound)?)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(key, created_at, last_seen_at, user_agent)| SessionRow {
            key,
            created_at: UtcMillis(created_at),
            last_seen_at: UtcMillis(last_seen_at),
            user_agent,
            current: key == current,
        })
        .collect())
}

fn actor_of(account: &Account, request: &Request) -> Result<Actor> {
    Ok(Actor {
        staff: Some(ActorStaff { key: account.id, id: account.public_id()?, role: account.role()? }),
        name: account.name.clone(),
        request: request.clone(),
    })
}
