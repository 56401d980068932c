//! What happens between us and a person, and how it is said. An activity is one value of [`ActivityKind`]: rules, timelines, the
//! home page and the store follow from it.

use crate::coded;
use crate::coded::Known;
use crate::hue::Hue;
use crate::noun::Noun;

coded! {
    /// Something that happened. The order is that of the choices in a rule.
    pub enum ActivityKind {
        MessageSent = "message-sent", "Message sent";
        MessageOpened = "message-opened", "Message opened";
        MessageClicked = "message-clicked", "Message clicked";
        MessageBounced = "message-bounced", "Message bounced";
        MessageFailed = "message-failed", "Message failed";
        MessageRefused = "message-refused", "Message refused";
        MessageUnsubscribed = "message-unsubscribed", "Message unsubscribed";
        ReplyReceived = "reply-received", "Reply received";
        EventRegistered = "event-registered", "Event registered";
        EventWaitlisted = "event-waitlisted", "Event waitlisted";
        EventCancelled = "event-cancelled", "Event cancelled";
        EventAttended = "event-attended", "Event attended";
        EventNoShow = "event-no-show", "Event no-show";
        AppointmentBooked = "appointment-booked", "Appointment booked";
        AppointmentRescheduled = "appointment-rescheduled", "Appointment rescheduled";
        AppointmentCancelled = "appointment-cancelled", "Appointment cancelled";
        AppointmentCheckedIn = "appointment-checked-in", "Appointment checked in";
        AppointmentFulfilled = "appointment-fulfilled", "Appointment fulfilled";
        AppointmentMissed = "appointment-missed", "Appointment missed";
        CallAnswered = "call-answered", "Call answered";
        CallUnanswered = "call-unanswered", "Call unanswered";
        CallReceived = "call-received", "Call received";
        PortalVisited = "portal-visited", "Portal visited";
        JourneyEntered = "journey-entered", "Journey entered";
        JourneyFinished = "journey-finished", "Journey finished";
        ConsentDenied = "consent-denied", "Consent denied";
    }
}

impl ActivityKind {
    /// The codes of all of them, as statuses of the record type "activity".
    pub const CODES: [&'static str; Self::ALL.len()] = {
        let mut codes = [""; Self::ALL.len()];
        let mut at = 0;
        while at < codes.len() {
            codes[at] = Self::ALL[at].code();
            at += 1;
        }
        codes
    };

    /// What it is about.
    #[must_use]
    pub const fn subject(self) -> Noun {
        match self {
            Self::MessageSent
            | Self::MessageOpened
            | Self::MessageClicked
            | Self::MessageBounced
            | Self::MessageFailed
            | Self::MessageRefused
            | Self::MessageUnsubscribed => Noun::SentMessage,
            Self::ReplyReceived => Noun::Reply,
            Self::EventRegistered
            | Self::EventWaitlisted
            | Self::EventCancelled
            | Self::EventAttended
            | Self::EventNoShow => Noun::Event,
            Self::AppointmentBooked
            | Self::AppointmentRescheduled
            | Self::AppointmentCancelled
            | Self::AppointmentCheckedIn
            | Self::AppointmentFulfilled
            | Self::AppointmentMissed => Noun::Appointment,
            Self::CallAnswered | Self::CallUnanswered | Self::CallReceived => Noun::Call,
            Self::PortalVisited => Noun::Portal,
            Self::JourneyEntered | Self::JourneyFinished => Noun::Journey,
            Self::ConsentDenied => Noun::Consent,
        }
    }

