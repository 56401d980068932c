//! Bytes of a file as text: its encoding is decided before anything looks at the content.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The encoding of a file that begins with `bytes`: by its mark, by the NULs of UTF-16, else UTF-8 where it is that, else
/// what its letters look like.
pub fn of(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() || is_cut(bytes) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes, true);
    let guess = detector.guess(None, false);
    // Tables in the Latin alphabet are what is met; a few bytes are too little to say more.
    if guess.is_single_byte() && bytes.len() > 4_096 { guess } else { WINDOWS_1252 }
}

/// The encoding of a file of JSON by its start: UTF-16, else UTF-8, which is all that FHIR allows.
pub fn of_start(bytes: &[u8]) -> &'static Encoding {
    Encoding::for_bom(bytes).map(|(marked, _)| marked).or_else(|| wide(bytes)).unwrap_or(UTF_8)
}

/// The whole file as text, without its mark.
pub fn text(bytes: &[u8]) -> String {
    let (text, _, _) = of(bytes).decode(bytes);
    text.into_owned()
}

/// UTF-16 without a mark: every other byte of its ASCII signs is 0.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(512)];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = start.len() / 2;
    match half {
        0 => None,
        _ if odd * 10 >= half * 7 && even * 10 < half => Some(UTF_16LE),
        _ if even * 10 >= half * 7 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 whose last sign is cut off.
fn is_cut(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}
