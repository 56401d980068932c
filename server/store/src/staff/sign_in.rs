//! Signing in, and the limits on guessing.

use super::hash::{decoy_hash, verify_password};
use super::{Account, audit};
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::{Actor, Request};
use shared::audit::AuditAction;
use shared::time::{Millis, UtcMillis};

/// Wrong passwords for one account in [`FAILURE_WINDOW`].
const FAILURES_OF_ACCOUNT: i64 = 8;
/// Wrong passwords from one network address in [`FAILURE_WINDOW`]: a whole hospital may be behind it, so one person's
/// forgotten password must not keep out the others.
const FAILURES_OF_NETWORK: i64 = 60;
const FAILURE_WINDOW: Millis = Millis::minutes(15);

/// How a sign-in ended.
#[derive(Debug)]
pub enum SignIn {
    Welcome(Account),
    /// Unknown address, wrong password or disabled account: deliberately one answer.
    Refused,
    /// Too many wrong passwords; try again after this long.
    TooMany(Millis),
}

/// Checks address and password, counting failures per address and per network address.
#[boxed]
pub async fn sign_in(db: &Db, now: UtcMillis, email: &str, password: String, request: &Request) -> Result<SignIn> {
    let email = email.trim().to_lowercase();
    let (of_account, of_network) = (format!("email:{email}"), format!("net:{}", request.network));
    let limits = [(&of_account, FAILURES_OF_ACCOUNT), (&of_network, FAILURES_OF_NETWORK)];
    for (subject, allowed) in limits {
        let (count, first): (i64, Option<i64>) =
            sqlx::query_as("SELECT COUNT(*), MIN(at) FROM sign_in_failure WHERE subject = $1 AND at > $2")
                .bind(subject)
                .bind((now - FAILURE_WINDOW).0)
                .fetch_one(db.read())
                .await?;
        if count >= allowed {
            let free_at = UtcMillis(first.unwrap_or(now.0)) + FAILURE_WINDOW;
            return Ok(SignIn::TooMany(free_at - now));
        }
    }
    let account: Option<Account> = sqlx::query_as(
        "SELECT id, uid, name, email, password_hash, role, disabled_at, password_is_given FROM staff WHERE email = $1",
    )
    .bind(&email)
    .fetch_optional(db.read())
    .await?;
    // An unknown address costs as much time as a known one.
    let stored = account.as_ref().map_or_else(decoy_hash, |account| account.password_hash.clone());
    let right = verify_password(password, stored).await?;
    let mut tx = db.begin().await?;
    let answer = match account {
        Some(account) if right && account.disabled_at.is_none() => {
            sqlx::query("UPDATE staff SET last_signed_in_at = $1 WHERE id = $2")
                .bind(now.0)
                .bind(account.id)
                .execute(&mut *tx)
                .await?;
            sqlx::query("DELETE FROM sign_in_failure WHERE subject = $1").bind(&of_account).execute(&mut *tx).await?;
            SignIn::Welcome(account)
        }
        account => {
            for (subject, _) in limits {
                sqlx::query("INSERT INTO sign_in_failure (subject, at) VALUES ($1, $2)")
                    .bind(subject)
                    .bind(now.0)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query("DELETE FROM sign_in_failure WHERE at < $1")
                .bind((now - Millis::days(1)).0)
                .execute(&mut *tx)
                .await?;
            let actor = Actor::nobody("not signed in", request.clone());
            // What was typed may be a password in the wrong field: only an address that is known is written down.
            let (uid, detail) = account.map_or_else(
                || (String::new(), "unknown account".to_owned()),
                |account| match account.disabled_at {
                    Some(_) => (account.uid, format!("{}, locked out", account.email)),
                    None => (account.uid, account.email),
                },
            );
            audit(&mut tx, &actor, now, AuditAction::SignInFailed, &uid, detail).await?;
            SignIn::Refused
        }
    };
    tx.commit().await?;
    Ok(answer)
}
