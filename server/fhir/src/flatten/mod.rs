//! From a FHIR resource to the fields of one row. Each function here fills [`store::import::columns`] of its kind.

mod directory;
mod findings;
mod medicines;
mod orders;
mod patient;
mod refusal;
mod results;
mod treatment;
mod visits;

use crate::concepts::Concepts;
use crate::datatypes::{CodeableConcept, ResourceReference, Text};
use crate::moment;
use crate::reference::{self, Entries};
use shared::records::RecordType;
use shared::time::UtcMillis;
use std::collections::HashMap;
use std::sync::Arc;
use store::bulk::Cell;
use store::import::{Attached, Column, Concept, Field, Key, RecordKind, Reference};

/// Why a resource is refused; carries nothing from the resource.
pub type Reason = String;

/// What a resource is flattened within: its bundle, and what was read before it.
#[derive(Debug)]
pub struct Scope<'a> {
    pub entries: &'a Entries,
    /// Codes of the Medication resources met so far, by id.
    pub medications: &'a HashMap<String, Arc<Concept>>,
    pub concepts: &'a mut Concepts,
    pub now: UtcMillis,
    /// Where we are: telephone numbers of people without a country are at home there.
    pub country: Option<&'a str>,
    /// Put before the ids of another source, which may be the same as ours.
    pub prefix: &'a str,
}

/// A resource's own part of a record.
#[derive(Debug)]
pub struct Flat {
    pub patient: Option<Reference>,
    pub fields: Vec<(Column, Field)>,
    pub attached: Attached,
}

/// Flattens the resource in `json`, which is of `kind`.
///
/// # Errors
/// Says what is missing or wrong, naming elements but no content.
pub fn flatten(kind: RecordKind, json: &str, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    match kind {
        RecordKind::Organization => directory::organization(parse(json)?),
        RecordKind::Practitioner => directory::practitioner(parse(json)?),
        RecordKind::Location => directory::location(parse(json)?, scope),
        RecordKind::Patient => patient::patient(parse(json)?, scope),
        RecordKind::Record(record) => match record {
            RecordType::Encounter => visits::encounter(parse(json)?, scope),
            RecordType::Appointment => visits::appointment(parse(json)?, scope),
            RecordType::Coverage => visits::coverage(parse(json)?, scope),
            RecordType::Condition => findings::condition(parse(json)?, scope),
            RecordType::Observation => findings::observation(parse(json)?, scope),
            RecordType::DiagnosticReport => findings::diagnostic_report(parse(json)?, scope),
            RecordType::AllergyIntolerance => findings::allergy(parse(json)?, scope),
            RecordType::Procedure => treatment::procedure(parse(json)?, scope),
            RecordType::MedicationRequest => treatment::medication_request(parse(json)?, scope),
            RecordType::MedicationStatement => medicines::statement(parse(json)?, scope),
            RecordType::MedicationDispense => medicines::dispense(parse(json)?, scope),
            RecordType::AdverseEvent => medicines::adverse_event(parse(json)?, scope),
            RecordType::ServiceRequest => orders::service_request(parse(json)?, scope),
            RecordType::DeviceRequest => orders::device_request(parse(json)?, scope),
            RecordType::Immunization => treatment::immunization(parse(json)?, scope),
            RecordType::CareGapRemark | RecordType::ImmunizationRecommendation | RecordType::Activity => {
                Err("this is not a FHIR resource that is imported".into())
            }
        },
    }
}

fn parse<'a, T: serde::Deserialize<'a>>(json: &'a str) -> Result<T, Reason> {
    serde_json::from_str(json).map_err(|error| wrong_shape(&error))
}

/// What serde complains about, without the value it quotes: only what was expected.
pub fn wrong_shape(error: &serde_json::Error) -> Reason {
    let text = error.to_string();
    match text.rsplit_once(", expected ") {
        Some((_, expected)) => {
            let expected = expected.split(" at line").next().unwrap_or(expected);
            format!("an element is not of the kind FHIR says: expected {expected}")
        }
        None => "an element is not of the kind FHIR says".to_owned(),
    }
}

impl Scope<'_> {
    fn concept(&mut self, concept: Option<&CodeableConcept<'_>>) -> Field {
        Field::Concept(concept.and_then(|concept| self.concepts.of(concept)))
    }

    /// A concept that the row can't be without.
    fn required(&mut self, concept: Option<&CodeableConcept<'_>>, element: &str) -> Result<Field, Reason> {
        match concept.and_then(|concept| self.concepts.of(concept)) {
            Some(concept) => Ok(Field::Concept(Some(concept))),
            None => Err(format!("{element} has neither text nor a code")),
        }
    }

    fn target(&self, to: Option<&ResourceReference<'_>>, kind: impl Into<RecordKind>) -> Option<Reference> {
        let mut target = to.and_then(|to| reference::resolve(to, &[kind.into()], self.entries))?;
        if let Key::Id(id) = &mut target.key {
            id.insert_str(0, self.prefix);
        }
        Some(target)
    }

    fn link(&self, to: Option<&ResourceReference<'_>>, kind: impl Into<RecordKind>) -> Field {
        Field::Reference(self.target(to, kind))
    }

    /// Whom the resource is about.
    fn subject(&self, to: Option<&ResourceReference<'_>>, element: &str) -> Result<Option<Reference>, Reason> {
        match self.target(to, RecordKind::Patient) {
            Some(patient) => Ok(Some(patient)),
            None => Err(format!("{element} refers to no patient")),
        }
    }
}

/// A moment that may be absent but not nonsense.
fn moment(text: Option<&Text<'_>>, element: &str) -> Result<Option<i64>, Reason> {
    match text.map(|text| &**text) {
        None => Ok(None),
        Some(text) => moment::millis(text).map(Some).ok_or_else(|| format!("{element} is not a FHIR date or time")),
    }
}

fn cell(value: impl Into<Cell>) -> Field {
    Field::Cell(value.into())
}

/// The status; FHIR requires one, exporters forget it.
fn status(text: &Option<Text<'_>>) -> Field {
    cell(crate::datatypes::owned(text).unwrap_or_else(|| "unknown".into()))
}

fn fact(patient: Option<Reference>, fields: Vec<(Column, Field)>) -> Flat {
    Flat { patient, fields, attached: Attached::Nothing }
}
