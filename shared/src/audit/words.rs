//! Entries in words.

use super::AuditAction;
use crate::coded::Known;
use crate::noun::Noun;

/// One line: "Changed role of Maya Marketer", "Went live: event Healthy Eye Seminar". `label` is what the thing was called. An
/// action or a noun of a later version is said to be unknown, beside its code.
#[must_use]
pub fn did(action: &Known<AuditAction>, entity: &Known<Noun>, label: &str) -> String {
    use AuditAction as A;
    let (Known::Known(action), Known::Known(noun)) = (action, entity) else {
        let words =
            action.known().map_or_else(|| format!("Unknown ({})", action.code()), |known| known.label().to_owned());
        let what = entity.known().map_or_else(|| format!("unknown ({})", entity.code()), Noun::word);
        return format!("{words}: {}", named(&what, label));
    };
    let words = action.label();
    match (noun, action) {
        (Noun::Staff, A::Create) => format!("Added {label}"),
        (Noun::Staff, A::ChangeRole | A::EndSessions | A::ResetPassword) => format!("{words} of {label}"),
        (Noun::Staff, A::Disable) => format!("Locked {label} out"),
        (Noun::Staff, A::Enable) => format!("Let {label} in again"),
        (Noun::Staff, A::SignInFailed) if !label.is_empty() => format!("{words}: account of {label}"),
        (Noun::Staff, A::Update) => format!("{words}: account of {label}"),
        (Noun::Staff, _) | (_, A::Refused) => words.to_owned(),
        (Noun::Patient, A::View) => "Looked at a patient's record".to_owned(),
        (Noun::Patient, A::List) => "Listed patients".to_owned(),
        (Noun::Patient, A::Search) => "Searched patients".to_owned(),
        (Noun::Patient, A::Update) => "Changed a patient's record".to_owned(),
        (Noun::Import, _) => "Import of patients".to_owned(),
        (Noun::SentMessage, A::View) => "Looked at a sent message".to_owned(),
        (Noun::SentMessage, A::List | A::Search) => format!("{words} sent messages"),
        (Noun::Segment | Noun::Journey | Noun::Event, A::List | A::Search | A::Export) => {
            format!("{words}: people of {}", named(&noun.word(), label))
        }
        _ => format!("{words}: {}", named(&noun.word(), label)),
    }
}

/// The detail of an entry in words: a change of an event names the field, and after a colon what it was and is.
#[must_use]
pub fn detail_words(action: &Known<AuditAction>, entity: &Known<Noun>, detail: String) -> String {
    if !(entity.is(Noun::Event) && action.is(AuditAction::Update)) {
        return detail;
    }
    match detail.split_once(':') {
        Some((field, change)) => format!("{}:{change}", field.replace('_', " ")),
        None => detail.replace('_', " "),
    }
}

fn named(noun: &str, label: &str) -> String {
    if label.is_empty() { noun.to_owned() } else { format!("{noun} {label}") }
}
