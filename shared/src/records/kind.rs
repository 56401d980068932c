//! Everything that an import makes rows of: related records, the patients they are about, and what patients share.

use super::RecordType;

/// A FHIR resource type that becomes rows of a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    Organization,
    Practitioner,
    Location,
    Patient,
    Record(RecordType),
}

impl RecordKind {
    /// What is referred to comes before what refers to it.
    pub const ALL: [Self; 19] = [
        Self::Organization,
        Self::Practitioner,
        Self::Location,
        Self::Patient,
        Self::Record(RecordType::Encounter),
        Self::Record(RecordType::Condition),
        Self::Record(RecordType::Observation),
        Self::Record(RecordType::Procedure),
        Self::Record(RecordType::MedicationRequest),
        Self::Record(RecordType::MedicationStatement),
        Self::Record(RecordType::MedicationDispense),
        Self::Record(RecordType::Immunization),
        Self::Record(RecordType::AllergyIntolerance),
        Self::Record(RecordType::AdverseEvent),
        Self::Record(RecordType::Appointment),
        Self::Record(RecordType::Coverage),
        Self::Record(RecordType::DiagnosticReport),
        Self::Record(RecordType::ServiceRequest),
        Self::Record(RecordType::DeviceRequest),
    ];

    /// FHIR's name of the type; an activity, which no import brings, has our own.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Practitioner => "Practitioner",
            Self::Location => "Location",
            Self::Patient => "Patient",
            Self::Record(record) => match record.fhir_name() {
                Some(name) => name,
                None => record.label(),
            },
        }
    }

    /// The one of that name in FHIR.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The table's name, which is also the record type in the change queue.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Practitioner => "practitioner",
            Self::Location => "location",
            Self::Patient => "patient",
            Self::Record(record) => record.table(),
        }
    }

    /// The one with that table.
    pub fn of_table(table: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.table() == table)
    }

    /// What people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Practitioner => "Practitioner",
            Self::Location => "Location",
            Self::Patient => "Patient",
            Self::Record(record) => record.label(),
        }
    }

    /// True for what belongs to one patient.
    pub const fn is_fact(self) -> bool {
        matches!(self, Self::Record(_))
    }

    /// True for what many patients share; bundles repeat it.
    pub const fn is_directory(self) -> bool {
        matches!(self, Self::Organization | Self::Practitioner | Self::Location)
    }

    /// The place in [`Self::ALL`]; an activity comes last.
    pub fn rank(self) -> u8 {
        Self::ALL.iter().position(|kind| *kind == self).unwrap_or(Self::ALL.len()) as u8
    }
}

impl From<RecordType> for RecordKind {
    fn from(record: RecordType) -> Self {
        Self::Record(record)
    }
}

impl PartialOrd for RecordKind {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RecordKind {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}
