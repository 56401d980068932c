//! What becomes of an appointment (FHIR R4 Appointment.status), and which moves are allowed.

use crate::activity::ActivityKind;
use crate::coded;
use crate::hue::Hue;

coded! {
    /// FHIR R4 AppointmentStatus. Imports bring all of them; what is booked here begins as booked.
    pub enum AppointmentStatus {
        Proposed = "proposed", "Proposed";
        Pending = "pending", "Pending";
        Booked = "booked", "Booked";
        Arrived = "arrived", "Arrived";
        CheckedIn = "checked-in", "Checked in";
        Fulfilled = "fulfilled", "Fulfilled";
        Cancelled = "cancelled", "Cancelled";
        NoShow = "noshow", "No-show";
        EnteredInError = "entered-in-error", "Entered in error";
        Waitlist = "waitlist", "Waiting list";
    }
}

coded! {
    /// Who called it off.
    pub enum CancelledBy {
        Patient = "patient", "The patient";
        Practice = "practice", "The practice";
    }
}

coded! {
    /// Why it was called off; the codes of FHIR's appointment-cancellation-reason that a practice uses.
    pub enum CancelReason {
        Better = "pat-fb", "Feeling better";
        CannotCome = "pat-crs", "Can't come";
        Transport = "pat-lt", "No transportation";
        Moved = "pat-mt", "Sees another practice";
        Deceased = "pat-dec", "Deceased";
        PractitionerAway = "prov-pers", "Practitioner not available";
        Equipment = "maint", "Equipment not available";
        Weather = "oth-weath", "Weather";
        Billing = "oth-ins", "Insurance or billing";
        Other = "other", "Another reason";
    }
}

impl AppointmentStatus {
    /// Takes the practitioner's time: nobody else can be booked then. A no-show keeps it, because the visit may still be late.
    #[must_use]
    pub const fn occupies(self) -> bool {
        match self {
            Self::Pending | Self::Booked | Self::Arrived | Self::CheckedIn | Self::Fulfilled | Self::NoShow => true,
            Self::Proposed | Self::Cancelled | Self::EnteredInError | Self::Waitlist => false,
        }
    }

    /// What it may become next, in the order of the buttons.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Proposed | Self::Pending | Self::Waitlist => &[Self::Booked, Self::Cancelled, Self::EnteredInError],
            Self::Booked => &[Self::Arrived, Self::CheckedIn, Self::NoShow, Self::Cancelled, Self::EnteredInError],
            Self::Arrived => &[Self::CheckedIn, Self::Fulfilled, Self::Booked, Self::Cancelled, Self::EnteredInError],
            Self::CheckedIn => &[Self::Fulfilled, Self::Arrived, Self::Booked, Self::Cancelled, Self::EnteredInError],
            Self::NoShow => &[Self::Arrived, Self::Booked, Self::EnteredInError],
            Self::Fulfilled => &[Self::CheckedIn, Self::EnteredInError],
            Self::Cancelled | Self::EnteredInError => &[],
        }
    }

    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        self.next().contains(&next)
    }

    /// Nothing leads back from it.
    #[must_use]
    pub const fn is_final(self) -> bool {
        self.next().is_empty()
    }

    /// Can be moved to another time.
    #[must_use]
    pub const fn can_move(self) -> bool {
        match self {
            Self::Proposed | Self::Pending | Self::Waitlist | Self::Booked => true,
            Self::Arrived
            | Self::CheckedIn
            | Self::Fulfilled
            | Self::Cancelled
            | Self::NoShow
            | Self::EnteredInError => false,
        }
    }

    /// What a patient's timeline says when it becomes this.
    #[must_use]
    pub const fn activity(self) -> Option<ActivityKind> {
        match self {
            Self::Booked => Some(ActivityKind::AppointmentBooked),
            Self::CheckedIn => Some(ActivityKind::AppointmentCheckedIn),
            Self::Fulfilled => Some(ActivityKind::AppointmentFulfilled),
            Self::Cancelled => Some(ActivityKind::AppointmentCancelled),
            Self::NoShow => Some(ActivityKind::AppointmentMissed),
            Self::Proposed | Self::Pending | Self::Arrived | Self::EnteredInError | Self::Waitlist => None,
        }
    }

    /// The button that makes it so.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Proposed => "Propose",
            Self::Pending => "Mark as pending",
            Self::Booked => "Back to booked",
            Self::Arrived => "Mark as arrived",
            Self::CheckedIn => "Check in",
            Self::Fulfilled => "Mark as fulfilled",
            Self::Cancelled => "Cancel appointment",
            Self::NoShow => "Mark as no-show",
            Self::EnteredInError => "Entered in error",
            Self::Waitlist => "Put on waiting list",
        }
    }

    /// Beside its word, so that a state is never told by color alone.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Proposed | Self::Pending | Self::Waitlist => "clock",
            Self::Booked => "calendar-check",
            Self::Arrived => "map-pin",
            Self::CheckedIn => "user-check",
            Self::Fulfilled => "circle-check",
            Self::Cancelled => "calendar-x",
            Self::NoShow => "user-x",
            Self::EnteredInError => "ban",
        }
    }

    #[must_use]
    pub const fn hue(self) -> Hue {
        match self {
            Self::Proposed | Self::Pending | Self::Waitlist => Hue::Branch,
            Self::Booked => Hue::Message,
            Self::Arrived | Self::CheckedIn => Hue::Entry,
            Self::Fulfilled => Hue::Goal,
            Self::Cancelled | Self::EnteredInError => Hue::Exit,
            Self::NoShow => Hue::Look,
        }
    }
}
