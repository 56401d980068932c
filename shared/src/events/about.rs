//! What there is to know about a field of an event besides its value: how it is typed, where, and who reads it.

use super::{Format, Kind, PlanningTab};

/// Made in the list of fields (`fields.rs`), one chain of words a field.
#[derive(Debug, Clone, Copy)]
pub struct About {
    pub input: Input,
    /// What the planner is told below the label.
    pub hint: &'static str,
    /// May stay empty in an event that goes live.
    pub optional: bool,
    /// Where on the event's page it is.
    pub tab: PlanningTab,
    /// Calendars show it: changing it in a live event raises the SEQUENCE of its calendar files.
    pub in_calendars: bool,
    pub readers: Readers,
    /// What is said when what was typed can't be read.
    pub complaint: &'static str,
}

/// How a field is typed, and how much of it there may be.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// One line of so many characters at most.
    Line {
        most: usize,
    },
    /// Lines in a box that shows so many of them.
    Area {
        most: usize,
        rows: u32,
    },
    /// As [`super::questions::parse`] reads them.
    Questions {
        most: usize,
    },
    /// A whole `https://` link.
    Link {
        most: usize,
    },
    /// A telephone number as people write it.
    Phone {
        most: usize,
    },
    /// One of these: code and label.
    Choice(fn() -> Vec<(&'static str, &'static str)>),
    /// A time zone by its IANA name.
    Zone,
    /// A date and time on the event's clock.
    Moment,
    /// A whole number from `least` to `most`; where the field allows it, also none.
    Number {
        least: u32,
        most: u32,
    },
    Switch,
    /// From the media library.
    Picture,
}

impl Input {
    /// How many characters it takes, where they are counted.
    pub const fn most(self) -> Option<usize> {
        match self {
            Self::Line { most }
            | Self::Area { most, .. }
            | Self::Questions { most }
            | Self::Link { most }
            | Self::Phone { most } => Some(most),
            Self::Choice(_) | Self::Zone | Self::Moment | Self::Number { .. } | Self::Switch | Self::Picture => None,
        }
    }

    /// Whether line ends belong into it.
    pub const fn has_lines(self) -> bool {
        matches!(self, Self::Area { .. } | Self::Questions { .. })
    }
}

/// Who reads a field once the event is live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    Public,
    /// Those who have a place.
    Registered,
    Staff,
}

impl About {
    const fn new(input: Input) -> Self {
        Self {
            input,
            hint: "",
            optional: false,
            tab: PlanningTab::Overview,
            in_calendars: false,
            readers: Readers::Public,
            complaint: "",
        }
    }

    pub(super) const fn line(most: usize) -> Self {
        Self::new(Input::Line { most })
    }

    pub(super) const fn area(most: usize, rows: u32) -> Self {
        Self::new(Input::Area { most, rows })
    }

    pub(super) const fn questions(most: usize) -> Self {
        Self::new(Input::Questions { most })
    }

    pub(super) const fn link(most: usize) -> Self {
        Self::new(Input::Link { most })
    }

    pub(super) const fn phone(most: usize) -> Self {
        Self::new(Input::Phone { most })
    }

    pub(super) const fn choice(choices: fn() -> Vec<(&'static str, &'static str)>, complaint: &'static str) -> Self {
        Self { complaint, ..Self::new(Input::Choice(choices)) }
    }

    pub(super) const fn zone() -> Self {
        Self::new(Input::Zone)
    }

    pub(super) const fn moment() -> Self {
        Self { complaint: "Enter a date and time.", ..Self::new(Input::Moment) }
    }

    pub(super) const fn number(least: u32, most: u32, complaint: &'static str) -> Self {
        Self { complaint, ..Self::new(Input::Number { least, most }) }
    }

    pub(super) const fn switch() -> Self {
        Self::new(Input::Switch)
    }

    pub(super) const fn picture() -> Self {
        Self { complaint: "Choose a picture from the library.", ..Self::new(Input::Picture) }
    }

    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub(super) const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    pub(super) const fn on(self, tab: PlanningTab) -> Self {
        Self { tab, ..self }
    }

    pub(super) const fn in_calendars(self) -> Self {
        Self { in_calendars: true, ..self }
    }

    pub(super) const fn for_staff(self) -> Self {
        Self { readers: Readers::Staff, ..self }
    }

    pub(super) const fn for_registered(self) -> Self {
        Self { readers: Readers::Registered, ..self }
    }

    /// Whether the audit log names the field only: what lets people in, and what can't be read in a line.
    pub(super) const fn is_named_only(self) -> bool {
        matches!(self.readers, Readers::Registered) || matches!(self.input, Input::Picture | Input::Questions { .. })
    }
}

pub(super) fn kinds() -> Vec<(&'static str, &'static str)> {
    Kind::ALL.map(|kind| (kind.code(), kind.label())).into()
}

pub(super) fn formats() -> Vec<(&'static str, &'static str)> {
    Format::ALL.map(|format| (format.code(), format.label())).into()
}

/// What the form offers; a field takes any BCP 47 code.
pub(super) fn languages() -> Vec<(&'static str, &'static str)> {
    vec![
        ("en", "English"),
        ("es", "Spanish"),
        ("zh", "Chinese"),
        ("vi", "Vietnamese"),
        ("ar", "Arabic"),
        ("fr", "French"),
        ("de", "German"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("tl", "Tagalog"),
        ("ko", "Korean"),
    ]
}
