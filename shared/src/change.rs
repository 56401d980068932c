//! What can happen to a record, and what it can happen to.

use crate::coded;
use crate::records::{RecordKind, RecordType};

coded! {
    /// What became of a record, as the queue of changes says it and triggers listen for it.
    pub enum ChangeKind {
        Created = "created", "Created";
        Updated = "updated", "Changed";
        Deleted = "deleted", "Deleted";
    }
}

/// What changed. The migrations' triggers write the names too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Changed {
    Kind(RecordKind),
    /// What is known of an address, such as that nothing arrives there.
    ContactPoint,
    /// Who cares for the patient.
    CareTeam,
    Consent,
    /// Who is in a segment.
    Segment,
    /// Where somebody is in a journey.
    JourneyRun,
}

impl Changed {
    /// The name in the queue: of a kind of record its table.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.table(),
            Self::ContactPoint => "contact_point",
            Self::CareTeam => "care-team",
            Self::Consent => "consent",
            Self::Segment => "segment",
            Self::JourneyRun => "journey_run",
        }
    }

    /// What has this name in the queue; `None` for a name from a later version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let others = [Self::ContactPoint, Self::CareTeam, Self::Consent, Self::Segment, Self::JourneyRun];
        let kinds = RecordKind::ALL.into_iter().chain(RecordType::ALL.iter().copied().map(RecordKind::Record));
        kinds.map(Self::Kind).chain(others).find(|changed| changed.code() == code)
    }
}
