//! Passwords as they are kept: argon2id, off the async threads.

use crate::error::{Result, StoreError};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// argon2id at OWASP's t=2, m=19 MiB, p=1.
fn argon() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// Hashing takes 19 MiB each: at most four at once, off the async threads.
static HASHING: Semaphore = Semaphore::const_new(4);

pub(super) async fn hash_password(password: String) -> Result<String> {
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

pub(super) async fn verify_password(password: String, stored: String) -> Result<bool> {
    blocking(move || {
        let parsed = PasswordHash::new(&stored).map_err(|error| error.to_string())?;
        Ok(argon().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T> {
    let _turn = HASHING.acquire().await.map_err(|why| StoreError::corrupt("password hash", why))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|why| StoreError::corrupt("password hash", why))?
        .map_err(|why| StoreError::corrupt("password hash", why))
}

/// What an unknown address is held against.
pub(super) fn decoy_hash() -> String {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY
        .get_or_init(|| {
            let salt = SaltString::encode_b64(b"waypost decoy..").expect("a valid salt");
            argon().hash_password(b"nobody's password", &salt).expect("hashable").to_string()
        })
        .clone()
}
