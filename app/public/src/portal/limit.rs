//! How often one network address may post forms: a bucket that refills, in memory.

use super::Portal;
use super::answer::Refusal;
use axum::extract::FromRequestParts;
use axum::response::Response;
use http::request::Parts;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Posts at once, and how long until one more is allowed: enough for a waiting room behind one address, too few for a robot.
pub const BURST: u32 = 30;
pub const REFILL: Duration = Duration::from_secs(4);

/// Who asks, as the server found out (behind a proxy, not the connection's own address).
#[derive(Debug, Clone, Default)]
pub struct ClientAddress(pub String);

#[derive(Debug, Default)]
pub struct Limiter {
    /// By address: posts left at that moment.
    buckets: Mutex<HashMap<String, (u32, Instant)>>,
}

impl Limiter {
    /// Takes one post from the address's bucket; false when it is empty.
    pub fn allows(&self, address: &str, now: Instant) -> bool {
        let Ok(mut buckets) = self.buckets.lock() else { return false };
        if buckets.len() > 10_000 {
            buckets.retain(|_, (_, since)| now.duration_since(*since) < REFILL * BURST);
        }
        let (left, since) = buckets.entry(address.to_owned()).or_insert((BURST, now));
        let refilled = (now.duration_since(*since).as_millis() / REFILL.as_millis()) as u32;
        if refilled > 0 {
            *left = left.saturating_add(refilled).min(BURST);
            *since = now;
        }
        let allowed = *left > 0;
        *left = left.saturating_sub(1);
        allowed
    }
}

/// Proof that this post is within the limit; taken as an argument by every handler of a form.
pub struct WithinLimit;

impl FromRequestParts<Portal> for WithinLimit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Response> {
        let ClientAddress(address) = parts.extensions.get().cloned().unwrap_or_default();
        if portal.limiter.allows(&address, Instant::now()) {
            Ok(Self)
        } else {
            tracing::warn!(path_kind = "public form", "refused: too many posts from one address");
            Err(Refusal::TooMany.page(portal).await)
        }
    }
}
