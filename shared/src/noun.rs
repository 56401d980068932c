//! What the product is about: the kinds of thing that staff open, search, change and read about.

use crate::coded;
use crate::coded::Known;
use crate::ids::{
    AppointmentId, CallId, EventId, ImportId, JourneyId, MediaId, MessageId, PatientId, ProgramId, ProspectListId,
    ScheduleId, SegmentId, SegmentTemplateId, StaffId, TemplateId, TriggerId, VisitTypeId,
};
use serde::{Deserialize, Serialize};
use std::fmt::Display;
use uuid::Uuid;

coded! {
    /// A kind of thing. Its codes stand in the audit log, in activities and in rules, so they never change.
    pub enum Noun {
        Patient = "patient", "Patient";
        Segment = "segment", "Segment";
        SegmentTemplate = "segment-template", "Segment template";
        CodeSet = "code-set", "Code set";
        /// What staff write and journeys send. Its code is older than its word.
        Message = "template", "Message";
        /// What went, or will go, to one address.
        SentMessage = "message", "Sent message";
        /// What somebody wrote to us.
        Reply = "reply", "Reply";
        Picture = "picture", "Picture";
        Journey = "journey", "Journey";
        Trigger = "trigger", "Trigger";
        Event = "event", "Event";
        Appointment = "appointment", "Appointment";
        VisitType = "visit-type", "Visit type";
        /// A practitioner's hours at a site.
        Schedule = "schedule", "Schedule";
        /// An outreach program of the contact center.
        Program = "program", "Program";
        /// A month's list of names for a program.
        ProspectList = "prospect-list", "Prospect list";
        /// One call to make, or that came in.
        Call = "call", "Call";
        Import = "import", "Import";
        /// A member of staff.
        Staff = "staff", "Staff";
        Setting = "setting", "Settings";
        Audit = "audit", "Audit log";
        /// A page or a function that was asked for without the right to it.
        Access = "access", "Access";
        /// What somebody allowed or refused; its id is the purpose.
        Consent = "consent", "Consent";
        /// The pages where people see their own events.
        Portal = "portal", "Portal";
    }
}

impl Noun {
    /// The word in the middle of a sentence.
    #[must_use]
    pub fn word(self) -> String {
        self.label().to_lowercase()
    }

    /// The page with all of them.
    #[must_use]
    pub const fn list(self) -> Option<&'static str> {
        match self {
            Self::Patient => Some("/staff/patients"),
            Self::Segment => Some("/staff/segments"),
            Self::SegmentTemplate => Some("/staff/segments/templates"),
            Self::CodeSet => Some("/staff/code-sets"),
            Self::Message => Some("/staff/messages"),
            Self::SentMessage => Some("/staff/outbox"),
            Self::Journey => Some("/staff/journeys"),
            Self::Trigger => Some("/staff/triggers"),
            Self::Event => Some("/staff/events"),
            Self::Appointment => Some("/staff/calendar"),
            Self::VisitType | Self::Schedule => Some("/staff/calendar/setup"),
            Self::Program => Some("/staff/programs"),
            Self::ProspectList => Some("/staff/prospects"),
            Self::Call => Some("/staff/calls"),
            Self::Import => Some("/staff/imports"),
            Self::Staff => Some("/staff/people"),
            Self::Setting => Some("/staff/settings"),
            Self::Audit => Some("/staff/audit"),
            Self::Reply | Self::Picture | Self::Access | Self::Consent | Self::Portal => None,
        }
    }

    /// The page of the one with this id or, where not each has its own, of all of them.
    #[must_use]
    pub fn path(self, id: impl Display) -> Option<String> {
        let list = self.list()?;
        match self {
            Self::Patient
            | Self::Segment
            | Self::CodeSet
            | Self::Message
            | Self::SentMessage
            | Self::Journey
            | Self::Program
            | Self::ProspectList
            | Self::Event => Some(format!("{list}/{id}")),
            Self::SegmentTemplate
            | Self::Reply
            | Self::Picture
            | Self::Trigger
            | Self::Appointment
            | Self::VisitType
            | Self::Schedule
            | Self::Call
            | Self::Import
            | Self::Staff
            | Self::Setting
            | Self::Audit
            | Self::Access
            | Self::Consent
            | Self::Portal => Some(list.to_owned()),
        }
    }

    /// The icon of one of them.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Patient => "user-round",
            Self::Segment | Self::SegmentTemplate => "filter",
            Self::CodeSet => "list",
            Self::Message => "mail",
            Self::SentMessage => "send",
            Self::Reply => "message-square",
            Self::Picture => "image",
            Self::Journey => "route",
            Self::Trigger => "zap",
            Self::Event | Self::Appointment | Self::VisitType | Self::Schedule => "calendar-days",
            Self::Program => "megaphone",
            Self::ProspectList => "users",
            Self::Call => "phone",
            Self::Import => "upload",
            Self::Staff => "user-cog",
            Self::Setting => "settings",
            Self::Audit | Self::Consent => "shield-check",
            Self::Access => "ban",
            Self::Portal => "log-in",
        }
    }

    /// The table whose rows have an id and a name that a log may repeat. Patients and what was sent to them are never named.
    #[must_use]
    pub const fn named_in(self) -> Option<&'static str> {
        match self {
            Self::Segment => Some("segment"),
            Self::SegmentTemplate => Some("segment_template"),
            Self::CodeSet => Some("code_set"),
            Self::Message => Some("template"),
            Self::Picture => Some("media"),
            Self::Journey => Some("journey"),
            Self::Trigger => Some("record_trigger"),
            Self::Event => Some("event"),
            Self::VisitType => Some("visit_type"),
            Self::Program => Some("outreach_program"),
            Self::Staff => Some("staff"),
            Self::Patient
            | Self::SentMessage
            | Self::Reply
            | Self::Appointment
            | Self::Schedule
            | Self::ProspectList
            | Self::Call
            | Self::Import
            | Self::Setting
            | Self::Audit
            | Self::Access
            | Self::Consent
            | Self::Portal => None,
        }
    }
}

/// One thing, of whatever kind: what a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Thing {
    pub noun: Noun,
    pub id: Uuid,
}

impl Thing {
    /// The thing that a row names by noun and id; `None` for a noun of a later version, and for what has no id of its own.
    #[must_use]
    pub fn read(noun: &Known<Noun>, id: &str) -> Option<Self> {
        Some(Self { noun: noun.known()?, id: id.parse().ok()? })
    }

    /// The page to open it on.
    #[must_use]
    pub fn path(self) -> Option<String> {
        self.noun.path(self.id)
    }
}

macro_rules! things {
    ($($id:ident => $noun:ident),+ $(,)?) => {$(
        impl From<$id> for Thing {
            fn from(id: $id) -> Self {
                Self { noun: Noun::$noun, id: id.0 }
            }
        }
    )+};
}

things! {
    PatientId => Patient,
    SegmentId => Segment,
    SegmentTemplateId => SegmentTemplate,
    TemplateId => Message,
    MessageId => SentMessage,
    MediaId => Picture,
    JourneyId => Journey,
    TriggerId => Trigger,
    EventId => Event,
    AppointmentId => Appointment,
    ProgramId => Program,
    ProspectListId => ProspectList,
    CallId => Call,
    VisitTypeId => VisitType,
    ScheduleId => Schedule,
    ImportId => Import,
    StaffId => Staff,
}
