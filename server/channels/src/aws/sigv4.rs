//! AWS Signature Version 4 for a request with a body and no query
//! (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).

use hmac::{Hmac, Mac};
use jiff::Timestamp;
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::time::SystemTime;

#[derive(Clone)]
pub struct Credentials {
    pub key_id: String,
    pub secret: SecretString,
}

/// Two headers: `x-amz-date` and `authorization`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub date: String,
    pub authorization: String,
}

/// Signs a `POST`. `headers` are in lower case and sorted by name; `x-amz-date` is added to them.
pub fn sign(
    credentials: &Credentials,
    region: &str,
    service: &str,
    at: SystemTime,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Signed {
    let date = amz_date(at);
    let mut all: Vec<(&str, &str)> = headers.to_vec();
    all.push(("x-amz-date", &date));
    all.sort_unstable();
    let lines: String = all.iter().fold(String::new(), |mut lines, (name, value)| {
        let _ = writeln!(lines, "{name}:{}", value.trim());
        lines
    });
    let names = all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
    let canonical = format!("POST\n{path}\n\n{lines}\n{names}\n{}", hex(&Sha256::digest(body)));
    let day = date.get(..8).unwrap_or_default();
    let scope = format!("{day}/{region}/{service}/aws4_request");
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
    let key = [day, region, service, "aws4_request"]
        .iter()
        .fold(format!("AWS4{}", credentials.secret()).into_bytes(), |key, part| mac(&key, part));
    let signature = hex(&mac(&key, &to_sign));
    let key_id = &credentials.key_id;
    let authorization =
        format!("AWS4-HMAC-SHA256 Credential={key_id}/{scope}, SignedHeaders={names}, Signature={signature}");
    Signed { date, authorization }
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    // HMAC takes keys of any length.
    Hmac::<Sha256>::new_from_slice(key).map_or_else(
        |_| Vec::new(),
        |mut mac| {
            mac.update(text.as_bytes());
            mac.finalize().into_bytes().to_vec()
        },
    )
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Such as `20150830T123600Z`.
fn amz_date(at: SystemTime) -> String {
    Timestamp::try_from(at).map_or_else(|_| String::new(), |at| at.strftime("%Y%m%dT%H%M%SZ").to_string())
}
