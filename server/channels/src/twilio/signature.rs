//! How Twilio signs its requests, so that nobody else can report for it
//! (https://www.twilio.com/docs/usage/security#validating-requests).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha1::Sha1;

/// Names and values of a posted form.
pub type Params = Vec<(String, String)>;

fn mac(token: &str, url: &str, params: &Params) -> Option<Hmac<Sha1>> {
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).ok()?;
    mac.update(url.as_bytes());
    let mut sorted: Vec<&(String, String)> = params.iter().collect();
    sorted.sort();
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    Some(mac)
}

/// `X-Twilio-Signature` for a form posted to `url`, which is the address that Twilio was given, whatever a proxy makes of it.
pub fn signature(token: &str, url: &str, params: &Params) -> String {
    mac(token, url, params).map(|mac| STANDARD.encode(mac.finalize().into_bytes())).unwrap_or_default()
}

/// Whether the request was signed with our token; takes as long for every wrong answer.
pub fn is_signed(token: &str, url: &str, params: &Params, header: &str) -> bool {
    let Ok(given) = STANDARD.decode(header) else { return false };
    mac(token, url, params).is_some_and(|mac| mac.verify_slice(&given).is_ok())
}
