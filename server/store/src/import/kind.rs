//! The resource types that become rows, and the tables they become rows of.

/// A FHIR resource type that is flattened. Ordered so that what is referred to comes before what refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    Organization,
    Practitioner,
    Location,
    Patient,
    Encounter,
    Condition,
    Observation,
    Procedure,
    MedicationRequest,
    Immunization,
    AllergyIntolerance,
    Appointment,
    Coverage,
    DiagnosticReport,
    ServiceRequest,
    DeviceRequest,
}

impl RecordKind {
    pub const ALL: [Self; 16] = [
        Self::Organization,
        Self::Practitioner,
        Self::Location,
        Self::Patient,
        Self::Encounter,
        Self::Condition,
        Self::Observation,
        Self::Procedure,
        Self::MedicationRequest,
        Self::Immunization,
        Self::AllergyIntolerance,
        Self::Appointment,
        Self::Coverage,
        Self::DiagnosticReport,
        Self::ServiceRequest,
        Self::DeviceRequest,
    ];

    /// FHIR's name of the type.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organization => "Organization",
            Self::Practitioner => "Practitioner",
            Self::Location => "Location",
            Self::Patient => "Patient",
            Self::Encounter => "Encounter",
            Self::Condition => "Condition",
            Self::Observation => "Observation",
            Self::Procedure => "Procedure",
            Self::MedicationRequest => "MedicationRequest",
            Self::Immunization => "Immunization",
            Self::AllergyIntolerance => "AllergyIntolerance",
            Self::Appointment => "Appointment",
            Self::Coverage => "Coverage",
            Self::DiagnosticReport => "DiagnosticReport",
            Self::ServiceRequest => "ServiceRequest",
            Self::DeviceRequest => "DeviceRequest",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The table's name, which is also the change queue's record type.
    pub const fn table(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Practitioner => "practitioner",
            Self::Location => "location",
            Self::Patient => "patient",
            Self::Encounter => "encounter",
            Self::Condition => "condition",
            Self::Observation => "observation",
            Self::Procedure => "procedure",
            Self::MedicationRequest => "medication_request",
            Self::Immunization => "immunization",
            Self::AllergyIntolerance => "allergy_intolerance",
            Self::Appointment => "appointment",
            Self::Coverage => "coverage",
            Self::DiagnosticReport => "diagnostic_report",
            Self::ServiceRequest => "service_request",
            Self::DeviceRequest => "device_request",
        }
    }

    /// True for what belongs to one patient.
    pub fn is_fact(self) -> bool {
        self > Self::Patient
    }

    /// True for what many patients share; bundles repeat it.
    pub fn is_directory(self) -> bool {
        self < Self::Patient
    }

    /// The columns a record's fields fill, in their order.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Organization => &["name", "phone", "email", "line", "city", "state", "postal_code", "country"],
            Self::Practitioner => &["npi", "prefix", "given", "family", "gender", "active"],
            Self::Location => {
                &["name", "line", "city", "state", "postal_code", "country", "organization_id", "latitude", "longitude"]
            }
            Self::Patient => &[
                "active",
                "prefix",
                "given",
                "family",
                "name_search",
                "birth_date",
                "gender",
                "birth_sex",
                "deceased",
                "deceased_at",
                "language",
                "race",
                "ethnicity",
                "line",
                "city",
                "state",
                "postal_code",
                "country",
                "general_practitioner_id",
                "managing_organization_id",
                "latitude",
                "longitude",
                "preferred_channel",
            ],
            Self::Encounter => &[
                "concept_id",
                "class",
                "status",
                "start_at",
                "end_at",
                "reason_concept_id",
                "discharge_disposition",
                "practitioner_id",
                "organization_id",
                "location_id",
            ],
            Self::Condition => &[
                "concept_id",
                "category",
                "clinical_status",
                "verification_status",
                "body_site_concept_id",
                "onset_at",
                "abatement_at",
                "recorded_at",
                "encounter_id",
            ],
            Self::Observation => &[
                "concept_id",
                "category",
                "status",
                "effective_at",
                "effective_end_at",
                "value_number",
                "value_unit",
                "value_concept_id",
                "value_text",
                "encounter_id",
            ],
            Self::Procedure => &["concept_id", "status", "body_site_concept_id", "start_at", "end_at", "encounter_id"],
            Self::MedicationRequest => {
                &["concept_id", "status", "intent", "do_not_perform", "authored_at", "practitioner_id", "encounter_id"]
            }
            Self::Immunization => &["concept_id", "status", "occurrence_at", "encounter_id"],
            Self::AllergyIntolerance => &[
                "concept_id",
                "category",
                "criticality",
                "clinical_status",
                "verification_status",
                "onset_at",
                "recorded_at",
            ],
            Self::Appointment => {
                &["concept_id", "status", "start_at", "end_at", "description", "practitioner_id", "location_id"]
            }
            Self::Coverage => &["concept_id", "status", "payor", "start_at", "end_at"],
            Self::ServiceRequest | Self::DeviceRequest => {
                &["concept_id", "status", "intent", "do_not_perform", "authored_at", "encounter_id"]
            }
            Self::DiagnosticReport => {
                &["concept_id", "category", "status", "effective_at", "issued_at", "encounter_id"]
            }
        }
    }
}
