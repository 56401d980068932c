//! Tests of related records: all conditions of one test hold for the SAME record.

use super::{BlockId, DateTest};
use serde::{Deserialize, Serialize};

/// "Has a condition whose …", or has none such.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordTest {
    pub record: RecordType,
    pub quantifier: Quantifier,
    /// All of them, on one and the same record. Without any, every record that counts matches.
    pub conditions: Vec<RecordCondition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantifier {
    Exists,
    None,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordCondition {
    pub id: BlockId,
    pub test: RecordConditionTest,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordConditionTest {
    /// One of the concept's codings is one of these.
    Code(Vec<CodeRef>),
    Text(TextTest),
    /// The clinical status of a condition or allergy, the status of everything else: any of these FHIR codes.
    Status(Vec<String>),
    /// Verification status, of conditions and allergies only.
    Verification(Vec<String>),
    Date(DateTest),
    /// Observations only.
    Number(NumberTest),
}

/// A code of a code system, with the words it was picked by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRef {
    pub system: String,
    pub code: String,
    pub display: String,
}

/// Looks in the text of the record's concept and in the displays of its codings, whatever their case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextTest {
    Contains(String),
    Begins(String),
}

impl TextTest {
    pub fn text(&self) -> &str {
        match self {
            Self::Contains(text) | Self::Begins(text) => text,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NumberTest {
    pub compare: Comparison,
    pub value: f64,
    /// UCUM; records in any other unit don't match. `None` takes every unit.
    pub unit: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    Below,
    AtMost,
    Equals,
    AtLeast,
    Above,
}

impl Comparison {
    pub const ALL: [Self; 5] = [Self::Below, Self::AtMost, Self::Equals, Self::AtLeast, Self::Above];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::AtMost => "at most",
            Self::Equals => "exactly",
            Self::AtLeast => "at least",
            Self::Above => "above",
        }
    }

    pub fn holds(self, found: f64, wanted: f64) -> bool {
        match self {
            Self::Below => found < wanted,
            Self::AtMost => found <= wanted,
            Self::Equals => found == wanted,
            Self::AtLeast => found >= wanted,
            Self::Above => found > wanted,
        }
    }
}

/// The FHIR R4 resources a rule can look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordType {
    Condition,
    Observation,
    Procedure,
    MedicationRequest,
    Immunization,
    AllergyIntolerance,
    Encounter,
    Appointment,
}

impl RecordType {
    pub const ALL: [Self; 8] = [
        Self::Condition,
        Self::Observation,
        Self::Procedure,
        Self::MedicationRequest,
        Self::Immunization,
        Self::AllergyIntolerance,
        Self::Encounter,
        Self::Appointment,
    ];

    /// The table's name, which is also the record type in the change queue.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Observation => "observation",
            Self::Procedure => "procedure",
            Self::MedicationRequest => "medication_request",
            Self::Immunization => "immunization",
            Self::AllergyIntolerance => "allergy_intolerance",
            Self::Encounter => "encounter",
            Self::Appointment => "appointment",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Condition => "Condition",
            Self::Observation => "Observation",
            Self::Procedure => "Procedure",
            Self::MedicationRequest => "Medication request",
            Self::Immunization => "Immunization",
            Self::AllergyIntolerance => "Allergy",
            Self::Encounter => "Encounter",
            Self::Appointment => "Appointment",
        }
    }

    /// As the sentence says it: "a condition", "an observation".
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Condition => "a condition",
            Self::Observation => "an observation",
            Self::Procedure => "a procedure",
            Self::MedicationRequest => "a medication request",
            Self::Immunization => "an immunization",
            Self::AllergyIntolerance => "an allergy",
            Self::Encounter => "an encounter",
            Self::Appointment => "an appointment",
        }
    }

    /// What the record's date is the date of.
    pub const fn date_label(self) -> &'static str {
        match self {
            Self::Condition | Self::AllergyIntolerance => "began",
            Self::Observation => "was taken",
            Self::Procedure => "was performed",
            Self::MedicationRequest => "was written",
            Self::Immunization => "was given",
            Self::Encounter | Self::Appointment => "starts",
        }
    }

    /// FHIR R4 codes of the status, in the order a person would look for them.
    pub const fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Condition => &["active", "recurrence", "relapse", "inactive", "remission", "resolved"],
            Self::AllergyIntolerance => &["active", "inactive", "resolved"],
            Self::Observation => &[
                "final",
                "amended",
                "corrected",
                "preliminary",
                "registered",
                "cancelled",
                "entered-in-error",
                "unknown",
            ],
            Self::Procedure => &[
                "completed",
                "in-progress",
                "preparation",
                "on-hold",
                "stopped",
                "not-done",
                "entered-in-error",
                "unknown",
            ],
            Self::MedicationRequest => {
                &["active", "completed", "on-hold", "stopped", "cancelled", "draft", "entered-in-error", "unknown"]
            }
            Self::Immunization => &["completed", "not-done", "entered-in-error"],
            Self::Encounter => &[
                "finished",
                "in-progress",
                "planned",
                "arrived",
                "triaged",
                "onleave",
                "cancelled",
                "entered-in-error",
                "unknown",
            ],
            Self::Appointment => &[
                "booked",
                "pending",
                "proposed",
                "arrived",
                "checked-in",
                "fulfilled",
                "noshow",
                "cancelled",
                "waitlist",
                "entered-in-error",
            ],
        }
    }

    /// FHIR R4 verification statuses, where the resource has them.
    pub const fn verifications(self) -> &'static [&'static str] {
        match self {
            Self::Condition => {
                &["confirmed", "unconfirmed", "provisional", "differential", "refuted", "entered-in-error"]
            }
            Self::AllergyIntolerance => &["confirmed", "unconfirmed", "refuted", "entered-in-error"],
            _ => &[],
        }
    }

    /// Records that say something did not happen, or that were a mistake. They match only a test that asks for such a
    /// status by name: a verification status where the resource has one, else the status.
    pub const fn left_out(self) -> &'static [&'static str] {
        match self {
            Self::Condition | Self::AllergyIntolerance => &["refuted", "entered-in-error"],
            Self::Procedure | Self::Immunization => &["not-done", "entered-in-error"],
            Self::Observation | Self::Encounter | Self::Appointment => &["cancelled", "entered-in-error"],
            Self::MedicationRequest => &["entered-in-error"],
        }
    }

    /// True when [`Self::left_out`] speaks of the verification status.
    pub const fn has_verification(self) -> bool {
        matches!(self, Self::Condition | Self::AllergyIntolerance)
    }
}

impl RecordTest {
    /// The statuses left out of this test: none once it asks for statuses itself.
    pub fn left_out(&self) -> &'static [&'static str] {
        let asks = self.conditions.iter().any(|condition| match condition.test {
            RecordConditionTest::Verification(_) => self.record.has_verification(),
            RecordConditionTest::Status(_) => !self.record.has_verification(),
            _ => false,
        });
        if asks { &[] } else { self.record.left_out() }
    }
}
