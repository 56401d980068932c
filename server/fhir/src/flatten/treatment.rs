//! Procedure, MedicationRequest, Immunization: what was done.

use super::{Flat, Reason, Scope, cell, fact, moment, status};
use crate::datatypes::{CodeableConcept, Period, ResourceReference, Text, owned};
use crate::reference;
use serde::Deserialize;
use shared::records::RecordType;
use std::sync::Arc;
use store::import::{Column, Concept, Field, RecordKind};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Procedure<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    body_site: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    performed_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    performed_period: Option<Period<'a>>,
}

pub fn procedure(from: Procedure<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let (from_period, to) = from.performed_period.map_or((None, None), |period| (period.start, period.end));
    let start = from.performed_date_time.or(from_period);
    Ok(fact(
        scope.subject(from.subject.as_ref(), "Procedure.subject")?,
        vec![
            (Column::ConceptId, scope.required(from.code.as_ref(), "Procedure.code")?),
            (Column::Status, status(&from.status)),
            (Column::BodySiteConceptId, scope.concept(from.body_site.first())),
            (Column::StartAt, cell(moment(start.as_ref(), "Procedure.performed")?)),
            (Column::EndAt, cell(moment(to.as_ref(), "Procedure.performedPeriod.end")?)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MedicationRequest<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    intent: Option<Text<'a>>,
    do_not_perform: Option<bool>,
    #[serde(borrow)]
    medication_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    medication_reference: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    contained: Vec<ContainedMedication<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    authored_on: Option<Text<'a>>,
    #[serde(borrow)]
    requester: Option<ResourceReference<'a>>,
}

/// A contained resource; only a Medication has a code that is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ContainedMedication<'a> {
    #[serde(borrow)]
    resource_type: Option<Text<'a>>,
    #[serde(borrow)]
    id: Option<Text<'a>>,
    #[serde(borrow)]
    code: Option<&'a serde_json::value::RawValue>,
}

pub fn medication_request(from: MedicationRequest<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let medication = match &from.medication_codeable_concept {
        Some(concept) => scope.concepts.of(concept),
        None => from.medication_reference.as_ref().and_then(|to| referenced(to, &from.contained, scope)),
    };
    let medication = medication.ok_or("MedicationRequest.medication names no medication that is here")?;
    Ok(fact(
        scope.subject(from.subject.as_ref(), "MedicationRequest.subject")?,
        vec![
            (Column::ConceptId, Field::Concept(Some(medication))),
            (Column::Status, status(&from.status)),
            (Column::Intent, cell(owned(&from.intent))),
            (Column::DoNotPerform, cell(i64::from(from.do_not_perform.unwrap_or(false)))),
            (Column::AuthoredAt, cell(moment(from.authored_on.as_ref(), "MedicationRequest.authoredOn")?)),
            (Column::PractitionerId, scope.link(from.requester.as_ref(), RecordKind::Practitioner)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}

/// The code of the Medication a request refers to: contained, in the bundle or read before; else the words beside the
/// reference.
fn referenced(
    to: &ResourceReference<'_>,
    contained: &[ContainedMedication<'_>],
    scope: &mut Scope<'_>,
) -> Option<Arc<Concept>> {
    let text = to.reference.as_deref().unwrap_or_default();
    let found = if let Some(local) = text.strip_prefix('#') {
        let medication = contained.iter().find(|resource| {
            resource.id.as_deref() == Some(local) && resource.resource_type.as_deref() == Some("Medication")
        })?;
        let code: CodeableConcept<'_> = serde_json::from_str(medication.code?.get()).ok()?;
        scope.concepts.of(&code)
    } else {
        let id = match scope.entries.get(text) {
            Some((_, id)) => Some(id.as_str()),
            None => reference::type_and_id(text).map(|(_, id)| id).or_else(|| text.strip_prefix("urn:uuid:")),
        };
        id.and_then(|id| scope.medications.get(id).cloned())
    };
    found.or_else(|| scope.concepts.of_text(owned(&to.display)?.as_str()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Immunization<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    vaccine_code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    patient: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    occurrence_date_time: Option<Text<'a>>,
}

pub fn immunization(from: Immunization<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    Ok(fact(
        scope.subject(from.patient.as_ref(), "Immunization.patient")?,
        vec![
            (Column::ConceptId, scope.required(from.vaccine_code.as_ref(), "Immunization.vaccineCode")?),
            (Column::Status, status(&from.status)),
            (
                Column::OccurrenceAt,
                cell(moment(from.occurrence_date_time.as_ref(), "Immunization.occurrenceDateTime")?),
            ),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}
