//! The letters an attendee gets, as HTML and plain text. Nothing in them tells more than the event itself does.

use super::views::EventRecord;
use super::when;
use crate::messages::{Letter, Rendered};

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    Registered,
    Waitlisted,
    /// Somebody registered again with the same address.
    AlreadyRegistered,
    /// From the waiting list to a place.
    Promoted,
    Reminder,
    /// Time or place changed.
    Changed,
    /// The organiser called the event off.
    EventCancelled,
    /// The attendee gave the place back.
    PlaceGivenBack,
    /// The attendee no longer waits.
    LeftWaitingList,
    /// The organiser took the registration off.
    Removed,
}

impl Occasion {
    /// Part of the message's idempotency key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Registered | Self::Waitlisted | Self::AlreadyRegistered => "confirmation",
            Self::Promoted => "promoted",
            Self::Reminder => "reminder",
            Self::Changed => "changed",
            Self::EventCancelled => "event-cancelled",
            Self::PlaceGivenBack | Self::LeftWaitingList => "given-back",
            Self::Removed => "removed",
        }
    }

    /// Whether a calendar file goes with it.
    pub const fn has_calendar(self) -> bool {
        !matches!(self, Self::Waitlisted | Self::LeftWaitingList)
    }

    /// Whether the calendar file takes the entry out: this person does not come.
    pub const fn is_out(self) -> bool {
        matches!(self, Self::EventCancelled | Self::PlaceGivenBack | Self::LeftWaitingList | Self::Removed)
    }

    /// Whether the letter invites to join or to give the place back.
    const fn has_links(self) -> bool {
        !self.is_out()
    }
}

/// Where the links in a letter lead. All absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    pub page: String,
    pub my_events: String,
    /// Opaque and single to this letter.
    pub cancel: String,
}

/// The letter to one attendee of `event`.
pub fn to_attendee(
    occasion: Occasion,
    event: &EventRecord,
    name: &str,
    guests: u32,
    organization: &str,
    links: &Links,
) -> Rendered {
    let title = event.fields.name.as_str();
    let (subject, opening) = match occasion {
        Occasion::Registered => (format!("You are registered: {title}"), format!("Your place is reserved{}.", party(guests))),
        Occasion::Waitlisted => (
            format!("You are on the waiting list: {title}"),
            "All places are taken just now. You are on the waiting list, and we write to you as soon as a place opens up.".to_owned(),
        ),
        Occasion::AlreadyRegistered => (
            format!("You are already registered: {title}"),
            format!(
                "Somebody, probably you, registered again with this address. You are registered already, so nothing changed: \
                 your place is reserved{}. To change who comes with you or your answers, open the link below.",
                party(guests)
            ),
        ),
        Occasion::Promoted => (
            format!("A place came free: {title}"),
            format!("Good news: you are off the waiting list and your place is reserved{}.", party(guests)),
        ),
        Occasion::Reminder => (format!("Coming up: {title}"), "We look forward to seeing you. Here is what you need.".to_owned()),
        Occasion::Changed => (
            format!("Changed: {title}"),
            "Something about this event changed. What you read below is right now; the attached file brings your calendar up to date.".to_owned(),
        ),
        Occasion::EventCancelled => (
            format!("Cancelled: {title}"),
            "We are sorry: this event does not take place. The attached file takes it out of your calendar.".to_owned(),
        ),
        Occasion::PlaceGivenBack => (
            format!("You canceled your registration: {title}"),
            "You are no longer registered for this event. Thank you for letting us know. The attached file takes it out of your \
             calendar. You are welcome to register again on its page."
                .to_owned(),
        ),
        Occasion::LeftWaitingList => (
            format!("You are off the waiting list: {title}"),
            "You no longer wait for a place at this event. You are welcome to register again on its page.".to_owned(),
        ),
        Occasion::Removed => (
            format!("Your registration was cancelled: {title}"),
            "We cancelled your registration for this event, so you are not expected there. If you did not ask for this, please get in \
             touch with us."
                .to_owned(),
        ),
    };
    let mut letter = Letter::new(&subject).paragraph(format!("Dear {name},")).paragraph(opening).facts(facts(event));
    if occasion.has_links() {
        if event.fields.format.is_online() && occasion != Occasion::Waitlisted {
            letter = letter.button("Join online", &event.fields.join_url);
        }
        letter = letter
            .link("About the event", &links.page)
            .link("Your events", &links.my_events)
            .link("Can't make it? Cancel your registration", &links.cancel);
    } else {
        letter = letter.link("Our events", &links.page);
    }
    letter.sign(organization)
}

/// The letter with the one-time sign-in link.
pub fn sign_in(url: &str, minutes: i64, organization: &str) -> Rendered {
    Letter::new("Your link to your events")
        .paragraph("Here is the link you asked for. It opens the events you are registered for.")
        .button("Open your events", url)
        .paragraph(format!(
            "It works once, within {minutes} minutes. If you did not ask for it, do nothing: nobody gets in without this link."
        ))
        .sign(organization)
}

fn party(guests: u32) -> String {
    match guests {
        0 => String::new(),
        1 => ", and one for the person you bring".to_owned(),
        more => format!(", and {more} for the people you bring"),
    }
}

/// What, when and where, as label and value.
fn facts(event: &EventRecord) -> Vec<(&'static str, String)> {
    let mut facts = vec![("What", event.fields.name.clone())];
    if let (Some(zone), Some(starts), Some(ends)) =
        (when::zone(&event.fields.time_zone), event.starts_at, event.ends_at)
    {
        facts.push(("When", when::say(starts, ends, &zone).line()));
    }
    if event.fields.format.has_venue() {
        facts.push(("Where", format!("{}, {}", event.fields.venue, event.fields.address.replace('\n', ", "))));
    } else {
        facts.push(("Where", "Online".to_owned()));
    }
    facts
}
