//! Typed public identifiers. Inside, rows have dense integers; what leaves the server is a UUIDv7 of one kind.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! public_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    )+};
}

public_id! {
    /// A member of staff.
    StaffId,
    PatientId,
    SegmentId,
    /// A rule that staff keep to start from.
    SegmentTemplateId,
    TemplateId,
    /// A picture in the media library.
    MediaId,
    JourneyId,
    /// A record trigger, such as "Encounter details updated".
    TriggerId,
    EventId,
    SessionId,
    /// A kind of visit that people book.
    VisitTypeId,
    /// A practitioner's hours at a site.
    ScheduleId,
    /// An appointment that was booked here.
    AppointmentId,
    /// A slot kept for somebody who is about to book it.
    HoldId,
    SpeakerId,
    /// An outreach program of the contact center.
    ProgramId,
    /// A month's list of names for a program.
    ProspectListId,
    /// One call to make, or that came in (FHIR Task).
    CallId,
    RegistrationId,
    /// One run of the FHIR import.
    ImportId,
    /// A message that was (or was to be) sent to one address.
    MessageId,
    /// A block that several messages show.
    SharedBlockId,
    /// Cards and letters that went to the print house together.
    PrintBatchId,
}
