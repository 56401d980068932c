//! The letters an attendee gets, as HTML and plain text. Nothing in them tells more than the event itself does.

use super::views::EventRecord;
use super::when;
use std::fmt::Write;

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
            Self::PlaceGivenBack => "given-back",
        }
    }

    /// Whether a calendar file goes with it.
    pub const fn has_calendar(self) -> bool {
        !matches!(self, Self::Waitlisted)
    }

    /// Whether the letter invites to join or to give the place back.
    const fn has_links(self) -> bool {
        !matches!(self, Self::EventCancelled | Self::PlaceGivenBack)
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

/// A letter ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// The letter to one attendee of `event`.
pub fn to_attendee(
    occasion: Occasion,
    event: &EventRecord,
    name: &str,
    guests: u32,
    organisation: &str,
    links: &Links,
) -> Letter {
    let title = event.fields.name.as_str();
    let (subject, opening) = match occasion {
        Occasion::Registered => (format!("You are registered: {title}"), format!("Your place is reserved{}.", party(guests))),
        Occasion::Waitlisted => (
            format!("You are on the waiting list: {title}"),
            "All places are taken just now. You are on the waiting list, and we write to you as soon as a place comes free.".to_owned(),
        ),
        Occasion::AlreadyRegistered => (
            format!("You are already registered: {title}"),
            format!(
                "Somebody, probably you, registered again with this address. You are registered already, so nothing changed: \
                 your place is reserved{}. To come with more or fewer people, or to answer the questions anew, give your \
                 place back by the link below and register again.",
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
            format!("You gave your place back: {title}"),
            "You are no longer registered for this event. Thank you for letting us know. You are welcome to register again on its page.".to_owned(),
        ),
    };
    let mut letter = Writer::new(&subject);
    letter.paragraph(&format!("Dear {name},"));
    letter.paragraph(&opening);
    letter.facts(&facts(event));
    if occasion.has_links() {
        if event.fields.format.is_online() && occasion != Occasion::Waitlisted {
            letter.button("Join online", &event.fields.join_url);
        }
        letter.link("About the event", &links.page);
        letter.link("Your events", &links.my_events);
        letter.link("You can't come? Give your place back", &links.cancel);
    } else {
        letter.link("Our events", &links.page);
    }
    letter.finish(organisation)
}

/// The letter with the one-time sign-in link.
pub fn sign_in(url: &str, minutes: i64, organisation: &str) -> Letter {
    let mut letter = Writer::new("Your link to your events");
    letter.paragraph("Here is the link you asked for. It opens the events you are registered for.");
    letter.button("Open your events", url);
    letter.paragraph(&format!(
        "It works once, within {minutes} minutes. If you did not ask for it, do nothing: nobody gets in without this link."
    ));
    letter.finish(organisation)
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

/// Builds both forms of a letter side by side, so that neither says more than the other.
struct Writer {
    subject: String,
    html: String,
    text: String,
}

impl Writer {
    fn new(subject: &str) -> Self {
        // One line: a line end in a name must not become a header.
        let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let html = format!(
            "<h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.3;color:#0c5c4c\">{}</h1>",
            escape(&subject)
        );
        Self { text: format!("{subject}\n\n"), subject, html }
    }

    fn paragraph(&mut self, text: &str) {
        let _ = write!(self.html, "<p style=\"margin:0 0 16px\">{}</p>", escape(text));
        let _ = write!(self.text, "{text}\n\n");
    }

    fn facts(&mut self, facts: &[(&str, String)]) {
        self.html.push_str("<table role=\"presentation\" cellspacing=\"0\" cellpadding=\"0\" style=\"margin:0 0 20px;width:100%;background:#f1f5f2;border-radius:12px\">");
        for (label, value) in facts {
            let _ = write!(
                self.html,
                "<tr><td style=\"padding:10px 8px 10px 16px;vertical-align:top;color:#4a5d66;width:56px\">{}</td>\
                 <td style=\"padding:10px 16px 10px 0;font-weight:600\">{}</td></tr>",
                escape(label),
                escape(value)
            );
            let _ = writeln!(self.text, "{label}: {value}");
        }
        self.html.push_str("</table>");
        self.text.push('\n');
    }

    fn button(&mut self, label: &str, url: &str) {
        let _ = write!(
            self.html,
            "<p style=\"margin:0 0 20px\"><a href=\"{}\" style=\"display:inline-block;background:#0c5c4c;color:#ffffff;\
             padding:12px 22px;border-radius:10px;font-weight:600;text-decoration:none\">{}</a></p>",
            escape(url),
            escape(label)
        );
        let _ = write!(self.text, "{label}: {url}\n\n");
    }

    fn link(&mut self, label: &str, url: &str) {
        let _ = write!(
            self.html,
            "<p style=\"margin:0 0 8px\"><a href=\"{}\" style=\"color:#0c5c4c\">{}</a></p>",
            escape(url),
            escape(label)
        );
        let _ = writeln!(self.text, "{label}: {url}");
    }

    fn finish(mut self, organisation: &str) -> Letter {
        let _ = write!(self.text, "\n{organisation}\n");
        let html = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{}</title></head><body style=\"margin:0;background:#f7f5f0;color:#14222b;\
             font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif\">\
             <div style=\"max-width:560px;margin:0 auto;padding:24px 16px\"><div style=\"background:#ffffff;border-radius:16px;padding:24px\">{}</div>\
             <p style=\"margin:16px 8px;color:#4a5d66;font-size:14px\">{}</p></div></body></html>",
            escape(&self.subject),
            self.html,
            escape(organisation)
        );
        Letter { subject: self.subject, html, text: self.text }
    }
}

/// Text as HTML, in an element or a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
