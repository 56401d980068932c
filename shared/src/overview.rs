//! What the home page says: what is running, what needs attention, what happened. No patient is named.

use crate::activity::ActivityKind;
use crate::coded::Known;
use crate::ids::{EventId, JourneyId, SegmentId};
use crate::messages::ChannelPause;
use crate::noun::Thing;
use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub figures: KeyFigures,
    pub journeys: Vec<RunningJourney>,
    pub events: Vec<ComingEvent>,
    pub attention: Vec<Attention>,
    pub happened: Vec<Happening>,
    /// The last seven days, hour by hour: on which day an hour falls is its clock's to say. Hours without anything are left out.
    pub hours: Vec<Hour>,
    /// When all this was read.
    pub now: UtcMillis,
}

/// Counts for the head of the page. A patient is whoever is kept as one, as on the list of patients; messages and registrations are
/// those of the seven days that end today.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFigures {
    pub patients: i64,
    /// Patients with an e-mail address.
    pub with_email: i64,
    pub sent: i64,
    /// How many were opened in those days, whenever they were sent.
    pub opened: i64,
    pub registrations: i64,
    pub inside_journeys: i64,
}

/// A journey that takes people in or still carries some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningJourney {
    pub id: JourneyId,
    pub name: String,
    pub entered: i64,
    pub waiting: i64,
    pub finished: i64,
    pub end_at: Option<UtcMillis>,
}

/// A live event that has not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComingEvent {
    pub id: EventId,
    pub name: String,
    pub starts_at: Option<UtcMillis>,
    /// IANA name: the zone in which the event takes place.
    pub time_zone: String,
    pub taken: i64,
    /// `None` means no limit.
    pub capacity: Option<i64>,
}

/// Something that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attention {
    /// A channel sends nothing for now.
    Paused(ChannelPause),
    /// Messages that may or may not have gone out: a person decides.
    InDoubt(i64),
    /// Messages that were not taken, in the last seven days.
    Failed(i64),
    /// A segment that could not be refreshed; its members are as they were.
    SegmentError {
        id: SegmentId,
        name: String,
        error: String,
    },
    /// The organization has no postal address: nothing but plain care can go live.
    NoPostalAddress,
    NoSender,
    /// There are no patients yet.
    NoPatients,
}

/// The same thing happening any number of times to one subject on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// The latest time.
    pub at: UtcMillis,
    pub kind: Known<ActivityKind>,
    /// What it is about; `None` for what has no page.
    pub about: Option<Thing>,
    pub summary: String,
    pub times: i64,
}

/// What was counted in the hour from `starts` on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hour {
    pub starts: UtcMillis,
    pub counts: Counts,
}

/// How many messages were sent, how many opened, and how many people registered for an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub sent: i64,
    pub opened: i64,
    pub registered: i64,
}

impl Counts {
    pub fn plus(self, other: Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            opened: self.opened + other.opened,
            registered: self.registered + other.registered,
        }
    }
}

/// The seven days that end with `today`, oldest first. `day_of` says on which day a moment falls; hours of other days are
/// left out.
pub fn by_day(hours: &[Hour], today: Date, day_of: impl Fn(UtcMillis) -> Date) -> Vec<(Date, Counts)> {
    let last = today.days_since_epoch();
    let mut days: Vec<_> = (last - 6..=last).map(|day| (Date::from_days_since_epoch(day), Counts::default())).collect();
    for hour in hours {
        let day = day_of(hour.starts);
        if let Some((_, counts)) = days.iter_mut().find(|(one, _)| *one == day) {
            *counts = counts.plus(hour.counts);
        }
    }
    days
}

/// A segment, template, journey or event found by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub thing: Thing,
    pub name: String,
    pub status: String,
}
