//! What is wrong with an event, and what it lacks before the public may see it.

use super::about::Input;
use super::{EventField, EventFields, questions, slug};
use crate::field::{FieldError, FieldErrors};
use crate::time::UtcMillis;

/// What can't be stored, whatever the status: too long, contradicting, malformed.
pub fn wrong(event: &EventFields) -> Vec<FieldError> {
    let mut errors = FieldErrors::default();
    for field in EventField::ALL {
        if let Some(most) = field.about().input.most()
            && event.get(field).chars().count() > most
        {
            errors.add(field.code(), format!("Keep it to {most} characters."));
        }
    }
    for field in EventField::ALL {
        if matches!(field.about().input, Input::Phone { .. }) {
            let typed = event.get(field);
            let digits = typed.chars().filter(char::is_ascii_digit).count();
            let plausible =
                typed.chars().all(|c| c.is_ascii_digit() || "+ ()-./".contains(c)) && (7..=15).contains(&digits);
            errors.require(typed.is_empty() || plausible, field.code(), "Enter a phone number with its area code.");
        }
    }
    let mut require = |good, field: EventField, message| errors.require(good, field.code(), message);
    require(!event.name.is_empty(), EventField::Name, "Give the event a name.");
    require(
        slug::is_valid(&event.slug) || event.slug.is_empty(),
        EventField::Slug,
        "Use letters a to z, digits and single hyphens only.",
    );
    if let (Some(starts), Some(ends)) = (event.starts, event.ends) {
        require(ends > starts, EventField::Ends, "The end must be after the start.");
        require(ends > starts, EventField::Starts, "The start must be before the end.");
    }
    require(
        event.join_url.is_empty() || is_https(&event.join_url),
        EventField::JoinUrl,
        "Enter the whole link, starting with https://",
    );
    require(
        (2..=35).contains(&event.language.len())
            && event.language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
        EventField::Language,
        "Enter a language code such as en or es.",
    );
    if let Err(message) = questions::parse(&event.questions) {
        errors.add(EventField::Questions.code(), message);
    }
    errors.into_result(()).err().unwrap_or_default()
}

/// What has to be filled in before the event can go live, each at its field.
pub fn missing(event: &EventFields) -> Vec<FieldError> {
    let mut errors = FieldErrors::default();
    let mut require = |good, field: EventField, message| errors.require(good, field.code(), message);
    require(!event.slug.is_empty(), EventField::Slug, "Give the page an address.");
    require(!event.summary.is_empty(), EventField::Summary, "Say in a sentence what people get from coming.");
    require(!event.time_zone.is_empty(), EventField::TimeZone, "Choose the time zone.");
    require(event.starts.is_some(), EventField::Starts, "Set when it starts.");
    require(event.ends.is_some(), EventField::Ends, "Set when it ends.");
    if event.format.has_venue() {
        require(!event.venue.is_empty(), EventField::Venue, "Name the venue.");
        require(!event.address.is_empty(), EventField::Address, "Enter the venue's address.");
    }
    if event.format.is_online() {
        require(!event.join_url.is_empty(), EventField::JoinUrl, "Enter the link people join by.");
    }
    require(
        event.picture.is_none() || !event.picture_alt.is_empty(),
        EventField::PictureAlt,
        "Describe the picture for people who can't see it.",
    );
    let mut all = wrong(event);
    all.extend(errors.into_result(()).err().unwrap_or_default());
    all
}

/// Everything that keeps the event, which ends at `ends_at`, from going live at `now`, each at its field. Empty means it may.
pub fn before_live(event: &EventFields, ends_at: Option<UtcMillis>, now: UtcMillis) -> Vec<FieldError> {
    let mut all = missing(event);
    if ends_at.is_some_and(|ends| ends <= now) {
        all.push(FieldError::new(EventField::Starts.code(), "Set a start that is still to come."));
        all.push(FieldError::new(EventField::Ends.code(), "Set an end that is still to come: this one is past."));
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
