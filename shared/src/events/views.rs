//! What crosses the wire to the staff pages, and what the public page shows.

use super::room::Room;
use super::{AttendanceStatus, EventFields, Stage, Status};
use crate::coded;
use crate::coded::Known;
use crate::field::FieldError;
use crate::ids::{EventId, RegistrationId, SessionId, SpeakerId};
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// A point of the agenda. Times are local to the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    pub title: String,
    pub starts: super::LocalDateTime,
    pub ends: super::LocalDateTime,
    pub speaker: Option<SpeakerId>,
    pub summary: String,
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    pub id: SpeakerId,
    pub name: String,
    /// Such as "ophthalmology".
    pub role: String,
    pub bio: String,
}

/// How many registrations stand where. `places` counts guests too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    pub registered: u32,
    pub waitlisted: u32,
    pub cancelled: u32,
    pub attended: u32,
    pub no_show: u32,
    pub places: u32,
    /// Of those who are registered or came.
    pub guests: u32,
}

/// An event as it is stored, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    pub id: EventId,
    pub fields: EventFields,
    pub status: Status,
    pub stage: Stage,
    /// Raised by every change; a page cached under an older one is stale.
    pub version: i64,
    /// The iCalendar SEQUENCE: raised when what calendars show changes.
    pub sequence: i64,
    /// Places taken, guests included.
    pub taken: u32,
    pub starts_at: Option<UtcMillis>,
    pub ends_at: Option<UtcMillis>,
    pub updated_at: UtcMillis,
    pub sessions: Vec<Session>,
    pub speakers: Vec<Speaker>,
}

impl EventRecord {
    pub const fn room(&self) -> Room {
        Room { capacity: self.fields.capacity, taken: self.taken, waitlist: self.fields.waitlist }
    }

    /// Whether people may register at `now`: live and not over.
    pub fn takes_registrations(&self, now: UtcMillis) -> bool {
        self.status == Status::Live && self.ends_at.is_some_and(|ends| now < ends)
    }

    /// The join link, from `join_minutes` before the start until the end.
    pub fn join_link(&self, now: UtcMillis) -> Option<&str> {
        let (starts, ends) = (self.starts_at?, self.ends_at?);
        let shows = starts - crate::time::Millis::minutes(i64::from(self.fields.join_minutes));
        (self.fields.format.is_online() && self.status == Status::Live && now >= shows && now < ends)
            .then_some(self.fields.join_url.as_str())
    }
}

/// What the staff page of one event shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPage {
    pub event: EventRecord,
    pub attendance: Attendance,
    /// Date, time and zone in words; empty while no time is set.
    pub when: String,
    /// What keeps it from going live.
    pub missing: Vec<FieldError>,
    /// Live, and changed since the registered were told: their calendars are behind.
    pub untold: bool,
    pub public_url: String,
    /// SVG of the QR code of `public_url`.
    pub qr_code: String,
}

/// A row of the staff list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLine {
    pub id: EventId,
    pub name: String,
    /// Whether this version can open it.
    pub readable: bool,
    pub status: Known<Status>,
    pub stage: Known<Stage>,
    pub format: Known<super::Format>,
    /// Date and clock in words; empty while there is none.
    pub when: String,
    pub zone: String,
    pub capacity: Option<u32>,
    pub taken: u32,
    pub waitlisted: u32,
}

coded! {
    /// The tabs of the staff list.
    #[derive(Default)]
    pub enum Tab {
        #[default]
        Upcoming = "upcoming", "Coming";
        Draft = "planning", "In planning";
        Past = "past", "Past";
        All = "all", "All";
    }
}

/// A row of the registration table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationLine {
    pub id: RegistrationId,
    pub name: Phi<String>,
    /// E-mail address or phone number.
    pub contact: Phi<String>,
    pub guests: u32,
    pub status: Known<AttendanceStatus>,
    pub answers: Vec<(String, Phi<String>)>,
    /// True when exactly one patient has this address and name.
    pub is_patient: bool,
    pub registered_at: UtcMillis,
    pub checked_in_at: Option<UtcMillis>,
}
