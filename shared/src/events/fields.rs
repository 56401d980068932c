//! What a planner fills in about an event, one named field at a time.

use super::checks;
use super::{Format, Kind, LocalDateTime};
use crate::field::FieldError;
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// Everything a planner says about an event. Times are local to `time_zone`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFields {
    pub name: String,
    /// The readable end of the public address.
    pub slug: String,
    /// One or two sentences: the hero of the page and the text of search results.
    pub summary: String,
    /// Paragraphs parted by empty lines.
    pub description: String,
    pub kind: Kind,
    pub format: Format,
    /// IANA name, such as `America/Chicago`.
    pub time_zone: String,
    pub starts: Option<LocalDateTime>,
    pub ends: Option<LocalDateTime>,
    pub goal: String,
    pub expected_outcome: String,
    pub venue: String,
    pub address: String,
    /// Where those take part who are online; see [`Format::is_online`].
    pub join_url: String,
    /// How many minutes before the start the join link shows.
    pub join_minutes: u32,
    /// `None` is unlimited.
    pub capacity: Option<u32>,
    pub waitlist: bool,
    /// Guests one person may bring.
    pub most_guests: u32,
    /// BCP 47.
    pub language: String,
    pub picture: Option<MediaId>,
    /// What the picture shows, for those who don't see it.
    pub picture_alt: String,
    /// See [`super::questions::parse`].
    pub questions: String,
}

impl Default for EventFields {
    fn default() -> Self {
        Self {
            name: String::new(),
            slug: String::new(),
            summary: String::new(),
            description: String::new(),
            kind: Kind::Education,
            format: Format::Online,
            time_zone: String::new(),
            starts: None,
            ends: None,
            goal: String::new(),
            expected_outcome: String::new(),
            venue: String::new(),
            address: String::new(),
            join_url: String::new(),
            join_minutes: 15,
            capacity: None,
            waitlist: true,
            most_guests: 1,
            language: "en".to_owned(),
            picture: None,
            picture_alt: String::new(),
            questions: String::new(),
        }
    }
}

impl EventFields {
    /// The names [`Self::set`] knows.
    pub const NAMES: [&'static str; 22] = [
        "name",
        "slug",
        "summary",
        "description",
        "kind",
        "format",
        "time_zone",
        "starts",
        "ends",
        "goal",
        "expected_outcome",
        "venue",
        "address",
        "join_url",
        "join_minutes",
        "capacity",
        "waitlist",
        "most_guests",
        "language",
        "picture",
        "picture_alt",
        "questions",
    ];

    /// Sets one field from what was typed, and checks it by itself and against the others.
    ///
    /// # Errors
    /// The complaint at that field; the field is then unchanged.
    pub fn set(&mut self, field: &str, value: &str) -> Result<(), FieldError> {
        let mut changed = self.clone();
        let value = value.trim();
        let wrong = |message: &str| FieldError::new(field, message);
        let number = |most: u32| value.parse::<u32>().ok().filter(|n| *n <= most);
        match field {
            "name" => value.clone_into(&mut changed.name),
            "slug" => value.clone_into(&mut changed.slug),
            "summary" => value.clone_into(&mut changed.summary),
            "description" => changed.description = value.replace("\r\n", "\n"),
            "kind" => changed.kind = value.parse().map_err(|_| wrong("Choose what kind of event this is."))?,
            "format" => changed.format = value.parse().map_err(|_| wrong("Choose where people take part."))?,
            "time_zone" => value.clone_into(&mut changed.time_zone),
            "starts" => changed.starts = moment(value).ok_or_else(|| wrong("Enter a date and time."))?,
            "ends" => changed.ends = moment(value).ok_or_else(|| wrong("Enter a date and time."))?,
            "goal" => value.clone_into(&mut changed.goal),
            "expected_outcome" => value.clone_into(&mut changed.expected_outcome),
            "venue" => value.clone_into(&mut changed.venue),
            "address" => changed.address = value.replace("\r\n", "\n"),
            "join_url" => value.clone_into(&mut changed.join_url),
            "join_minutes" => {
                changed.join_minutes = number(1_440).ok_or_else(|| wrong("Enter minutes, at most 1440 (a day)."))?;
            }
            "capacity" if value.is_empty() => changed.capacity = None,
            "capacity" => {
                let places = number(1_000_000).filter(|n| *n > 0);
                changed.capacity = Some(places.ok_or_else(|| wrong("Enter a number of places, or leave it empty."))?);
            }
            "waitlist" => changed.waitlist = matches!(value, "true" | "1" | "on" | "yes"),
            "most_guests" => changed.most_guests = number(9).ok_or_else(|| wrong("Enter a number from 0 to 9."))?,
            "language" => value.clone_into(&mut changed.language),
            "picture" if value.is_empty() => changed.picture = None,
            "picture" => {
                changed.picture = Some(value.parse().map_err(|_| wrong("Choose a picture from the library."))?)
            }
            "picture_alt" => value.clone_into(&mut changed.picture_alt),
            "questions" => changed.questions = value.replace("\r\n", "\n"),
            _ => return Err(wrong("There is no such field.")),
        }
        if let Some(error) = checks::wrong(&changed).into_iter().find(|error| error.field == field) {
            return Err(error);
        }
        *self = changed;
        Ok(())
    }

