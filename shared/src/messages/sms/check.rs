//! What stands in the way of a text message's going live.

use super::super::check::{ANSWERS, CheckFacts, Found, Part, Place, Problem, Severity};
use super::super::discretion::{telling_fields, telling_words};
use super::super::merge::{Piece, Values, pieces, sample_values};
use super::document::SmsDocument;
use super::render::{ShortLinks, render_sms};
use super::segments::count_segments;
use crate::consent::{Channel, Model, Purpose};

/// The longest reminder that may be sent without asking first (47 CFR 64.1200(a)(9)(iv)(D)).
const REMINDER: usize = 160;
/// More segments than this reach nobody.
const MOST_SEGMENTS: usize = 10;
/// More than this are worth a thought: each is charged.
const MANY_SEGMENTS: usize = 3;
/// Shorteners that carriers block, because anybody can use them.
const PUBLIC_SHORTENERS: [&str; 6] = ["bit.ly", "tinyurl.com", "goo.gl", "t.co", "ow.ly", "is.gd"];

/// Looks at everything and says all of it.
pub fn check_sms(document: &SmsDocument, facts: &CheckFacts) -> Vec<Problem> {
    let mut found = Found::default();
    let at = Place::Part(Part::Text);
    let text = document.text.as_str();
    if text.trim().is_empty() {
        found.error(at, "The text is empty. Write what it says.");
        return found.0;
    }
    found.fields(at, text);
    seen_by_others(&mut found, at, Channel::Sms, text);
    names_sender(&mut found, at, text, facts);
    if document.purpose == Purpose::Transactional {
        found.error(Place::Message, ANSWERS);
    }
    if document.purpose.model() != Model::Always && !says_stop(text) {
        found.error(at, "The opt-out is missing. Add “Reply STOP to opt out.”");
    }
    if let Some(shortener) = PUBLIC_SHORTENERS.iter().find(|one| text.contains(&format!("//{one}/"))) {
        found.error(
            at,
            format!("Carriers block links of {shortener}. Write the whole link: it is shortened on your own domain."),
        );
    }
    length(&mut found, at, document, facts);
    found.0
}

/// Complains about fields and words that others must not see.
pub(in super::super) fn seen_by_others(found: &mut Found, at: Place, channel: Channel, text: &str) {
    let Some(how) = channel.seen_by_others() else { return };
    for (path, tells) in telling_fields(text) {
        found.error(at, format!("{{{{{path}}}}} {tells}, and {how}. Leave it out, and lead to a page instead."));
    }
    for word in telling_words(text) {
        let advice = format!("“{word}” may reveal what somebody suffers from, and {how}. Say it in neutral words.");
        found.add(at, Severity::Warning, advice);
    }
}

/// Complains when nobody can tell who writes.
pub(in super::super) fn names_sender(found: &mut Found, at: Place, text: &str, facts: &CheckFacts) {
    let field = pieces(text).iter().any(|piece| matches!(piece, Piece::Field { path: "organization.name", .. }));
    let name = facts.organization.trim().to_lowercase();
    if !field && (name.is_empty() || !text.to_lowercase().contains(&name)) {
        found.error(at, "The message doesn't say who it is from. Insert {{organization.name}}.");
    }
}

fn says_stop(text: &str) -> bool {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.map(str::to_uppercase).any(|word| matches!(word.as_str(), "STOP" | "ALTO" | "PARAR"))
}

fn length(found: &mut Found, at: Place, document: &SmsDocument, facts: &CheckFacts) {
    let base = if facts.base.is_empty() { "https://outreach.example.org" } else { &facts.base };
    let mut links = ShortLinks::usual(base, document.purpose);
    let text = render_sms(document, &sample_of(facts), &mut links);
    let length = text.chars().count();
    if document.purpose == Purpose::Treatment && length > REMINDER {
        let over = length - REMINDER;
        found.error(
            at,
            format!("A reminder may have {REMINDER} characters (47 CFR 64.1200(a)(9)(iv)); this one has {length}. Shorten it by {over}."),
        );
    }
    let count = count_segments(&text);
    if count.segments > MOST_SEGMENTS {
        let segments = count.segments;
        found.error(at, format!("The text takes {segments} segments; carriers take {MOST_SEGMENTS}. Shorten it."));
    } else if count.segments > MANY_SEGMENTS {
        let segments = count.segments;
        found.add(
            at,
            Severity::Warning,
            format!("The text takes {segments} segments, and each is charged. Shorten it."),
        );
    }
    if !count.foreign.is_empty() && count.segments > 1 {
        let signs: Vec<String> = count.foreign.iter().take(5).map(|sign| format!("“{sign}”")).collect();
        found.add(
            at,
            Severity::Warning,
            format!(
                "{} make each segment hold 67 characters instead of 153. Write them differently.",
                signs.join(", ")
            ),
        );
    }
}

/// Sample values with the organization's own name.
fn sample_of(facts: &CheckFacts) -> Values {
    let mut values = sample_values();
    if !facts.organization.trim().is_empty() {
        values.insert("organization.name".into(), facts.organization.clone());
    }
    values
}
