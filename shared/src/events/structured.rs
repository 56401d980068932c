//! schema.org Event as JSON-LD, for search engines: name, times with offset, where, who, how many places.

use super::views::EventRecord;
use super::{Format, Status, when};
use serde_json::{Value, json};

/// The text inside `<script type="application/ld+json">`, safe there: `<`, `>` and `&` are written as escapes, so nothing in it can
/// end the script. `None` while the event has no time. The join link is not for the public: online events name their page.
pub fn json_ld(
    event: &EventRecord,
    organization: &str,
    site_url: &str,
    page_url: &str,
    picture_url: Option<&str>,
) -> Option<String> {
    let zone = when::zone(&event.fields.time_zone)?;
    let place =
        || json!({"@type": "Place", "name": event.fields.venue, "address": event.fields.address.replace('\n', ", ")});
    let online = || json!({"@type": "VirtualLocation", "url": page_url});
    let (mode, location) = match event.fields.format {
        Format::Online => ("Online", online()),
        Format::InPerson => ("Offline", place()),
        Format::Hybrid => ("Mixed", json!([place(), online()])),
    };
    let availability = if event.room().fits(0) == super::room::Fit::Registered { "InStock" } else { "SoldOut" };
    let status = if event.status == Status::Cancelled { "EventCancelled" } else { "EventScheduled" };
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.fields.name,
        "description": event.fields.summary,
        "startDate": when::iso(event.starts_at?, &zone),
        "endDate": when::iso(event.ends_at?, &zone),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}EventAttendanceMode"),
        "location": location,
        "inLanguage": event.fields.language,
        "isAccessibleForFree": true,
        "url": page_url,
        "organizer": {"@type": "Organization", "name": organization, "url": site_url},
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "USD", "url": page_url,
                   "availability": format!("https://schema.org/{availability}")},
    });
    if let Some(places) = event.fields.capacity {
        value["maximumAttendeeCapacity"] = json!(places);
        value["remainingAttendeeCapacity"] = json!(event.room().left());
    }
    if let Some(picture) = picture_url {
        value["image"] = json!([picture]);
    }
    if !event.speakers.is_empty() {
        let people = event
            .speakers
            .iter()
            .map(|speaker| json!({"@type": "Person", "name": speaker.name, "jobTitle": speaker.role}));
        value["performer"] = Value::Array(people.collect());
    }
    Some(value.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}
