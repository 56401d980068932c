//! Signing in, and the limits on guessing.

use super::hash::{decoy_hash, verify_password};
use super::{Account, audit};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::tokens;
use crate::{Actor, Request};
use shared::audit::AuditAction;
use shared::time::{Millis, UtcMillis};

/// Wrong passwords for one account in [`FAILURE_WINDOW`], from networks where its owner has never signed in, and again from each
/// network where they have: a stranger who guesses does not lock the owner out.
const FAILURES_OF_ACCOUNT: i64 = 8;
/// Wrong passwords from one network address in [`FAILURE_WINDOW`]: a whole hospital may be behind it, so one person's
/// forgotten password must not keep out the others, and nobody is kept out who has signed in from there before.
const FAILURES_OF_NETWORK: i64 = 60;
const FAILURE_WINDOW: Millis = Millis::minutes(15);
/// An e-mail address is no longer (RFC 5321 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;
/// How long a network is remembered as one that the owner signs in from.
const REMEMBERED: Millis = Millis::days(180);

/// How a sign-in ended.
#[derive(Debug)]
pub enum SignIn {
    Welcome(Account),
    /// Unknown address, wrong password or disabled account: deliberately one answer.
    Refused,
    /// Too many wrong passwords; try again after this long.
    TooMany(Millis),
}

/// Checks address and password. The attempt is counted before the password is looked at, so that any number of guesses at once
/// count as that number; one that is right is taken back.
///
/// # Errors
/// When the database can't be used; [`StoreError::Busy`] when too many passwords are being checked.
#[boxed]
pub async fn sign_in(db: &Db, now: UtcMillis, email: &str, password: String, request: &Request) -> Result<SignIn> {
    let email = shared::email_address::key(email);
    if email.len() > LONGEST_ADDRESS {
        return Ok(SignIn::Refused);
    }
    let account: Option<Account> = sqlx::query_as(
        "SELECT id, uid, name, email, password_hash, role, disabled_at, password_is_given FROM staff WHERE email = $1",
    )
    .bind(&email)
    .fetch_optional(db.read())
    .await?;
    let attempt = match reserve(db, now, &email, account.as_ref(), request).await? {
        Ok(attempt) => attempt,
        Err(wait) => return Ok(SignIn::TooMany(wait)),
    };
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
            attempt.was_right(&mut tx, now, account.id, request).await?;
            SignIn::Welcome(account)
        }
        account => {
            sqlx::query("DELETE FROM sign_in_failure WHERE at < $1")
                .bind((now - Millis::days(1)).0)
                .execute(&mut *tx)
                .await?;
            let actor = Actor::nobody("not signed in", request.clone());
            // What was typed may be a password in the wrong field: only an address that is known is written down.
            let (uid, mut detail) = account.map_or_else(
                || (String::new(), "unknown account".to_owned()),
                |account| match account.disabled_at {
                    Some(_) => (account.uid, format!("{}, locked out", account.email)),
                    None => (account.uid, account.email),
                },
            );
            if attempt.last {
                detail.push_str(", no more attempts for 15 minutes");
            }
            audit(&mut tx, &actor, now, AuditAction::SignInFailed, &uid, detail).await?;
            SignIn::Refused
        }
    };
    tx.commit().await?;
    Ok(answer)
}

/// An attempt that counts as wrong until it proves right.
struct Attempt {
    of_account: String,
    of_network: Option<String>,
    /// It was the last one that is allowed.
    last: bool,
}

/// Counts the attempt; the error is how long to wait where there were too many.
async fn reserve(
    db: &Db,
    now: UtcMillis,
    email: &str,
    account: Option<&Account>,
    request: &Request,
) -> Result<Result<Attempt, Millis>> {
    let network = &request.network;
    let mut tx = db.begin().await?;
    let known: Option<i64> = match account {
        Some(account) => {
            sqlx::query_scalar("SELECT at FROM sign_in_network WHERE staff_id = $1 AND network = $2 AND at > $3")
                .bind(account.id)
                .bind(tokens::hash(network))
                .bind((now - REMEMBERED).0)
                .fetch_optional(&mut *tx)
                .await?
        }
        None => None,
    };
    // Subjects are kept as hashes: what was typed may be anything.
    let (of_account, of_network) = match known {
        Some(_) => (tokens::hash(&format!("email:{email} at:{network}")), None),
        None => (tokens::hash(&format!("email:{email}")), Some(tokens::hash(&format!("net:{network}")))),
    };
    let mut limits = vec![(of_account.as_str(), FAILURES_OF_ACCOUNT)];
    limits.extend(of_network.as_deref().map(|network| (network, FAILURES_OF_NETWORK)));
    let mut last = false;
    for (subject, allowed) in &limits {
        db.dialect().one_at_a_time(&mut tx, subject).await?;
        let (count, first): (i64, Option<i64>) =
            sqlx::query_as("SELECT COUNT(*), MIN(at) FROM sign_in_failure WHERE subject = $1 AND at > $2")
                .bind(*subject)
                .bind((now - FAILURE_WINDOW).0)
                .fetch_one(&mut *tx)
                .await?;
        if count >= *allowed {
            tracing::warn!("too many wrong passwords: an attempt to sign in was not looked at");
            return Ok(Err(UtcMillis(first.unwrap_or(now.0)) + FAILURE_WINDOW - now));
        }
        last |= count + 1 == *allowed;
    }
    for (subject, _) in &limits {
        sqlx::query("INSERT INTO sign_in_failure (subject, at) VALUES ($1, $2)")
            .bind(*subject)
            .bind(now.0)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(Ok(Attempt { of_account, of_network, last }))
}

impl Attempt {
    /// Forgives the account's wrong passwords, takes this one from the network's, and remembers the network.
    async fn was_right(self, tx: &mut Tx, now: UtcMillis, staff: i64, request: &Request) -> Result<()> {
        sqlx::query("DELETE FROM sign_in_failure WHERE subject = $1").bind(&self.of_account).execute(&mut **tx).await?;
        if let Some(of_network) = &self.of_network {
            sqlx::query(
                "DELETE FROM sign_in_failure WHERE id IN (SELECT MAX(id) FROM sign_in_failure WHERE subject = $1)",
            )
            .bind(of_network)
            .execute(&mut **tx)
            .await?;
        }
        sqlx::query(
            "INSERT INTO sign_in_network (staff_id, network, at) VALUES ($1, $2, $3)
             ON CONFLICT (staff_id, network) DO UPDATE SET at = excluded.at",
        )
        .bind(staff)
        .bind(tokens::hash(&request.network))
        .bind(now.0)
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}
