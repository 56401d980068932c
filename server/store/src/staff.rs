//! The people who work here: accounts, passwords, and the limit on guessing them.

use crate::audit::{self, Entry};
use crate::boxed;
use crate::db::{Db, Tx};
use crate::error::{Result, StoreError};
use crate::{Actor, Permit};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use shared::field::{FieldError, FieldErrors};
use shared::ids::StaffId;
use shared::people::{ManagePeople, Role, SignedIn, StaffRow, check_password};
use shared::time::{Millis, UtcMillis};
use std::sync::OnceLock;
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Wrong passwords that one address (or one network address) may give in [`FAILURE_WINDOW`].
const FAILURES_ALLOWED: i64 = 8;
const FAILURE_WINDOW: Millis = Millis::minutes(15);

/// An account as sign-in needs it.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Account {
    pub id: i64,
    pub uid: String,
    pub name: String,
    pub email: String,
    pub password_hash: String,
    pub role: String,
    pub disabled_at: Option<i64>,
}

impl Account {
    /// # Errors
    /// When the stored role is none of ours.
    pub fn role(&self) -> Result<Role> {
        self.role.parse().map_err(|why: String| StoreError::corrupt("staff.role", why))
    }

    /// # Errors
    /// When the stored id is no UUID.
    pub fn public_id(&self) -> Result<StaffId> {
        self.uid.parse().map_err(|why| StoreError::corrupt("staff.uid", why))
    }
}

/// What a new account needs.
#[derive(Debug, Clone)]
pub struct NewStaff {
    pub name: String,
    pub email: String,
    pub password: String,
    pub role: Role,
}

/// How a sign-in ended.
#[derive(Debug)]
pub enum SignIn {
    Welcome(Account),
    /// Unknown address, wrong password or disabled account: deliberately one answer.
    Refused,
    /// Too many wrong passwords; try again after this long.
    TooMany(Millis),
}

/// True when nobody can sign in yet: the first person to come sets up the administrator.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn none_yet(db: &Db) -> Result<bool> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM staff").fetch_one(db.read()).await?;
    Ok(count == 0)
}

/// Adds an account.
///
/// # Errors
/// At the field that can't stand: name, email, password.
#[boxed]
pub async fn add(db: &Db, permit: &Permit<ManagePeople>, now: UtcMillis, new: NewStaff) -> Result<StaffId> {
    let (name, email) = checked(&new)?;
    let password_hash = hash_password(new.password).await?;
    let mut tx = db.begin().await?;
    let id = insert(&mut tx, now, &name, &email, &password_hash, new.role).await?;
    let detail = format!("role {}", new.role);
    record(&mut tx, permit.actor(), now, "create", &id.to_string(), detail).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds the first administrator, only while there is nobody at all.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was quicker; otherwise as [`add`].
#[boxed]
pub async fn set_up_first(db: &Db, now: UtcMillis, new: NewStaff) -> Result<StaffId> {
    let (name, email) = checked(&new)?;
    let password_hash = hash_password(new.password).await?;
    let mut tx = db.begin().await?;
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM staff").fetch_one(&mut *tx).await?;
    if count > 0 {
        return Err(StoreError::conflict("Waypost is set up already. Sign in instead."));
    }
    let id = insert(&mut tx, now, &name, &email, &password_hash, Role::Administrator).await?;
    let actor = Actor { staff: None, name: "first-run set-up".into(), request_id: String::new() };
    record(&mut tx, &actor, now, "create", &id.to_string(), "first administrator".into()).await?;
    tx.commit().await?;
    Ok(id)
}

/// Checks address and password, counting failures per address and per `network` address.
///
/// # Errors
/// When the database can't be used.
#[boxed]
pub async fn sign_in(db: &Db, now: UtcMillis, email: &str, password: String, network: &str) -> Result<SignIn> {
    let email = email.trim().to_lowercase();
    let subjects = [format!("email:{email}"), format!("net:{network}")];
    for subject in &subjects {
        let (count, first): (i64, Option<i64>) =
            sqlx::query_as("SELECT COUNT(*), MIN(at) FROM sign_in_failure WHERE subject = $1 AND at > $2")
                .bind(subject)
                .bind((now - FAILURE_WINDOW).0)
                .fetch_one(db.read())
                .await?;
        if count >= FAILURES_ALLOWED {
            let free_at = UtcMillis(first.unwrap_or(now.0)) + FAILURE_WINDOW;
            return Ok(SignIn::TooMany(free_at - now));
        }
    }
    let account: Option<Account> =
        sqlx::query_as("SELECT id, uid, name, email, password_hash, role, disabled_at FROM staff WHERE email = $1")
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
            sqlx::query("DELETE FROM sign_in_failure WHERE subject = $1").bind(&subjects[0]).execute(&mut *tx).await?;
            SignIn::Welcome(account)
        }
        account => {
            for subject in &subjects {
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
            let actor = Actor { staff: None, name: "sign-in".into(), request_id: String::new() };
            let uid = account.map(|account| account.uid).unwrap_or_default();
            record(&mut tx, &actor, now, "sign-in-failed", &uid, String::new()).await?;
            SignIn::Refused
        }
    };
    tx.commit().await?;
    Ok(answer)
}

