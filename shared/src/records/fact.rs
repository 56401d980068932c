//! What is kept of a record, by what it is made of: words and coded concepts. Everything that stores, loads or compares
//! facts goes through these lists, so a new fact of one of these forms is a line here and a column in the tables.

use super::RecordType;
use serde::{Deserialize, Serialize};

/// Kept as a word: a code whose system the field gives, or a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordFact {
    /// The clinical status of conditions and allergies, the kind of activities, the status of everything else.
    Status,
    /// FHIR verification status.
    Verification,
    /// An encounter's class (v3-ActCode).
    Class,
    /// The code of an encounter's discharge disposition.
    Disposition,
    /// FHIR request intent: whether an order is an order, or only proposed or planned.
    Intent,
    /// The unit of an observation's value.
    Unit,
    /// FHIR quantity comparator of an observation's value: the value is only known to lie beyond it.
    Comparator,
    /// Whether an observation has a result: `given`, `none`, or the FHIR data-absent-reason.
    Result,
    /// Why it was not done: `not-wanted` by the patient, or `not-advised`.
    Refusal,
}

impl WordFact {
    pub const ALL: [Self; 9] = [
        Self::Status,
        Self::Verification,
        Self::Class,
        Self::Disposition,
        Self::Intent,
        Self::Unit,
        Self::Comparator,
        Self::Result,
        Self::Refusal,
    ];

    /// Whether records of this type have it.
    pub const fn is_of(self, record: RecordType) -> bool {
        match self {
            Self::Status => true,
            Self::Verification => matches!(record, RecordType::Condition | RecordType::AllergyIntolerance),
            Self::Class | Self::Disposition => matches!(record, RecordType::Encounter),
            Self::Intent => {
                matches!(record, RecordType::MedicationRequest | RecordType::ServiceRequest | RecordType::DeviceRequest)
            }
            Self::Unit | Self::Comparator | Self::Result => matches!(record, RecordType::Observation),
            Self::Refusal => matches!(
                record,
                RecordType::Observation
                    | RecordType::Procedure
                    | RecordType::MedicationRequest
                    | RecordType::MedicationStatement
                    | RecordType::MedicationDispense
                    | RecordType::Immunization
                    | RecordType::ServiceRequest
                    | RecordType::DeviceRequest
            ),
        }
    }

    /// The codes it may have, in the order a person would look for them, each with how it reads. None where any text goes.
    pub fn codes(self, record: RecordType) -> Vec<(&'static str, String)> {
        let read_as_written =
            |codes: &[&'static str]| codes.iter().map(|code| (*code, code.replace('-', " "))).collect();
        let worded =
            |codes: &[(&'static str, &str)]| codes.iter().map(|(code, words)| (*code, (*words).into())).collect();
        match self {
            Self::Status => read_as_written(record.statuses()),
            Self::Verification => read_as_written(record.verifications()),
            Self::Class if self.is_of(record) => worded(&CLASSES),
            Self::Disposition if self.is_of(record) => worded(&DISPOSITIONS),
            Self::Intent if self.is_of(record) => read_as_written(&INTENTS),
            Self::Result if self.is_of(record) => worded(&RESULTS),
            Self::Refusal if self.is_of(record) => read_as_written(&REFUSALS),
            Self::Class
            | Self::Disposition
            | Self::Intent
            | Self::Unit
            | Self::Comparator
            | Self::Result
            | Self::Refusal => Vec::new(),
        }
    }

    /// Whether other codes than [`Self::codes`] occur in real records, so that a rule may ask for them as well.
    pub const fn takes_other_codes(self) -> bool {
        match self {
            Self::Class | Self::Disposition | Self::Unit | Self::Comparator => true,
            Self::Status | Self::Verification | Self::Intent | Self::Result | Self::Refusal => false,
        }
    }
}

/// Kept as a FHIR CodeableConcept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CodedFact {
    /// What the record is.
    Concept,
    /// The coded result of an observation.
    Value,
    BodySite,
    /// Why it took place or was not done; of an adverse event, what is suspected to have caused it.
    Reason,
}

impl CodedFact {
    pub const ALL: [Self; 4] = [Self::Concept, Self::Value, Self::BodySite, Self::Reason];

    /// Whether records of this type have it.
    pub const fn is_of(self, record: RecordType) -> bool {
        match self {
            Self::Concept => !matches!(record, RecordType::Activity),
            Self::Value => matches!(record, RecordType::Observation),
            Self::BodySite => matches!(record, RecordType::Condition | RecordType::Procedure),
            Self::Reason => {
                matches!(record, RecordType::Encounter | RecordType::AdverseEvent) || WordFact::Refusal.is_of(record)
            }
        }
    }
}

/// The codes of [`WordFact::Result`]: `given`, `none`, and FHIR `data-absent-reason`.
const RESULTS: [(&str, &str); 14] = [
    ("given", "given"),
    ("none", "none"),
    ("unknown", "unknown"),
    ("asked-unknown", "asked, not known"),
    ("temp-unknown", "not known yet"),
    ("not-asked", "not asked"),
    ("asked-declined", "asked, declined"),
    ("masked", "masked"),
    ("not-applicable", "not applicable"),
    ("unsupported", "not supported"),
    ("error", "error"),
    ("not-a-number", "not a number"),
    ("not-performed", "not performed"),
    ("not-permitted", "not permitted"),
];

/// The codes of [`WordFact::Result`] that say why nothing came of an observation.
pub const NO_RESULT: &[&str] = &[
    "unknown",
    "asked-unknown",
    "temp-unknown",
    "not-asked",
    "asked-declined",
    "masked",
    "not-applicable",
    "unsupported",
    "error",
    "not-a-number",
    "not-performed",
    "not-permitted",
];

/// The codes of [`WordFact::Refusal`].
pub const REFUSALS: [&str; 2] = ["not-wanted", "not-advised"];

/// FHIR v3-ActCode classes of encounters, in plain words.
const CLASSES: [(&str, &str); 6] = [
    ("AMB", "outpatient"),
    ("IMP", "inpatient"),
    ("EMER", "emergency"),
    ("VR", "virtual"),
    ("HH", "at home"),
    ("OBSENC", "observation"),
];

/// FHIR `discharge-disposition`, in plain words.
const DISPOSITIONS: [(&str, &str); 11] = [
    ("home", "home"),
    ("alt-home", "another home"),
    ("other-hcf", "another hospital or clinic"),
    ("hosp", "hospice"),
    ("long", "long-term care"),
    ("aadvice", "left against advice"),
    ("exp", "died"),
    ("psy", "psychiatric hospital"),
    ("rehab", "rehabilitation"),
    ("snf", "skilled nursing facility"),
    ("oth", "elsewhere"),
];

/// FHIR R4 `request-intent`, which `medicationrequest-intent` is part of but for `directive`.
const INTENTS: [&str; 9] = [
    "order",
    "original-order",
    "reflex-order",
    "filler-order",
    "instance-order",
    "directive",
    "plan",
    "proposal",
    "option",
];
