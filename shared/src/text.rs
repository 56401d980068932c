//! The gate for text that comes in, whatever it comes in by: form, query, path, table, FHIR, JSON.

use std::borrow::Cow;
use std::fmt::Write;

/// Any text: in one normal form (NFC on the server) and without control characters but tabs and line ends.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let bad = |sign: char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r');
    let freed = if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) };
    normal(freed)
}

/// A line, such as a name: clean, trimmed, one space between its words, without marks that only change how the rest is drawn.
/// The joiners that some scripts are written with stay.
#[must_use]
pub fn line(text: &str) -> String {
    let kept: String = clean(text)
        .chars()
        .map(|sign| if sign.is_whitespace() { ' ' } else { sign })
        .filter(|sign| !is_invisible(*sign) || matches!(sign, '\u{200c}' | '\u{200d}'))
        .collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// An address, a number or an identifier: what two people who see the same also compare as the same. Nothing invisible
/// is left, spaces of any width are plain ones, and so are hyphens.
#[must_use]
pub fn code(text: &str) -> String {
    let shown = clean(text);
    let kept = shown.chars().filter(|sign| !is_invisible(*sign)).map(|sign| match sign {
        sign if sign.is_whitespace() => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff0b}' | '\u{fe62}' => '+',
        '\u{ff10}'..='\u{ff19}' => char::from(b'0' + (u32::from(sign) - 0xff10) as u8),
        '\u{ff20}' | '\u{fe6b}' => '@',
        '\u{ff0e}' => '.',
        sign => sign,
    });
    kept.collect::<String>().trim().to_owned()
}

/// What names are searched and compared by: a line in lower case.
#[must_use]
pub fn folded(text: &str) -> String {
    line(text).to_lowercase()
}

/// Frees every text within a JSON value, names of members included; whether that changed anything.
pub fn clean_json(value: &mut serde_json::Value) -> bool {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
        Value::String(text) => match clean(text) {
            Cow::Owned(cleaned) if cleaned != *text => {
                *text = cleaned;
                true
            }
            Cow::Owned(_) | Cow::Borrowed(_) => false,
        },
        Value::Array(items) => items.iter_mut().fold(false, |changed, item| clean_json(item) | changed),
        Value::Object(members) => {
            let mut changed = members.iter_mut().fold(false, |changed, (_, member)| clean_json(member) | changed);
            let wrong: Vec<String> = members.keys().filter(|name| clean(name) != name.as_str()).cloned().collect();
            for name in wrong {
                if let Some(member) = members.remove(&name) {
                    members.insert(clean(&name).into_owned(), member);
                    changed = true;
                }
            }
            changed
        }
    }
}

/// Whether a spreadsheet has rounded this: a power of ten such as `4.47701E+11`, whose digits are gone.
#[must_use]
pub fn is_rounded(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let power = power.strip_prefix(['+', '-']).unwrap_or("");
    let numeral = digits.strip_prefix('-').unwrap_or(digits);
    !power.is_empty()
        && power.bytes().all(|byte| byte.is_ascii_digit())
        && numeral.starts_with(|first: char| first.is_ascii_digit())
        && numeral.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',')
}

/// Percent-encodes all but the unreserved characters of RFC 3986 2.3.
pub fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// Signs without a picture of their own: zero-width and bidirectional marks, variation selectors, soft hyphens, tags.
fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(feature = "unicode")]
fn normal(text: Cow<'_, str>) -> Cow<'_, str> {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes { text } else { text.nfc().collect() }
}

/// The browser sends what was typed; the server brings it into form.
#[cfg(not(feature = "unicode"))]
fn normal(text: Cow<'_, str>) -> Cow<'_, str> {
    text
}