    /// One field as [`Self::set`] takes it; empty for a name it does not know.
    pub fn get(&self, field: &str) -> String {
        let flag = |on: bool| if on { "true".to_owned() } else { String::new() };
        let moment = |at: Option<LocalDateTime>| at.map(|at| at.to_string()).unwrap_or_default();
        match field {
            "name" => self.name.clone(),
            "slug" => self.slug.clone(),
            "summary" => self.summary.clone(),
            "description" => self.description.clone(),
            "kind" => self.kind.code().to_owned(),
            "format" => self.format.code().to_owned(),
            "time_zone" => self.time_zone.clone(),
            "starts" => moment(self.starts),
            "ends" => moment(self.ends),
            "goal" => self.goal.clone(),
            "expected_outcome" => self.expected_outcome.clone(),
            "venue" => self.venue.clone(),
            "address" => self.address.clone(),
            "join_url" => self.join_url.clone(),
            "join_minutes" => self.join_minutes.to_string(),
            "capacity" => self.capacity.map(|places| places.to_string()).unwrap_or_default(),
            "waitlist" => flag(self.waitlist),
            "most_guests" => self.most_guests.to_string(),
            "language" => self.language.clone(),
            "picture" => self.picture.map(|picture| picture.to_string()).unwrap_or_default(),
            "picture_alt" => self.picture_alt.clone(),
            "questions" => self.questions.clone(),
            _ => String::new(),
        }
    }

    /// What the audit log says of `field`, changed to what it is in `after`. Texts longer than a line, the picture and the
    /// link that lets people in are named, not repeated.
    pub fn change(&self, after: &Self, field: &str) -> String {
        let [before, after] = [self, after].map(|fields| fields.get(field));
        let long = |text: &str| text.chars().count() > 60 || text.contains('\n');
        if matches!(field, "join_url" | "picture" | "questions") || long(&before) || long(&after) {
            return field.to_owned();
        }
        let said = |text: String| match (field, text.as_str()) {
            ("waitlist", "") => "off".to_owned(),
            ("waitlist", _) => "on".to_owned(),
            (_, "") => "nothing".to_owned(),
            ("starts" | "ends", moment) => moment.replace('T', " "),
            _ => text,
        };
        format!("{field}: {} → {}", said(before), said(after))
    }

    /// Questions of the registration form; none when they can't be read (which [`Self::set`] refuses).
    pub fn asked(&self) -> Vec<super::questions::Question> {
        super::questions::parse(&self.questions).unwrap_or_default()
    }
}

/// `Some(None)` when nothing was typed.
fn moment(value: &str) -> Option<Option<LocalDateTime>> {
    if value.is_empty() { Some(None) } else { LocalDateTime::parse(value).map(Some) }
}
