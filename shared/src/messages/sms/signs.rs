//! Signs that word processors put in and that make a text message longer than it looks.

/// The text with typographic quotes, dashes, dots and spaces written in the short alphabet.
pub fn with_plain_signs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' | '`' | '\u{b4}' => plain.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' | '«' | '»' => plain.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '\u{2026}' => plain.push_str("..."),
            '\u{2022}' | '\u{b7}' => plain.push('*'),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\t' => plain.push(' '),
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            other => plain.push(other),
        }
    }
    plain
}
