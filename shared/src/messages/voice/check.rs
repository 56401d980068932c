//! What stands in the way of a voice message's going live.

use super::super::check::{CheckFacts, Found, Part, Place, Problem, Severity};
use super::super::merge::{Piece, Values, pieces, sample_values};
use super::super::sms::{names_sender, seen_by_others};
use super::document::{VoiceDocument, render_voice, seconds_to_say};
use crate::consent::{Channel, Model};

/// The longest call that may be made without asking first (47 CFR 64.1200(a)(9)(iv)(D)), and that a mailbox surely takes.
const LONGEST: usize = 60;

/// Looks at everything and says all of it.
pub fn check_voice(document: &VoiceDocument, facts: &CheckFacts) -> Vec<Problem> {
    let mut found = Found::default();
    let at = Place::Part(Part::Text);
    let script = document.script.as_str();
    if script.trim().is_empty() {
        found.error(at, "The script is empty. Write what is read out.");
        return found.0;
    }
    found.fields(at, script);
    seen_by_others(&mut found, at, Channel::Voice, script);
    names_sender(&mut found, at, script, facts);
    if !has_number(script) {
        found.error(at, "Nobody knows where to call back. Insert {{organization.phone}}.");
    }
    if leads_to_a_page(script) {
        found.error(at, "A link can't be followed by ear. Give a number to call instead.");
    }
    if document.purpose.model() != Model::Always && !says_how_to_leave(script) {
        let advice = "The opt-out is missing. Add “To get no more calls, tell us at the same number.”";
        found.add(at, Severity::Warning, advice);
    }
    let seconds = seconds_to_say(&render_voice(document, &sample_of(facts)));
    if seconds > LONGEST {
        found.error(at, format!("It takes about {seconds} seconds to say; {LONGEST} are allowed. Shorten it."));
    }
    found.0
}

fn uses(script: &str, wanted: impl Fn(&str) -> bool) -> bool {
    pieces(script).iter().any(|piece| matches!(piece, Piece::Field { path, .. } if wanted(path)))
}

fn has_number(script: &str) -> bool {
    let digits = script.chars().filter(char::is_ascii_digit).count();
    uses(script, |path| path == "organization.phone") || digits >= 7
}

fn leads_to_a_page(script: &str) -> bool {
    script.contains("://") || uses(script, |path| path.starts_with("links.") || path.ends_with("url"))
}

fn says_how_to_leave(script: &str) -> bool {
    let script = script.to_lowercase();
    ["no more calls", "opt out", "stop calling", "not want", "no recibir", "no más llamadas", "no desea"]
        .iter()
        .any(|words| script.contains(words))
}

/// Sample values with the organization's own name.
fn sample_of(facts: &CheckFacts) -> Values {
    let mut values = sample_values();
    if !facts.organization.trim().is_empty() {
        values.insert("organization.name".into(), facts.organization.clone());
    }
    values
}
