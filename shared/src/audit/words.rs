//! Entries in words.

use super::AuditKind;

/// What was done, in words; `None` for an action that has none.
pub fn action_words(action: &str) -> Option<&'static str> {
    Some(match action {
        "view" => "Looked at",
        "list" => "Listed",
        "search" => "Searched",
        "export" => "Exported",
        "create" => "Made",
        "update" => "Changed",
        "rename" => "Renamed",
        "delete" => "Deleted",
        "import" => "Imported",
        "go-live" => "Went live",
        "stop" => "Stopped",
        "cancel" => "Cancelled",
        "send" => "Sent",
        "test" => "Sent a test",
        "sign-in" => "Signed in",
        "sign-in-failed" => "Sign-in failed",
        "sign-out" => "Signed out",
        "sign-out-everywhere" => "Signed out everywhere",
        "change-role" => "Changed role",
        "disable" => "Locked out",
        "enable" => "Let in again",
        "end-sessions" => "Ended sessions",
        "reset-password" => "Set password",
        "change-password" => "Changed own password",
        "refused" => "Refused",
        _ => return None,
    })
}

/// The actions whose words contain `text`, in lower case.
pub fn actions_said(text: &str) -> Vec<&'static str> {
    let all = AuditKind::ALL.into_iter().flat_map(AuditKind::actions).copied();
    all.filter(|action| action_words(action).is_some_and(|words| words.to_lowercase().contains(text))).collect()
}

/// The domain noun on the screen.
fn noun(entity: &str) -> String {
    match entity {
        "code-set" => "code set".to_owned(),
        "segment-template" => "segment template".to_owned(),
        "audit" => "audit log".to_owned(),
        "setting" => "settings".to_owned(),
        other => other.replace('-', " "),
    }
}

/// One line: "Changed role of Maya Marketer", "Went live: event Healthy Eye Seminar". `label` is what the thing was called.
pub fn did(action: &str, entity: &str, label: &str) -> String {
    let own = action.replace('-', " ");
    let words = action_words(action).unwrap_or(&own);
    match (entity, action) {
        ("staff", "create") => format!("Added {label}"),
        ("staff", "change-role" | "end-sessions" | "reset-password") => format!("{words} of {label}"),
        ("staff", "disable") => format!("Locked {label} out"),
        ("staff", "enable") => format!("Let {label} in again"),
        ("staff", "sign-in-failed") if !label.is_empty() => format!("{words}: account of {label}"),
        ("staff", "update") => format!("{words}: account of {label}"),
        ("staff", _) | (_, "refused") => words.to_owned(),
        ("patient", "view") => "Looked at a patient's record".to_owned(),
        ("patient", "list") => "Listed patients".to_owned(),
        ("patient", "search") => "Searched patients".to_owned(),
        ("patient", "update") => "Changed a patient's record".to_owned(),
        ("import", _) => "Import of patients".to_owned(),
        ("message", "view") => "Looked at a sent message".to_owned(),
        ("message", "list" | "search") => format!("{words} sent messages"),
        ("segment" | "journey" | "event", "list" | "search" | "export") => {
            format!("{words}: people of {}", named(entity, label))
        }
        _ => format!("{words}: {}", named(entity, label)),
    }
}

/// The detail of an entry in words: a change of an event names the field, and after a colon what it was and is.
pub fn detail_words(action: &str, entity: &str, detail: String) -> String {
    if (entity, action) != ("event", "update") {
        return detail;
    }
    match detail.split_once(':') {
        Some((field, change)) => format!("{}:{change}", field.replace('_', " ")),
        None => detail.replace('_', " "),
    }
}

fn named(entity: &str, label: &str) -> String {
    if label.is_empty() { noun(entity) } else { format!("{} {label}", noun(entity)) }
}