    /// The stored sentence; `name` is what the subject is called. A message's is its subject line or its words alone: [`line`] says the rest.
    #[must_use]
    pub fn summary(self, name: &str) -> String {
        match self {
            Self::MessageSent
            | Self::MessageOpened
            | Self::MessageClicked
            | Self::MessageBounced
            | Self::MessageFailed
            | Self::MessageRefused
            | Self::MessageUnsubscribed
            | Self::ReplyReceived => name.to_owned(),
            Self::EventRegistered => format!("Registered for {name}"),
            Self::EventWaitlisted => format!("On the waiting list of {name}"),
            Self::EventCancelled => format!("Gave back the place at {name}"),
            Self::EventAttended => format!("Attended {name}"),
            Self::EventNoShow => format!("Did not come to {name}"),
            Self::AppointmentBooked => format!("Booked {name}"),
            Self::AppointmentRescheduled => format!("Moved {name} to another time"),
            Self::AppointmentCancelled => format!("Cancelled {name}"),
            Self::AppointmentCheckedIn => format!("Checked in for {name}"),
            Self::AppointmentFulfilled => format!("Was seen: {name}"),
            Self::AppointmentMissed => format!("Missed {name}"),
            Self::CallAnswered => format!("Call answered: {name}"),
            Self::CallUnanswered => format!("Called: {name}"),
            Self::CallReceived => format!("Called us: {name}"),
            Self::PortalVisited => format!("Visited “{name}”"),
            Self::JourneyEntered => format!("Entered “{name}”"),
            Self::JourneyFinished => format!("Left “{name}”"),
            Self::ConsentDenied => format!("No more {name}"),
        }
    }

    /// What happened, where the stored sentence does not say it.
    const fn said_first(self) -> Option<&'static str> {
        match self {
            Self::MessageSent => Some("Sent"),
            Self::MessageOpened => Some("Opened"),
            Self::MessageClicked => Some("Clicked"),
            Self::MessageBounced => Some("Bounced"),
            Self::MessageFailed => Some("Failed"),
            Self::MessageRefused => Some("Refused"),
            Self::MessageUnsubscribed => Some("Unsubscribed"),
            Self::ReplyReceived => Some("Received"),
            Self::EventRegistered
            | Self::EventWaitlisted
            | Self::EventCancelled
            | Self::EventAttended
            | Self::EventNoShow
            | Self::AppointmentBooked
            | Self::AppointmentRescheduled
            | Self::AppointmentCancelled
            | Self::AppointmentCheckedIn
            | Self::AppointmentFulfilled
            | Self::AppointmentMissed
            | Self::CallAnswered
            | Self::CallUnanswered
            | Self::CallReceived
            | Self::PortalVisited
            | Self::JourneyEntered
            | Self::JourneyFinished
            | Self::ConsentDenied => None,
        }
    }

    /// Its color and its icon.
    #[must_use]
    pub const fn face(self) -> (Hue, &'static str) {
        match self {
            Self::MessageSent => (Hue::Message, "mail"),
            Self::MessageOpened => (Hue::Message, "mail-open"),
            Self::MessageClicked => (Hue::Message, "mouse-pointer-click"),
            Self::MessageBounced | Self::MessageFailed | Self::MessageRefused => (Hue::Look, "mail-x"),
            Self::MessageUnsubscribed => (Hue::Look, "ban"),
            Self::ReplyReceived => (Hue::Message, "message-square"),
            Self::EventRegistered
            | Self::EventWaitlisted
            | Self::EventCancelled
            | Self::EventAttended
            | Self::EventNoShow => (Hue::Goal, "calendar-check"),
            Self::AppointmentBooked
            | Self::AppointmentRescheduled
            | Self::AppointmentCheckedIn
            | Self::AppointmentFulfilled => (Hue::Goal, "calendar-days"),
            Self::AppointmentCancelled | Self::AppointmentMissed => (Hue::Look, "calendar-days"),
            Self::CallAnswered | Self::CallReceived => (Hue::Goal, "phone"),
            Self::CallUnanswered => (Hue::Look, "phone"),
            Self::PortalVisited => (Hue::Goal, "log-in"),
            Self::JourneyEntered | Self::JourneyFinished => (Hue::Entry, "route"),
            Self::ConsentDenied => (Hue::Branch, "shield-check"),
        }
    }
}

/// One line of a list: what happened first, then what it was about.
#[must_use]
pub fn line(kind: &Known<ActivityKind>, summary: &str) -> String {
    let said = match kind {
        Known::Known(kind) => kind.said_first(),
        Known::Unknown(_) => Some("Unknown"),
    };
    said.map_or_else(|| summary.to_owned(), |said| format!("{said}: {summary}"))
}

/// The color and the icon of a line.
#[must_use]
pub fn face(kind: &Known<ActivityKind>) -> (Hue, &'static str) {
    kind.known().map_or((Hue::Exit, "activity"), ActivityKind::face)
}
