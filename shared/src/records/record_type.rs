//! The types of related records, and what is particular about each: the one list from which rules, the importer, triggers
//! and the patient's page take names, labels and order.

use super::{CodedFact, NO_RESULT, REFUSALS, WordFact};
use crate::activity::ActivityKind;
use crate::coded;
use crate::vaccines::State;

coded! {
    /// FHIR R4 resources, and what happened between us and the patient, in the order of the builder's menu. Codes are those of
    /// stored rules and of rules as text.
    pub enum RecordType {
        Condition = "condition", "Condition";
        Observation = "observation", "Observation";
        Procedure = "procedure", "Procedure";
        MedicationRequest = "medication-request", "Medication request";
        MedicationStatement = "medication-statement", "Medication statement";
        MedicationDispense = "medication-dispense", "Medication dispense";
        Immunization = "immunization", "Immunization";
        AllergyIntolerance = "allergy-intolerance", "Allergy";
        AdverseEvent = "adverse-event", "Adverse event";
        Encounter = "encounter", "Encounter";
        Appointment = "appointment", "Appointment";
        DiagnosticReport = "diagnostic-report", "Diagnostic report";
        ServiceRequest = "service-request", "Service request";
        DeviceRequest = "device-request", "Device request";
        Coverage = "coverage", "Coverage";
        /// What staff know of a care gap: not wanted, or not advised. No FHIR resource.
        CareGapRemark = "care-gap-remark", "Care gap remark";
        /// A stretch of time in one state of a series of vaccines, which the forecaster derives (`shared::vaccines`).
        ImmunizationRecommendation = "immunization-recommendation", "Vaccine forecast";
        /// A message sent, opened or clicked, an event registered or attended, a journey entered: no FHIR resource.
        Activity = "activity", "Activity";
    }
}

impl RecordType {
    /// Those that the patient's page lists, in its order; appointments have lists of their own there.
    pub const ON_THE_PATIENTS_PAGE: [Self; 12] = [
        Self::Condition,
        Self::MedicationRequest,
        Self::MedicationStatement,
        Self::MedicationDispense,
        Self::AllergyIntolerance,
        Self::AdverseEvent,
        Self::Observation,
        Self::Immunization,
        Self::Procedure,
        Self::Encounter,
        Self::DiagnosticReport,
        Self::Coverage,
    ];

