//! What a message says of an event: the values behind `event.*`, and behind each card that shows another one.

use super::merge::Values;
use crate::events::views::EventRecord;
use crate::ids::EventId;

/// The prefix of one event's values; of the event that the message is about when `None`.
pub(super) fn prefix(event: Option<EventId>) -> String {
    event.map_or_else(|| "event.".to_owned(), |id| format!("event.{id}."))
}

/// Adds what is said of `event`: under its own id, and as `event.*` when the message is about it.
pub fn add_event(values: &mut Values, event: &EventRecord, public_url: &str, is_subject: bool) {
    let fields = &event.fields;
    let venue = if fields.venue.trim().is_empty() { fields.format.label() } else { &fields.venue };
    let said = [
        ("name", fields.name.clone()),
        ("starts", fields.starts.map(|starts| starts.words()).unwrap_or_default()),
        ("venue", venue.to_owned()),
        ("url", format!("{public_url}/events/{}", fields.slug)),
    ];
    for (name, value) in said {
        if is_subject {
            values.insert(format!("{}{name}", prefix(None)), value.clone());
        }
        values.insert(format!("{}{name}", prefix(Some(event.id))), value);
    }
}
