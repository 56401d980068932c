//! The small markup of text blocks: `**bold**`, `*italic*`, `[label](https://…)`, lists of lines that start with `- `,
//! an empty line between paragraphs, `\` before a sign that is meant as such. Merge fields pass through whole.

use serde::{Deserialize, Serialize};

/// Inline text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// Holds merge fields still.
    Text(String),
    Bold(Vec<Span>),
    Italic(Vec<Span>),
    Link {
        label: Vec<Span>,
        url: String,
    },
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paragraph {
    Lines(Vec<Vec<Span>>),
    List(Vec<Vec<Span>>),
}

/// Reads the markup. Every text is readable: signs without their partner stand for themselves.
pub fn parse_markup(text: &str) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut fresh = true;
    for line in text.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            fresh = true;
            continue;
        }
        let (item, spans) = match line.strip_prefix("- ") {
            Some(item) => (true, inline(item)),
            None => (false, inline(line)),
        };
        match (paragraphs.last_mut(), item) {
            (Some(Paragraph::List(items)), true) if !fresh => items.push(spans),
            (Some(Paragraph::Lines(lines)), false) if !fresh => lines.push(spans),
            (_, true) => paragraphs.push(Paragraph::List(vec![spans])),
            (_, false) => paragraphs.push(Paragraph::Lines(vec![spans])),
        }
        fresh = false;
    }
    paragraphs
}

fn inline(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        let special = if rest.starts_with("{{") {
            rest.find("}}").map(|end| (None, end + 2))
        } else if let Some(inner) = rest.strip_prefix("**") {
            closing(inner, "**").map(|end| (Some(Span::Bold(inline(&inner[..end]))), end + 4))
        } else if let Some(inner) = rest.strip_prefix('*') {
            closing(inner, "*").map(|end| (Some(Span::Italic(inline(&inner[..end]))), end + 2))
        } else if rest.starts_with('[') {
            link(rest)
        } else {
            None
        };
        match special {
            // A merge field: kept as it stands.
            Some((None, length)) => {
                plain.push_str(&rest[..length]);
                rest = &rest[length..];
            }
            Some((Some(span), length)) => {
                if !plain.is_empty() {
                    spans.push(Span::Text(std::mem::take(&mut plain)));
                }
                spans.push(span);
                rest = &rest[length..];
            }
            None => {
                rest = &rest[sign.len_utf8()..];
                match (sign, rest.chars().next()) {
                    ('\\', Some(escaped @ ('*' | '[' | ']' | '\\' | '-'))) => {
                        plain.push(escaped);
                        rest = &rest[1..];
                    }
                    _ => plain.push(sign),
                }
            }
        }
    }
    if !plain.is_empty() {
        spans.push(Span::Text(plain));
    }
    spans
}

/// Where `mark` closes in `inner`; `None` when it does not, or would enclose nothing or a mere space.
fn closing(inner: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = inner[from..].find(mark) {
        let end = from + found;
        let escaped = inner[..end].ends_with('\\');
        // A single `*` next to another is part of `**`.
        let double = mark == "*" && (inner[end + 1..].starts_with('*') || inner[..end].ends_with('*'));
        if !escaped && !double {
            let enclosed = &inner[..end];
            return (!enclosed.trim().is_empty() && !enclosed.starts_with(' ')).then_some(end);
        }
        from = end + mark.len();
    }
    None
}

fn link(rest: &str) -> Option<(Option<Span>, usize)> {
    let middle = rest.find("](")?;
    let label = &rest[1..middle];
    let tail = &rest[middle + 2..];
    let end = tail.find(')')?;
    let url = tail[..end].trim();
    if label.trim().is_empty() || url.is_empty() || label.contains('[') || url.contains(char::is_whitespace) {
        return None;
    }
    let span = Span::Link { label: inline(label), url: url.to_owned() };
    Some((Some(span), middle + 2 + end + 1))
}
