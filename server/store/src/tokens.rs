//! Opaque random tokens for cookies and links: 256 bits, or 96 in a text message, shown once, kept as a hash.

use std::fmt::Write;

/// A fresh token, 43 characters of URL-safe text, and the hash to keep.
///
/// # Panics
/// When the operating system has no randomness to give; nothing can be done safely then.
pub fn fresh() -> (String, String) {
    of_bytes([0u8; 32])
}

/// A fresh token of 16 characters, for a link in a text message, and the hash to keep.
///
/// # Panics
/// As [`fresh`].
pub fn short() -> (String, String) {
    of_bytes([0u8; 12])
}

fn of_bytes<const N: usize>(mut bytes: [u8; N]) -> (String, String) {
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut token = String::with_capacity(N * 8 / 6 + 1);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in bytes {
        bits = (bits << 8) | u32::from(byte);
        held += 8;
        while held >= 6 {
            held -= 6;
            token.push(char::from(ALPHABET[(bits >> held) as usize & 63]));
        }
    }
    if held > 0 {
        token.push(char::from(ALPHABET[(bits << (6 - held)) as usize & 63]));
    }
    let hash = hash(&token);
    (token, hash)
}

/// What is stored for `token`: blake3, hex.
pub fn hash(token: &str) -> String {
    blake3::hash(token.as_bytes()).as_bytes().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