/// Everybody, by name.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn list(db: &Db, _permit: &Permit<ManagePeople>) -> Result<Vec<StaffRow>> {
    type Row = (String, String, String, String, i64, Option<i64>, Option<i64>, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT s.uid, s.name, s.email, s.role, s.created_at, s.disabled_at, s.last_signed_in_at,
                (SELECT COUNT(*) FROM staff_session x WHERE x.staff_id = s.id)
         FROM staff s ORDER BY s.name, s.id",
    )
    .fetch_all(db.read())
    .await?;
    rows.into_iter()
        .map(|(uid, name, email, role, created_at, disabled_at, last_signed_in_at, sessions)| {
            Ok(StaffRow {
                id: uid.parse().map_err(|why| StoreError::corrupt("staff.uid", why))?,
                name,
                email,
                role: role.parse().map_err(|why: String| StoreError::corrupt("staff.role", why))?,
                created_at: UtcMillis(created_at),
                disabled_at: disabled_at.map(UtcMillis),
                last_signed_in_at: last_signed_in_at.map(UtcMillis),
                sessions: sessions as u32,
            })
        })
        .collect()
}

/// Gives `id` another role; it takes effect with the next request.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody would be left to administer.
#[boxed]
pub async fn change_role(
    db: &Db,
    permit: &Permit<ManagePeople>,
    now: UtcMillis,
    id: StaffId,
    role: Role,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let key = key_of(&mut tx, id).await?;
    sqlx::query("UPDATE staff SET role = $1 WHERE id = $2").bind(role.code()).bind(key).execute(&mut *tx).await?;
    administrator_remains(&mut tx).await?;
    record(&mut tx, permit.actor(), now, "update", &id.to_string(), format!("role {role}")).await?;
    tx.commit().await?;
    Ok(())
}

