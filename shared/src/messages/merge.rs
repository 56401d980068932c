//! Merge fields: `{{patient.first_name}}`, with what stands there when nothing is known: `{{patient.first_name|there}}`.

use crate::text::encode;
use std::collections::BTreeMap;

/// Values by field path. What is absent or empty takes the fallback.
pub type Values = BTreeMap<String, String>;

/// A field that a template may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    pub path: &'static str,
    pub label: &'static str,
    /// What previews show.
    pub sample: &'static str,
    /// Often unknown: the go-live check asks for a fallback.
    pub may_be_missing: bool,
    /// What it may reveal about somebody's health, after its name in a sentence.
    pub tells: Option<&'static str>,
}

const fn field(path: &'static str, label: &'static str, sample: &'static str, may_be_missing: bool) -> Field {
    Field { path, label, sample, may_be_missing, tells: None }
}

const fn telling(path: &'static str, label: &'static str, sample: &'static str, tells: &'static str) -> Field {
    Field { path, label, sample, may_be_missing: true, tells: Some(tells) }
}

/// The known fields, in the order of the editor's menu.
pub const FIELDS: &[Field] = &[
    field("patient.first_name", "First name", "Elizabeth", true),
    field("patient.last_name", "Last name", "Moore", true),
    field("organization.name", "Organization's name", "Lamna Healthcare", false),
    field(
        "organization.postal_address",
        "Organization's postal address",
        "12 Harbour Street, Springfield, IL 62701, US",
        false,
    ),
    field("organization.phone", "Organization's phone number", "+1 555 0100", true),
    telling("event.name", "Event's name", "Healthy Eye Seminar", "may name what somebody suffers from"),
    field("event.starts", "Event's date and time", "Friday, December 11, 2026, 6:00 PM CST", true),
    telling("event.venue", "Event's place", "Online", "may name the ward where somebody is treated"),
    field("event.join_url", "Link to join the event", "https://example.org/join", true),
    field("event.url", "Link to the event's page", "https://example.org/events/healthy-eye-seminar", true),
    field("visit.starts", "Visit's date and time", "Friday, 11 December 2026, 9:30 am", true),
    field("links.review", "Link to review a visit", "https://example.org/review/4f9c…", true),
    telling("visit.what", "What the next visit is for", "Follow-up visit", "may say what somebody is treated for"),
    telling("visit.place", "Next visit's place", "Lakeside Clinic", "may name the ward where somebody is treated"),
    field("links.events", "Link to the events page", "https://example.org/events", false),
    field("links.preferences", "Link to the preference page", "https://example.org/preferences", false),
    field("links.unsubscribe", "Link to unsubscribe", "https://example.org/unsubscribe", false),
];

/// A part of a text: written out, or a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Field {
        path: &'a str,
        fallback: Option<&'a str>,
    },
    /// `{{` without its `}}`.
    Unclosed(&'a str),
}

/// Cuts `text` into its pieces; joined in order they are the text again, but for spaces inside the braces.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        if start > 0 {
            found.push(Piece::Text(&rest[..start]));
        }
        let inside = &rest[start + 2..];
        let Some(end) = inside.find("}}") else {
            found.push(Piece::Unclosed(&rest[start..]));
            return found;
        };
        let (path, fallback) = match inside[..end].split_once('|') {
            Some((path, fallback)) => (path.trim(), Some(fallback.trim())),
            None => (inside[..end].trim(), None),
        };
        found.push(Piece::Field { path, fallback });
        rest = &inside[end + 2..];
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// The text with every field replaced by its value or fallback. What is returned is plain text: escape it for HTML.
pub fn fill(text: &str, values: &Values) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) | Piece::Unclosed(text) => filled.push_str(text),
            Piece::Field { path, fallback } => {
                let value = values.get(path).map(String::as_str).filter(|value| !value.is_empty());
                filled.push_str(value.or(fallback).unwrap_or_default());
            }
        }
    }
    filled
}

/// [`fill`] for an address: a value within it is percent-encoded, so that whatever somebody is called the link leads where it should.
/// A field that is the address itself, or begins it, stands as it is.
pub fn fill_url(text: &str, values: &Values) -> String {
    let mut filled = String::with_capacity(text.len());
    for piece in pieces(text.trim()) {
        match piece {
            Piece::Text(text) | Piece::Unclosed(text) => filled.push_str(text),
            Piece::Field { path, fallback } => {
                let value = values.get(path).map(String::as_str).filter(|value| !value.is_empty());
                let value = value.or(fallback).unwrap_or_default();
                if filled.is_empty() { filled.push_str(value) } else { encode(&mut filled, value) }
            }
        }
    }
    filled
}

/// The names in `text` that are no field we know.
pub fn unknown_fields(text: &str) -> Vec<&str> {
    let unknown = |piece: &Piece<'_>| matches!(piece, Piece::Field { path, .. } if !FIELDS.iter().any(|field| field.path == *path));
    pieces(text)
        .into_iter()
        .filter(unknown)
        .map(|piece| match piece {
            Piece::Field { path, .. } => path,
            Piece::Text(text) | Piece::Unclosed(text) => text,
        })
        .collect()
}

/// The values with a mark for each field of these texts that is not known, so that a preview shows the misspelt name
/// instead of a hole.
pub fn with_unknown_marked<'a>(texts: impl IntoIterator<Item = &'a str>, values: &Values) -> Values {
    let mut marked = values.clone();
    for path in texts.into_iter().flat_map(unknown_fields) {
        marked.insert(path.to_owned(), format!("[unknown field: {path}]"));
    }
    marked
}

/// First and last names that previews fill in: usual ones, and ones that a text message can't write in its short alphabet.
pub const SAMPLE_PEOPLE: [(&str, &str); 3] =
    [("Elizabeth", "Moore"), ("María Guadalupe", "Hernández Peña"), ("Bartholomew", "Featherstonehaugh")];

/// What previews fill in until a patient is chosen.
pub fn sample_values() -> Values {
    FIELDS.iter().map(|field| (field.path.to_owned(), field.sample.to_owned())).collect()
}
