//! How Lob signs its webhooks (https://docs.lob.com/#tag/Webhooks): HMAC-SHA256 of time and body, in hexadecimal.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt::Write;

fn mac(secret: &str, timestamp: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac)
}

/// `Lob-Signature` for a body that is sent with this `Lob-Signature-Timestamp`.
pub fn signature(secret: &str, timestamp: &str, body: &[u8]) -> String {
    let bytes = mac(secret, timestamp, body).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default();
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether the body was signed with our secret; takes as long for every wrong answer.
pub fn is_signed(secret: &str, timestamp: &str, body: &[u8], header: &str) -> bool {
    let pairs = header.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let given: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect();
    let Some(given) = given.filter(|given| !given.is_empty()) else { return false };
    mac(secret, timestamp, body).is_some_and(|mac| mac.verify_slice(&given).is_ok())
}
