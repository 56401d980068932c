//! Scheduling: what visits there are, when practitioners see people, which slots that leaves, and what becomes of an appointment.
//! Words and states are those of FHIR R4 Schedule, Slot, Appointment and HealthcareService.

mod availability;
mod day;
mod slots;
mod status;
mod views;
mod visit_type;

pub use availability::{Availability, Exception, ExceptionKind, LocalRange, WeeklyHours};
pub use day::{
    CalendarDay, CalendarQuery, CalendarView, DayAsked, DayBlock, DayColumn, FreeSlot, OpenSlots, SlotColumn,
    SlotsAsked, Spot, Toward, lay_out, spot_toward,
};
pub use slots::{Busy, Interval, NoSlot, Request, Slot, TAKEN, ZoneRules, day_hours, slot_at, slots};
pub use status::{AppointmentStatus, CancelReason, CancelledBy};
pub use views::{AppointmentBlock, AppointmentChange, ScheduleLine, StatusCount, VisitTypeLine};
pub use visit_type::{Modality, TakenBy, VisitType};

use crate::time::Millis;

/// How long a slot is kept for whoever is about to book it.
pub const HOLD: Millis = Millis::minutes(5);
