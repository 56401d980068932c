//! The few words an event chooses from: format, kind, stage, status; and where a registration stands.

use crate::coded;
use crate::time::UtcMillis;

coded! {
    /// Where people take part.
    pub enum Format {
        Online = "online", "Online";
        InPerson = "in-person", "In person";
        Hybrid = "hybrid", "Online and in person";
    }
}

coded! {
    /// What people come for.
    pub enum Kind {
        Education = "education", "Talk or seminar";
        Screening = "screening", "Screening";
        Vaccination = "vaccination", "Vaccination";
        Support = "support", "Support group";
        Community = "community", "Community day";
    }
}

coded! {
    /// How far the planning is; advanced one by one.
    pub enum Stage {
        Preliminaries = "preliminaries", "Preliminaries";
        Agenda = "agenda", "Agenda";
        Organize = "organize", "Organize";
        Promote = "promote", "Promote";
        Launch = "launch", "Launch";
        PostEvent = "post-event", "Post event";
    }
}

coded! {
    /// The tabs of the staff's page of one event.
    pub enum PlanningTab {
        Overview = "overview", "Overview";
        Agenda = "agenda", "Agenda";
        Registration = "registration", "Registration";
        Streaming = "streaming", "Streaming";
        Promote = "promote", "Promote";
    }
}

coded! {
    /// Whether the public sees it.
    pub enum Status {
        Draft = "draft", "Draft";
        /// Everything needed to go live is there.
        Ready = "ready", "Ready to go live";
        Live = "live", "Live";
        Cancelled = "cancelled", "Cancelled";
    }
}

coded! {
    /// Where a registration stands.
    pub enum AttendanceStatus {
        Registered = "registered", "Registered";
        Waitlisted = "waitlisted", "Waiting list";
        Cancelled = "cancelled", "Cancelled";
        Attended = "attended", "Attended";
        NoShow = "no-show", "Did not come";
    }
}

impl Format {
    pub const fn has_venue(self) -> bool {
        matches!(self, Self::InPerson | Self::Hybrid)
    }
    pub const fn is_online(self) -> bool {
        matches!(self, Self::Online | Self::Hybrid)
    }
}

impl Status {
    /// What it is at `now`, of an event that ends at `ends_at`: one that is over is not ready to go live any more.
    #[must_use]
    pub fn at(self, ends_at: Option<UtcMillis>, now: UtcMillis) -> Self {
        if self == Self::Ready && ends_at.is_some_and(|ends| ends <= now) { Self::Draft } else { self }
    }

    /// Whether the public never saw it.
    pub const fn is_unseen(self) -> bool {
        matches!(self, Self::Draft | Self::Ready)
    }
}

impl Stage {
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::Preliminaries => Some(Self::Agenda),
            Self::Agenda => Some(Self::Organize),
            Self::Organize => Some(Self::Promote),
            Self::Promote => Some(Self::Launch),
            Self::Launch => Some(Self::PostEvent),
            Self::PostEvent => None,
        }
    }

    /// One stage back, which is allowed before the event was live.
    pub fn previous(self, status: Status) -> Option<Self> {
        if matches!(status, Status::Live | Status::Cancelled) {
            return None;
        }
        Self::ALL.into_iter().take_while(|stage| *stage != self).last()
    }
}

impl AttendanceStatus {
    /// Whether this registration holds places of the event's capacity.
    pub const fn holds_places(self) -> bool {
        matches!(self, Self::Registered | Self::Attended | Self::NoShow)
    }
}
