//! One line as words and quoted texts, written and read.

use std::fmt::Write;

/// A bare word or a text in double quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Word(String),
    Text(String),
}

/// `"text"`, with `\"`, `\\` and `\n` for what would end it.
pub fn quoted(text: &str) -> String {
    let mut all = String::with_capacity(text.len() + 2);
    all.push('"');
    for letter in text.chars() {
        match letter {
            '"' => all.push_str("\\\""),
            '\\' => all.push_str("\\\\"),
            '\n' => all.push_str("\\n"),
            '\r' => all.push_str("\\r"),
            letter => all.push(letter),
        }
    }
    all.push('"');
    all
}

/// ` "a" "b"`: each with a space before.
pub fn all_quoted<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().fold(String::new(), |mut all, text| {
        // Writing to a String can't fail.
        let _ = write!(all, " {}", quoted(text));
        all
    })
}

/// The tokens of a line. Commas between words are only for the eye.
///
/// # Errors
/// When a quote is not closed.
pub fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut all = Vec::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            ' ' | ',' | '\t' => {}
            '"' => {
                let mut text = String::new();
                loop {
                    match letters.next() {
                        None => return Err("A quote is not closed.".into()),
                        Some('"') => break,
                        Some('\\') => match letters.next() {
                            Some('n') => text.push('\n'),
                            Some('r') => text.push('\r'),
                            Some(other) => text.push(other),
                            None => return Err("A quote is not closed.".into()),
                        },
                        Some(other) => text.push(other),
                    }
                }
                all.push(Token::Text(text));
            }
            first => {
                let mut word = String::from(first);
                while let Some(next) = letters.next_if(|next| !matches!(next, ' ' | ',' | '\t' | '"')) {
                    word.push(next);
                }
                all.push(Token::Word(word));
            }
        }
    }
    Ok(all)
}
