//! What the pages of scheduling show.

use super::{AppointmentStatus, Availability, CancelReason, CancelledBy, Interval, VisitType};
use crate::coded::Known;
use crate::ids::{AppointmentId, PatientId, ScheduleId, VisitTypeId};
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// A visit type of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitTypeLine {
    pub id: VisitTypeId,
    pub visit: VisitType,
    /// Those that are not are kept for the appointments that have them.
    pub active: bool,
}

/// A practitioner at a site, with their hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleLine {
    pub id: ScheduleId,
    pub practitioner: String,
    pub site: String,
    /// IANA name of the site's zone.
    pub zone: String,
    pub hours: Availability,
    /// Counts savings, so that two who edit at once notice.
    pub version: i64,
}

/// An appointment in the calendar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AppointmentBlock {
    /// `None` for one that was imported: the system it came from keeps it.
    pub id: Option<AppointmentId>,
    pub schedule: Option<ScheduleId>,
    pub patient: PatientId,
    pub name: Phi<String>,
    /// `None` for one that was imported.
    pub visit_type: Option<VisitTypeId>,
    pub visit: Phi<String>,
    pub practitioner: String,
    pub site: String,
    pub status: Known<AppointmentStatus>,
    pub time: Interval,
    pub cancelled: Option<(Known<CancelledBy>, Known<CancelReason>)>,
}

/// A line of an appointment's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppointmentChange {
    pub at: UtcMillis,
    pub by: String,
    pub status: Known<AppointmentStatus>,
    /// When the visit was to begin from then on.
    pub start: UtcMillis,
    pub note: String,
}

/// How many appointments stand where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusCount {
    pub status: Known<AppointmentStatus>,
    pub count: u64,
}