    /// The resource's name in FHIR, of what an import brings: activities and vaccine forecasts are made here.
    pub const fn fhir_name(self) -> Option<&'static str> {
        Some(match self {
            Self::Condition => "Condition",
            Self::Observation => "Observation",
            Self::Procedure => "Procedure",
            Self::MedicationRequest => "MedicationRequest",
            Self::MedicationStatement => "MedicationStatement",
            Self::MedicationDispense => "MedicationDispense",
            Self::Immunization => "Immunization",
            Self::AllergyIntolerance => "AllergyIntolerance",
            Self::AdverseEvent => "AdverseEvent",
            Self::Encounter => "Encounter",
            Self::Appointment => "Appointment",
            Self::DiagnosticReport => "DiagnosticReport",
            Self::ServiceRequest => "ServiceRequest",
            Self::DeviceRequest => "DeviceRequest",
            Self::Coverage => "Coverage",
            Self::CareGapRemark | Self::ImmunizationRecommendation | Self::Activity => return None,
        })
    }

    /// The table's name, which is also the record type in the change queue.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Observation => "observation",
            Self::Procedure => "procedure",
            Self::MedicationRequest => "medication_request",
            Self::MedicationStatement => "medication_statement",
            Self::MedicationDispense => "medication_dispense",
            Self::Immunization => "immunization",
            Self::AllergyIntolerance => "allergy_intolerance",
            Self::AdverseEvent => "adverse_event",
            Self::CareGapRemark => "care_gap_remark",
            Self::Encounter => "encounter",
            Self::Appointment => "appointment",
            Self::DiagnosticReport => "diagnostic_report",
            Self::ServiceRequest => "service_request",
            Self::DeviceRequest => "device_request",
            Self::Coverage => "coverage",
            Self::ImmunizationRecommendation => "immunization_recommendation",
            Self::Activity => "activity",
        }
    }

    /// What several of them are called, in the middle of a sentence.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Condition => "conditions",
            Self::Observation => "observations",
            Self::Procedure => "procedures",
            Self::MedicationRequest => "medication requests",
            Self::MedicationStatement => "medication statements",
            Self::MedicationDispense => "medication dispenses",
            Self::Immunization => "immunizations",
            Self::AllergyIntolerance => "allergies",
            Self::AdverseEvent => "adverse events",
            Self::CareGapRemark => "care gap remarks",
            Self::Encounter => "encounters",
            Self::Appointment => "appointments",
            Self::DiagnosticReport => "diagnostic reports",
            Self::ServiceRequest => "service requests",
            Self::DeviceRequest => "device requests",
            Self::Coverage => "coverages",
            Self::ImmunizationRecommendation => "vaccine forecasts",
            Self::Activity => "activities",
        }
    }

    /// The heading of a list of them.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Condition => "Conditions",
            Self::Observation => "Observations",
            Self::Procedure => "Procedures",
            Self::MedicationRequest => "Medications",
            Self::MedicationStatement => "Medicines taken",
            Self::MedicationDispense => "Medicines handed over",
            Self::Immunization => "Immunizations",
            Self::AllergyIntolerance => "Allergies",
            Self::AdverseEvent => "Adverse events",
            Self::CareGapRemark => "Care gap remarks",
            Self::Encounter => "Encounters",
            Self::Appointment => "Appointments",
            Self::DiagnosticReport => "Diagnostic reports",
            Self::ServiceRequest => "Service requests",
            Self::DeviceRequest => "Device requests",
            Self::Coverage => "Coverage",
            Self::ImmunizationRecommendation => "Vaccine forecasts",
            Self::Activity => "Activities",
        }
    }

    /// What the record's date is the date of.
    pub const fn date_label(self) -> &'static str {
        match self {
            Self::Condition | Self::AllergyIntolerance | Self::MedicationStatement => "began",
            Self::Observation => "was taken",
            Self::Procedure => "was performed",
            Self::MedicationRequest | Self::DiagnosticReport => "was written",
            Self::ServiceRequest | Self::DeviceRequest => "was ordered",
            Self::Immunization => "was given",
            Self::MedicationDispense => "was handed over",
            Self::CareGapRemark => "was made",
            Self::Encounter | Self::Appointment | Self::Coverage => "starts",
            Self::ImmunizationRecommendation => "begins",
            Self::AdverseEvent | Self::Activity => "happened",
        }
    }

    /// FHIR R4 codes of the status (kinds of activity), in the order a person would look for them.
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
            Self::ServiceRequest | Self::DeviceRequest => {
                &["active", "completed", "on-hold", "revoked", "draft", "entered-in-error", "unknown"]
            }
            Self::MedicationStatement => {
                &["active", "completed", "intended", "on-hold", "stopped", "not-taken", "entered-in-error", "unknown"]
            }
            Self::MedicationDispense => &[
                "completed",
                "preparation",
                "in-progress",
                "on-hold",
                "stopped",
                "cancelled",
                "declined",
                "entered-in-error",
                "unknown",
            ],
            Self::AdverseEvent => &["actual", "potential", "unknown"],
            Self::CareGapRemark => &["not-wanted", "not-advised", "revoked"],
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
            Self::DiagnosticReport => &[
                "final",
                "amended",
                "corrected",
                "appended",
                "preliminary",
                "partial",
                "registered",
                "cancelled",
                "entered-in-error",
                "unknown",
            ],
            Self::Coverage => &["active", "cancelled", "draft", "entered-in-error"],
            Self::ImmunizationRecommendation => &State::STORED,
            Self::Activity => &ActivityKind::CODES,
        }
    }

    /// FHIR R4 verification statuses, where the resource has them.
    pub const fn verifications(self) -> &'static [&'static str] {
        match self {
            Self::Condition => {
                &["confirmed", "unconfirmed", "provisional", "differential", "refuted", "entered-in-error"]
            }
            Self::AllergyIntolerance => &["confirmed", "unconfirmed", "refuted", "entered-in-error"],
            Self::Observation
            | Self::Procedure
            | Self::MedicationRequest
            | Self::MedicationStatement
            | Self::MedicationDispense
            | Self::Immunization
            | Self::AdverseEvent
            | Self::Encounter
            | Self::Appointment
            | Self::DiagnosticReport
            | Self::ServiceRequest
            | Self::DeviceRequest
            | Self::Coverage
            | Self::CareGapRemark
            | Self::ImmunizationRecommendation
            | Self::Activity => &[],
        }
    }

    /// Records that say something did not happen or is not going to, that only propose or plan it, or that were a mistake: by
    /// the word that says so, which codes. They match only a test that asks for that word by name.
    pub const fn left_out(self) -> &'static [(WordFact, &'static [&'static str])] {
        /// FHIR request intents of what nobody has ordered yet.
        const NO_ORDER: (WordFact, &[&str]) = (WordFact::Intent, &["proposal", "plan", "option"]);
        const REFUSED: (WordFact, &[&str]) = (WordFact::Refusal, &REFUSALS);
        const NOT_DONE: (WordFact, &[&str]) = (WordFact::Status, &["not-done", "entered-in-error"]);
        const CANCELLED: (WordFact, &[&str]) = (WordFact::Status, &["cancelled", "entered-in-error"]);
        match self {
            Self::Condition | Self::AllergyIntolerance => &[(WordFact::Verification, &["refuted", "entered-in-error"])],
            Self::Procedure | Self::Immunization => &[NOT_DONE, REFUSED],
            Self::Observation => &[CANCELLED, (WordFact::Result, NO_RESULT), REFUSED],
            Self::Encounter | Self::Appointment | Self::DiagnosticReport | Self::Coverage => &[CANCELLED],
            Self::ServiceRequest | Self::DeviceRequest => {
                &[(WordFact::Status, &["draft", "on-hold", "revoked", "entered-in-error"]), NO_ORDER, REFUSED]
            }
            Self::MedicationRequest => {
                &[(WordFact::Status, &["draft", "cancelled", "entered-in-error"]), NO_ORDER, REFUSED]
            }
            Self::MedicationStatement => &[(WordFact::Status, &["intended", "not-taken", "entered-in-error"]), REFUSED],
            Self::MedicationDispense => &[
                (WordFact::Status, &["preparation", "in-progress", "cancelled", "declined", "entered-in-error"]),
                REFUSED,
            ],
            Self::AdverseEvent => &[(WordFact::Status, &["potential"])],
            Self::CareGapRemark => &[(WordFact::Status, &["revoked"])],
            Self::ImmunizationRecommendation | Self::Activity => &[],
        }
    }

    /// The statuses that end what otherwise goes on, whether or not a day of its end is known.
    pub const fn over(self) -> &'static [&'static str] {
        match self {
            Self::Condition => &["inactive", "remission", "resolved"],
            Self::AllergyIntolerance => &["inactive", "resolved"],
            Self::MedicationRequest => {
                &["completed", "on-hold", "stopped", "cancelled", "draft", "entered-in-error", "unknown"]
            }
            Self::MedicationStatement => {
                &["completed", "intended", "on-hold", "stopped", "not-taken", "entered-in-error", "unknown"]
            }
            Self::CareGapRemark => &["revoked"],
            Self::Observation
            | Self::Procedure
            | Self::MedicationDispense
            | Self::Immunization
            | Self::AdverseEvent
            | Self::Encounter
            | Self::Appointment
            | Self::DiagnosticReport
            | Self::ServiceRequest
            | Self::DeviceRequest
            | Self::Coverage
            | Self::ImmunizationRecommendation
            | Self::Activity => &[],
        }
    }

    /// The statuses of what took place and stands; none for what is not done but is, like a condition.
    pub const fn done(self) -> &'static [&'static str] {
        match self {
            Self::Observation => &["final", "amended", "corrected"],
            Self::DiagnosticReport => &["final", "amended", "corrected", "appended"],
            Self::Procedure | Self::Immunization | Self::MedicationDispense => &["completed"],
            Self::AdverseEvent => &["actual"],
            Self::Encounter => &["finished"],
            Self::Appointment => &["fulfilled"],
            Self::MedicationRequest | Self::MedicationStatement | Self::ServiceRequest | Self::DeviceRequest => {
                &["active", "completed"]
            }
            Self::Condition
            | Self::AllergyIntolerance
            | Self::Coverage
            | Self::CareGapRemark
            | Self::ImmunizationRecommendation
            | Self::Activity => &[],
        }
    }

    /// Has a FHIR CodeableConcept that says what it is.
    pub const fn has_concept(self) -> bool {
        CodedFact::Concept.is_of(self)
    }

    /// Has a value: a number with a unit, a code, or components with those.
    pub const fn has_value(self) -> bool {
        CodedFact::Value.is_of(self)
    }

    /// Takes place somewhere.
    pub const fn has_site(self) -> bool {
        matches!(self, Self::Encounter | Self::Appointment)
    }

    /// Says who provided it, which may be a department.
    pub const fn has_provider(self) -> bool {
        matches!(self, Self::Encounter)
    }

    /// FHIR `doNotPerform`: an order not to.
    pub const fn has_negation(self) -> bool {
        matches!(self, Self::MedicationRequest | Self::ServiceRequest | Self::DeviceRequest)
    }

    /// Lasts from a start to an end. The others are over when they begin.
    pub const fn has_end(self) -> bool {
        matches!(
            self,
            Self::Condition
                | Self::Observation
                | Self::Procedure
                | Self::MedicationRequest
                | Self::MedicationStatement
                | Self::MedicationDispense
                | Self::Encounter
                | Self::Appointment
                | Self::Coverage
                | Self::CareGapRemark
                | Self::ImmunizationRecommendation
        )
    }

    /// Without an end it still goes on; of the others, no end means that it ended when it began.
    pub const fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Condition
                | Self::AllergyIntolerance
                | Self::MedicationRequest
                | Self::MedicationStatement
                | Self::Coverage
                | Self::CareGapRemark
                | Self::ImmunizationRecommendation
        )
    }
}
