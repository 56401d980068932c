//! What stands in the way of a card's or letter's going live.

use super::super::check::{ANSWERS, CheckFacts, Found, Part, Place, Problem, Severity};
use super::super::discretion::{telling_fields, telling_words};
use super::super::merge::{Piece, fill, pieces, sample_values};
use super::super::sms::names_sender;
use super::address::PostalAddress;
use super::document::{PostDocument, PostKind};
use crate::consent::{Model, Purpose};

/// As much as there is room for in type that is easily read, in characters. The text of a card's back counts its empty lines.
const HEADLINE: usize = 70;
const FRONT: usize = 240;
const BACK: usize = 420;
const BACK_LINES: usize = 14;
/// About six pages.
const LETTER: usize = 15_000;

/// Looks at everything and says all of it.
pub fn check_post(document: &PostDocument, facts: &CheckFacts) -> Vec<Problem> {
    let mut found = Found::default();
    let parts: &[(Part, &str, &str, usize)] = match document.kind {
        PostKind::Postcard => &[
            (Part::Headline, &document.headline, "The headline is empty. Write what catches the eye.", HEADLINE),
            (Part::Front, &document.front, "", FRONT),
            (Part::Text, &document.back, "The back is empty. Write what it says.", BACK),
        ],
        PostKind::Letter => &[(Part::Text, &document.letter, "The letter is empty. Write what it says.", LETTER)],
    };
    for (part, text, empty, longest) in parts {
        let at = Place::Part(*part);
        if text.trim().is_empty() {
            if !empty.is_empty() {
                found.error(at, *empty);
            }
            continue;
        }
        found.fields(at, text);
        if document.kind.is_open() {
            open_to_all(&mut found, at, text);
        }
        if leads_to_a_page(text) {
            found.add(
                at,
                Severity::Warning,
                "Nobody can press a link on paper. Give a number to call or a short address.",
            );
        }
        let length = fill(text, &sample_values()).chars().count();
        if length > *longest {
            let over = length - longest;
            found.error(at, format!("There is room for {longest} characters here. Shorten it by {over}."));
        }
    }
    if document.kind == PostKind::Postcard && document.back.lines().count() > BACK_LINES {
        let text = format!("There is room for {BACK_LINES} lines beside the address. Take some out.");
        found.error(Place::Part(Part::Text), text);
    }
    whole(&mut found, document, facts);
    found.0
}

/// Whoever carries a card reads it: what tells of somebody's health can't stand on it.
fn open_to_all(found: &mut Found, at: Place, text: &str) {
    for (path, tells) in telling_fields(text) {
        found.error(at, format!("{{{{{path}}}}} {tells}, and others may read a card. Leave it out, or send a letter."));
    }
    for word in telling_words(text) {
        found.error(
            at,
            format!("“{word}” may reveal what somebody suffers from, and others may read a card. Say it in neutral words, or send a letter."),
        );
    }
}

fn whole(found: &mut Found, document: &PostDocument, facts: &CheckFacts) {
    let all = document.texts().join("\n");
    if !all.trim().is_empty() {
        names_sender(found, Place::Part(Part::Text), &all, facts);
    }
    if document.purpose == Purpose::Transactional {
        found.error(Place::Message, ANSWERS);
    }
    if document.purpose.model() != Model::Always && !says_how_to_leave(&all) {
        found.add(
            Place::Part(Part::Text),
            Severity::Warning,
            "The opt-out is missing. Add “To get no more mail, tell us at the same number.”",
        );
    }
    if !facts.postal_address_known {
        found.error(
            Place::Message,
            "The organization's postal address is not set: mail needs a return address. An administrator enters it in Settings.",
        );
    }
}

fn leads_to_a_page(text: &str) -> bool {
    let link = |piece: &Piece<'_>| matches!(piece, Piece::Field { path, .. } if path.starts_with("links.") || path.ends_with("url"));
    text.contains("](") || pieces(text).iter().any(link)
}

fn says_how_to_leave(text: &str) -> bool {
    let text = text.to_lowercase();
    ["no more mail", "opt out", "stop mailing", "not want", "no recibir", "no desea", "más correo"]
        .iter()
        .any(|words| text.contains(words))
}

impl PostalAddress {
    /// What a complaint about a recipient's address says.
    pub fn complaint(&self) -> Option<String> {
        self.missing().map(|what| format!("The address {what}."))
    }
}
