//! "Add to calendar" links of the two web calendars most people have.

use super::calendar::{Entry, description, place, utc};
use super::views::EventRecord;
use super::when;
use crate::text::encode;
use std::fmt::Write;

/// Opens Google Calendar with the event filled in; `None` while it has no time.
pub fn google(event: &EventRecord, entry: &Entry<'_>) -> Option<String> {
    let dates = format!("{}/{}", utc(event.starts_at?), utc(event.ends_at?));
    Some(query(
        "https://calendar.google.com/calendar/render",
        &[
            ("action", "TEMPLATE"),
            ("text", &event.fields.name),
            ("dates", &dates),
            ("ctz", &event.fields.time_zone),
            ("details", &description(event, entry)),
            ("location", &place(event, entry).unwrap_or_default()),
        ],
    ))
}

/// Opens Outlook on the web with the event filled in; `None` while it has no time.
pub fn outlook(event: &EventRecord, entry: &Entry<'_>) -> Option<String> {
    let zone = when::zone(&event.fields.time_zone)?;
    Some(query(
        "https://outlook.live.com/calendar/0/deeplink/compose",
        &[
            ("path", "/calendar/action/compose"),
            ("rru", "addevent"),
            ("subject", &event.fields.name),
            ("startdt", &when::iso(event.starts_at?, &zone)),
            ("enddt", &when::iso(event.ends_at?, &zone)),
            ("body", &description(event, entry)),
            ("location", &place(event, entry).unwrap_or_default()),
        ],
    ))
}

/// `base` with its parameters, percent-encoded (RFC 3986: all but unreserved characters).
pub fn query(base: &str, parameters: &[(&str, &str)]) -> String {
    let mut url = base.to_owned();
    for (index, (name, value)) in parameters.iter().enumerate() {
        let _ = write!(url, "{}{name}=", if index == 0 { '?' } else { '&' });
        encode(&mut url, value);
    }
    url
}