/// Locks an account out (ending its sessions) or lets it in again.
///
/// # Errors
/// [`StoreError::Conflict`] when nobody would be left to administer.
#[boxed]
pub async fn set_disabled(
    db: &Db,
    permit: &Permit<ManagePeople>,
    now: UtcMillis,
    id: StaffId,
    disabled: bool,
) -> Result<()> {
    let mut tx = db.begin().await?;
    let key = key_of(&mut tx, id).await?;
    sqlx::query("UPDATE staff SET disabled_at = $1 WHERE id = $2")
        .bind(disabled.then_some(now.0))
        .bind(key)
        .execute(&mut *tx)
        .await?;
    administrator_remains(&mut tx).await?;
    if disabled {
        end_all(&mut tx, key).await?;
    }
    let action = if disabled { "disable" } else { "enable" };
    record(&mut tx, permit.actor(), now, action, &id.to_string(), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends every session of `id`.
///
/// # Errors
/// When there is no such person.
#[boxed]
pub async fn end_sessions(db: &Db, permit: &Permit<ManagePeople>, now: UtcMillis, id: StaffId) -> Result<()> {
    let mut tx = db.begin().await?;
    let key = key_of(&mut tx, id).await?;
    end_all(&mut tx, key).await?;
    record(&mut tx, permit.actor(), now, "end-sessions", &id.to_string(), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets somebody's password for them and ends their sessions.
///
/// # Errors
/// At field `password`.
#[boxed]
pub async fn reset_password(
    db: &Db,
    permit: &Permit<ManagePeople>,
    now: UtcMillis,
    id: StaffId,
    password: String,
) -> Result<()> {
    check_password(&password, "").map_err(|error| StoreError::Invalid(vec![error]))?;
    let password_hash = hash_password(password).await?;
    let mut tx = db.begin().await?;
    let key = key_of(&mut tx, id).await?;
    store_password(&mut tx, key, &password_hash).await?;
    end_all(&mut tx, key).await?;
    record(&mut tx, permit.actor(), now, "reset-password", &id.to_string(), String::new()).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes one's own password; the other sessions end, `keep_session` stays.
///
/// # Errors
/// At field `current` or `password`.
#[boxed]
pub async fn change_own_password(
    db: &Db,
    permit: &Permit<SignedIn>,
    now: UtcMillis,
    keep_session: i64,
    current: String,
    password: String,
) -> Result<()> {
    let key = permit.staff_key().ok_or(StoreError::NotFound)?;
    let (email, stored): (String, String) =
        sqlx::query_as("SELECT email, password_hash FROM staff WHERE id = $1").bind(key).fetch_one(db.read()).await?;
    let mut errors = FieldErrors::default();
    errors.require(verify_password(current, stored).await?, "current", "This is not your current password.");
    if let Err(FieldError { field, message }) = check_password(&password, &email) {
        errors.add(field, message);
    }
    errors.into_result(())?;
    let password_hash = hash_password(password).await?;
    let mut tx = db.begin().await?;
    store_password(&mut tx, key, &password_hash).await?;
    sqlx::query("DELETE FROM staff_session WHERE staff_id = $1 AND id <> $2")
        .bind(key)
        .bind(keep_session)
        .execute(&mut *tx)
        .await?;
    record(&mut tx, permit.actor(), now, "change-password", "", String::new()).await?;
    tx.commit().await?;
    Ok(())
}

fn checked(new: &NewStaff) -> Result<(String, String)> {
    let name = new.name.trim().to_owned();
    let email = new.email.trim().to_lowercase();
    let mut errors = FieldErrors::default();
    errors.require(!name.is_empty() && name.chars().count() <= 120, "name", "Enter a name of 1 to 120 characters.");
    let plausible = email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
        && !email.contains(char::is_whitespace)
        && email.len() <= 254;
    errors.require(plausible, "email", "Enter an e-mail address like name@hospital.org.");
    if let Err(FieldError { field, message }) = check_password(&new.password, &email) {
        errors.add(field, message);
    }
    Ok(errors.into_result((name, email))?)
}

async fn insert(
    tx: &mut Tx,
    now: UtcMillis,
    name: &str,
    email: &str,
    password_hash: &str,
    role: Role,
) -> Result<StaffId> {
    let id = StaffId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO staff (uid, name, email, password_hash, role, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(email)
    .bind(password_hash)
    .bind(role.code())
    .bind(now.0)
    .execute(&mut **tx)
    .await
    .map_err(|error| {
        StoreError::from(error).on("staff_email_key", "email", "Somebody signs in with this address already.")
    })?;
    Ok(id)
}

async fn key_of(tx: &mut Tx, id: StaffId) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT id FROM staff WHERE uid = $1").bind(id.to_string()).fetch_one(&mut **tx).await?)
}

async fn administrator_remains(tx: &mut Tx) -> Result<()> {
    let left: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM staff WHERE role = 'administrator' AND disabled_at IS NULL")
            .fetch_one(&mut **tx)
            .await?;
    if left == 0 {
        return Err(StoreError::conflict("At least one administrator must be able to sign in."));
    }
    Ok(())
}

async fn end_all(tx: &mut Tx, key: i64) -> Result<()> {
    sqlx::query("DELETE FROM staff_session WHERE staff_id = $1").bind(key).execute(&mut **tx).await?;
    Ok(())
}

async fn store_password(tx: &mut Tx, key: i64, password_hash: &str) -> Result<()> {
    sqlx::query("UPDATE staff SET password_hash = $1 WHERE id = $2")
        .bind(password_hash)
        .bind(key)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn record(tx: &mut Tx, actor: &Actor, now: UtcMillis, action: &str, uid: &str, detail: String) -> Result<()> {
    let entity_uid = (!uid.is_empty()).then(|| uid.to_owned());
    audit::record(tx, actor, now, Entry { action, entity: "staff", entity_uid, patients: &[], detail }).await
}

/// argon2id at OWASP's t=2, m=19 MiB, p=1.
fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// Hashing takes 19 MiB each: at most four at once, off the async threads.
static HASHING: Semaphore = Semaphore::const_new(4);

async fn hash_password(password: String) -> Result<String> {
    blocking(move || {
        let mut salt = [0u8; 16];
        getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
        let salt = SaltString::encode_b64(&salt).map_err(|error| error.to_string())?;
        argon()
            .hash_password(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| error.to_string())
    })
    .await
}

async fn verify_password(password: String, stored: String) -> Result<bool> {
    blocking(move || {
        let parsed = PasswordHash::new(&stored).map_err(|error| error.to_string())?;
        Ok(argon().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, String> + Send + 'static) -> Result<T> {
    let _turn = HASHING.acquire().await.map_err(|why| StoreError::corrupt("password hash", why))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|why| StoreError::corrupt("password hash", why))?
        .map_err(|why| StoreError::corrupt("password hash", why))
}

fn decoy_hash() -> String {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY
        .get_or_init(|| {
            let salt = SaltString::encode_b64(b"waypost decoy..").expect("a valid salt");
            argon().hash_password(b"nobody's password", &salt).expect("hashable").to_string()
        })
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_both;

    const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

    fn ada() -> NewStaff {
        NewStaff {
            name: "Ada".into(),
            email: "Ada@Lamna.example".into(),
            password: "correct horse battery".into(),
            role: Role::Marketer,
        }
    }

    #[tokio::test]
    async fn an_address_is_taken_only_once_whatever_its_case() {
        on_both(async |db| {
            let permit = Permit::system("test");
            add(&db, &permit, NOW, ada()).await.expect("added");
            let again = add(&db, &permit, NOW, NewStaff { email: "ada@lamna.EXAMPLE".into(), ..ada() }).await;
            let Err(StoreError::Invalid(errors)) = again else { panic!("{again:?}") };
            assert_eq!(errors[0].field, "email");
        })
        .await;
    }

    #[tokio::test]
    async fn guessing_is_stopped_after_eight_wrong_passwords() {
        on_both(async |db| {
            add(&db, &Permit::system("test"), NOW, ada()).await.expect("added");
            for _ in 0..8 {
                let answer = sign_in(&db, NOW, "ada@lamna.example", "wrong".into(), "192.0.2.1").await.expect("answer");
                assert!(matches!(answer, SignIn::Refused));
            }
            let right = || "correct horse battery".to_owned();
            let answer = sign_in(&db, NOW, "ada@lamna.example", right(), "192.0.2.2").await.expect("answer");
            assert!(matches!(answer, SignIn::TooMany(_)), "{answer:?}");
            let later = NOW + Millis::minutes(16);
            let answer = sign_in(&db, later, "ada@lamna.example", right(), "192.0.2.2").await.expect("answer");
            assert!(matches!(answer, SignIn::Welcome(_)), "{answer:?}");
        })
        .await;
    }

    #[tokio::test]
    async fn the_last_administrator_stays() {
        on_both(async |db| {
            let admin = set_up_first(&db, NOW, ada()).await.expect("set up");
            let permit = Permit::system("test");
            let refused = set_disabled(&db, &permit, NOW, admin, true).await;
            assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
            let second = set_up_first(&db, NOW, NewStaff { email: "b@lamna.example".into(), ..ada() }).await;
            assert!(matches!(second, Err(StoreError::Conflict(_))), "{second:?}");
        })
        .await;
    }
}
