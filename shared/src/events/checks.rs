//! What is wrong with an event, and what it lacks before the public may see it.

use super::{EventFields, questions, slug};
use crate::field::{FieldError, FieldErrors};
use crate::time::UtcMillis;

/// What can't be stored, whatever the status: too long, contradicting, malformed.
pub fn wrong(event: &EventFields) -> Vec<FieldError> {
    let mut errors = FieldErrors::default();
    let mut limit = |field: &str, text: &str, most: usize| {
        if text.chars().count() > most {
            errors.add(field, format!("Keep it to {most} characters."));
        }
    };
    limit("name", &event.name, 120);
    limit("summary", &event.summary, 300);
    limit("description", &event.description, 10_000);
    limit("goal", &event.goal, 2_000);
    limit("expected_outcome", &event.expected_outcome, 2_000);
    limit("venue", &event.venue, 200);
    limit("address", &event.address, 500);
    limit("picture_alt", &event.picture_alt, 300);
    errors.require(!event.name.is_empty(), "name", "Give the event a name.");
    errors.require(
        slug::is_valid(&event.slug) || event.slug.is_empty(),
        "slug",
        "Use letters a to z, digits and single hyphens only.",
    );
    if let (Some(starts), Some(ends)) = (event.starts, event.ends) {
        errors.require(ends > starts, "ends", "The end must be after the start.");
        errors.require(ends > starts, "starts", "The start must be before the end.");
    }
    errors.require(
        event.join_url.is_empty() || is_https(&event.join_url),
        "join_url",
        "Enter the whole link, starting with https://",
    );
    errors.require(
        (2..=35).contains(&event.language.len())
            && event.language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        "language",
        "Enter a language code such as en or es.",
    );
    if let Err(message) = questions::parse(&event.questions) {
        errors.add("questions", message);
    }
    errors.into_result(()).err().unwrap_or_default()
}

/// What has to be filled in before the event can go live, each at its field.
pub fn missing(event: &EventFields) -> Vec<FieldError> {
    let mut errors = FieldErrors::default();
    errors.require(!event.slug.is_empty(), "slug", "Give the page an address.");
    errors.require(!event.summary.is_empty(), "summary", "Say in a sentence what people get from coming.");
    errors.require(!event.time_zone.is_empty(), "time_zone", "Choose the time zone.");
    errors.require(event.starts.is_some(), "starts", "Set when it starts.");
    errors.require(event.ends.is_some(), "ends", "Set when it ends.");
    if event.format.has_venue() {
        errors.require(!event.venue.is_empty(), "venue", "Name the venue.");
        errors.require(!event.address.is_empty(), "address", "Enter the venue's address.");
    }
    if event.format.is_online() {
        errors.require(!event.join_url.is_empty(), "join_url", "Enter the link people join by.");
    }
    errors.require(
        event.picture.is_none() || !event.picture_alt.is_empty(),
        "picture_alt",
        "Describe the picture for people who don't see it.",
    );
    let mut all = wrong(event);
    all.extend(errors.into_result(()).err().unwrap_or_default());
    all
}

/// Everything that keeps the event, which ends at `ends_at`, from going live at `now`, each at its field. Empty means it may.
pub fn before_live(event: &EventFields, ends_at: Option<UtcMillis>, now: UtcMillis) -> Vec<FieldError> {
    let mut all = missing(event);
    if ends_at.is_some_and(|ends| ends <= now) {
        all.push(FieldError::new("starts", "Set a start that is still to come."));
        all.push(FieldError::new("ends", "Set an end that is still to come: this one is past."));
    }
    all
}

/// Whether it is a whole link that may be put into a page.
pub fn is_https(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
    })
}
