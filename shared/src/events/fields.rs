//! What a planner says about an event: one list, from which the stored document, the form, calendars, checks and the audit log
//! follow. docs/GROWING.md says how to add a field.

use super::about::{About, Input, formats, kinds, languages};
use super::value::Value;
use super::{Format, Kind, LocalDateTime, PlanningTab, checks};
use crate::coded;
use crate::field::FieldError;
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// `Field = "code", "Label", member: Type = default, what there is to know about it;` The code is the member's name, in the stored
/// document too.
macro_rules! event_fields {
    ($($(#[$meta:meta])* $field:ident = $code:literal, $label:literal, $name:ident: $type:ty = $default:expr, $about:expr;)+) => {
        coded! {
            /// Names a field of an event.
            pub enum EventField { $($field = $code, $label;)+ }
        }

        impl EventField {
            /// How it is typed, where, and who reads it.
            pub const fn about(self) -> About {
                match self { $(Self::$field => $about),+ }
            }
        }

        /// Everything a planner says about an event. Times are local to `time_zone`. A field that a stored event lacks has its default.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct EventFields { $($(#[$meta])* pub $name: $type,)+ }

        impl Default for EventFields {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl EventFields {
            /// One field as [`Self::set`] takes it.
            pub fn get(&self, field: EventField) -> String {
                match field { $(EventField::$field => self.$name.text(),)+ }
            }

            /// `None` when what was typed can't be read; nothing has changed then.
            fn put(&mut self, field: EventField, typed: &str) -> Option<()> {
                match field { $(EventField::$field => self.$name = Value::read(typed, &field.about())?,)+ }
                Some(())
            }
        }
    };
}

event_fields! {
    Name = "name", "Name", name: String = String::new(), About::line(120).in_calendars();
    /// The readable end of the public address.
    Slug = "slug", "End of the address", slug: String = String::new(),
        About::line(120).on(PlanningTab::Promote)
            .hint("Printed codes and links that are out keep the old one: change it before you promote.");
    /// The hero of the page and the text of search results.
    Summary = "summary", "Summary", summary: String = String::new(),
        About::area(300, 2).in_calendars()
            .hint("One or two sentences: people read them first, search engines too.");
    /// Paragraphs parted by empty lines.
    Description = "description", "Description", description: String = String::new(),
        About::area(10_000, 6).optional().hint("An empty line begins a new paragraph.");
    Kind = "kind", "Kind", kind: Kind = Kind::Education,
        About::choice(kinds, "Choose what kind of event this is.");
    Format = "format", "People take part", format: Format = Format::Online,
        About::choice(formats, "Choose where people take part.").in_calendars()
            .hint("For those online, the link to join is set under Streaming.");
    /// IANA name, such as `America/Chicago`.
    TimeZone = "time_zone", "Time zone", time_zone: String = String::new(),
        About::zone().in_calendars().hint("All times of this event are in this zone.");
    Starts = "starts", "Starts", starts: Option<LocalDateTime> = None, About::moment().in_calendars();
    Ends = "ends", "Ends", ends: Option<LocalDateTime> = None, About::moment().in_calendars();
    Goal = "goal", "Goal", goal: String = String::new(),
        About::area(2_000, 3).optional().for_staff().hint("For your team; the public doesn't see it.");
    ExpectedOutcome = "expected_outcome", "Expected outcome", expected_outcome: String = String::new(),
        About::area(2_000, 3).optional().for_staff();
    Venue = "venue", "Venue", venue: String = String::new(), About::line(200).in_calendars();
    Address = "address", "Address", address: String = String::new(), About::area(500, 2).in_calendars();
    /// Whom those call who have a question before they come.
    Phone = "phone", "Phone for questions", phone: String = String::new(),
        About::phone(40).optional().hint("The public page shows it.");
    /// Where those take part who are online; see [`Format::is_online`].
    JoinUrl = "join_url", "Join link", join_url: String = String::new(),
        About::link(2_000).in_calendars().for_registered().on(PlanningTab::Streaming)
            .hint("The whole link of the meeting or stream, starting with https://");
    /// How many minutes before the start the join link shows.
    JoinMinutes = "join_minutes", "Shown before the start, in minutes", join_minutes: u32 = 15,
        About::number(0, 1_440, "Enter minutes, at most 1440 (a day).").on(PlanningTab::Streaming);
    /// `None` is unlimited.
    Capacity = "capacity", "Places", capacity: Option<u32> = None,
        About::number(1, 1_000_000, "Enter a number of places, or leave it empty.").optional()
            .hint("Leave empty for no limit.");
    Waitlist = "waitlist", "Keep a waiting list when full", waitlist: bool = true,
        About::switch().hint("A free place goes to the first person on the list whose party fits, and they are told by e-mail.");
    /// Guests one person may bring.
    MostGuests = "most_guests", "Guests per person", most_guests: u32 = 1,
        About::number(0, 9, "Enter a number from 0 to 9.");
    /// BCP 47.
    Language = "language", "Language", language: String = "en".to_owned(), About::choice(languages, "");
    Picture = "picture", "Picture", picture: Option<MediaId> = None, About::picture().optional();
    /// What the picture shows, for those who don't see it.
    PictureAlt = "picture_alt", "What the picture shows", picture_alt: String = String::new(),
        About::line(300).hint("For people who can't see it.");
    /// See [`super::questions::parse`].
    Questions = "questions", "Questions", questions: String = String::new(),
        About::questions(4_000).optional()
            .hint("One a line. A star makes it required, choices follow =, separated by |. Such as: Do you need an interpreter? * = No | Spanish");
}

impl EventFields {
    /// Sets one field from what was typed, and checks it by itself and against the others.
    ///
    /// # Errors
    /// The complaint at that field; the field is then unchanged.
    pub fn set(&mut self, field: EventField, typed: &str) -> Result<(), FieldError> {
        let mut changed = self.clone();
        changed.put(field, typed.trim()).ok_or_else(|| FieldError::new(field.code(), field.about().complaint))?;
        if let Some(error) = checks::wrong(&changed).into_iter().find(|error| error.field == field.code()) {
            return Err(error);
        }
        *self = changed;
        Ok(())
    }

    /// What the audit log says of `field`, changed to what it is in `after`. Texts longer than a line, the picture and the
    /// link that lets people in are named, not repeated.
    pub fn change(&self, after: &Self, field: EventField) -> String {
        let about = field.about();
        let [before, after] = [self, after].map(|fields| fields.get(field));
        let long = |text: &str| text.chars().count() > 60 || text.contains('\n');
        if about.is_named_only() || long(&before) || long(&after) {
            return field.code().to_owned();
        }
        let said = |text: String| match (about.input, text.is_empty()) {
            (Input::Switch, empty) => if empty { "off" } else { "on" }.to_owned(),
            (_, true) => "nothing".to_owned(),
            (Input::Moment, false) => text.replace('T', " "),
            (_, false) => text,
        };
        format!("{field}: {} → {}", said(before), said(after))
    }

    /// Questions of the registration form; none when they can't be read (which [`Self::set`] refuses).
    pub fn asked(&self) -> Vec<super::questions::Question> {
        super::questions::parse(&self.questions).unwrap_or_default()
    }
}
