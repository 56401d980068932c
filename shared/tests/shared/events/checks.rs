use shared::events::checks::*;
use shared::events::{EventField, EventFields, Format};
use shared::field::FieldError;
use shared::time::UtcMillis;

/// The seminar of the walk-through, complete.
fn seminar() -> EventFields {
    let mut event = EventFields::default();
    for (field, value) in [
        (EventField::Name, "Healthy Eye Seminar"),
        (EventField::Slug, "healthy-eye-seminar"),
        (EventField::Summary, "What far-sightedness is and what helps."),
        (EventField::TimeZone, "America/Chicago"),
        (EventField::Starts, "2026-12-15T18:00"),
        (EventField::Ends, "2026-12-15T19:15"),
        (EventField::JoinUrl, "https://meet.example.org/eye"),
    ] {
        event.set(field, value).unwrap_or_else(|_| panic!("{}", field.code()));
    }
    event
}

fn fields(errors: &[FieldError]) -> Vec<&str> {
    errors.iter().map(|error| error.field.as_str()).collect()
}

#[test]
fn a_complete_event_may_go_live() {
    assert_eq!(missing(&seminar()), []);
}

#[test]
fn what_is_over_does_not_go_live() {
    let ends = UtcMillis(1_000);
    assert_eq!(before_live(&seminar(), Some(ends), UtcMillis(999)), []);
    assert_eq!(fields(&before_live(&seminar(), Some(ends), ends)), ["starts", "ends"]);
}

#[test]
fn an_empty_one_hears_everything_at_once() {
    let event = EventFields { name: "Talk".into(), ..EventFields::default() };
    assert_eq!(fields(&missing(&event)), ["slug", "summary", "time_zone", "starts", "ends", "join_url"]);
}

#[test]
fn a_venue_needs_an_address_and_taking_part_online_a_link() {
    let mut event = seminar();
    event.format = Format::Hybrid;
    event.join_url.clear();
    assert_eq!(fields(&missing(&event)), ["venue", "address", "join_url"]);
}

#[test]
fn a_join_link_is_a_whole_https_link() {
    for bad in ["http://meet.example.org", "meet.example.org", "https://", "https://a b", "javascript:alert(1)"] {
        assert!(!is_https(bad), "{bad}");
    }
}
