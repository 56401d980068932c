//! Procedure, MedicationRequest, Immunization: what was done.

use super::{Flat, Reason, Scope, cell, fact, medicines, moment, refusal, status};
use crate::datatypes::{CodeableConcept, Period, Quantity, ResourceReference, Text, owned};
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
    #[serde(borrow)]
    status_reason: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    reason_code: Vec<CodeableConcept<'a>>,
}

pub fn procedure(from: Procedure<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let (from_period, to) = from.performed_period.map_or((None, None), |period| (period.start, period.end));
    let start = from.performed_date_time.or(from_period);
    let refusal = refusal::of(from.status.as_deref(), false, from.status_reason.as_ref());
    let reason = CodeableConcept::merged(from.status_reason.into_iter().chain(from.reason_code));
    Ok(fact(
        scope.subject(from.subject.as_ref(), "Procedure.subject")?,
        vec![
            (Column::ConceptId, scope.required(from.code.as_ref(), "Procedure.code")?),
            (Column::Status, status(&from.status)),
            (Column::Refusal, cell(refusal.map(str::to_owned))),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
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
    #[serde(borrow)]
    status_reason: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    reason_code: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    dispense_request: Option<DispenseRequest<'a>>,
    #[serde(borrow)]
    dosage_instruction: Vec<Dosage<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct DispenseRequest<'a> {
    #[serde(borrow)]
    validity_period: Option<Period<'a>>,
    number_of_repeats_allowed: Option<u16>,
    #[serde(borrow)]
    expected_supply_duration: Option<Quantity<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Dosage<'a> {
    #[serde(borrow)]
    timing: Option<Timing<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Timing<'a> {
    #[serde(borrow)]
    repeat: Option<Repeat<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Repeat<'a> {
    #[serde(borrow)]
    bounds_period: Option<Period<'a>>,
}

impl MedicationRequest<'_> {
    /// Until when an active order is good: its validity, else what it and its repeats supply, else how long it is to be taken.
    fn good_until(&self, authored: Option<i64>) -> Result<Option<i64>, Reason> {
        let supply = self.dispense_request.as_ref();
        let validity = supply.and_then(|supply| supply.validity_period.as_ref()).and_then(|period| period.end.as_ref());
        if let Some(end) = moment(validity, "MedicationRequest.dispenseRequest.validityPeriod.end")? {
            return Ok(Some(end));
        }
        let supplied = supply.and_then(|supply| {
            let times = 1 + i64::from(supply.number_of_repeats_allowed.unwrap_or(0));
            Some(authored? + times * supply.expected_supply_duration.as_ref().and_then(medicines::milliseconds)?)
        });
        if supplied.is_some() {
            return Ok(supplied);
        }
        let bounds = self
            .dosage_instruction
            .iter()
            .filter_map(|dosage| dosage.timing.as_ref()?.repeat.as_ref()?.bounds_period.as_ref());
        let ends = bounds.map(|period| moment(period.end.as_ref(), "MedicationRequest.dosageInstruction.timing"));
        Ok(ends.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().max())
    }
}

/// A contained resource; only a Medication has a code that is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainedMedication<'a> {
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
    let authored = moment(from.authored_on.as_ref(), "MedicationRequest.authoredOn")?;
    let in_force = from.status.as_deref() == Some("active");
    let end = if in_force { from.good_until(authored)? } else { None };
    let negated = from.do_not_perform.unwrap_or(false);
    let reason = CodeableConcept::merged(from.status_reason.into_iter().chain(from.reason_code));
    let refusal = refusal::of(from.status.as_deref(), negated, reason.as_ref());
    Ok(fact(
        scope.subject(from.subject.as_ref(), "MedicationRequest.subject")?,
        vec![
            (Column::ConceptId, Field::Concept(Some(medication))),
            (Column::Status, status(&from.status)),
            (Column::Intent, cell(owned(&from.intent))),
            (Column::DoNotPerform, cell(i64::from(negated))),
            (Column::Refusal, cell(refusal.map(str::to_owned))),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
            (Column::AuthoredAt, cell(authored)),
            (Column::EndAt, cell(end)),
            (Column::PractitionerId, scope.link(from.requester.as_ref(), RecordKind::Practitioner)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}

/// The code of the Medication a request refers to: contained, in the bundle or read before; else the words beside the
/// reference.
pub fn referenced(
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
    #[serde(borrow)]
    status_reason: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    reason_code: Vec<CodeableConcept<'a>>,
}

pub fn immunization(from: Immunization<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let refusal = refusal::of(from.status.as_deref(), false, from.status_reason.as_ref());
    let reason = CodeableConcept::merged(from.status_reason.into_iter().chain(from.reason_code));
    Ok(fact(
        scope.subject(from.patient.as_ref(), "Immunization.patient")?,
        vec![
            (Column::ConceptId, scope.required(from.vaccine_code.as_ref(), "Immunization.vaccineCode")?),
            (Column::Status, status(&from.status)),
            (Column::Refusal, cell(refusal.map(str::to_owned))),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
            (
                Column::OccurrenceAt,
                cell(moment(from.occurrence_date_time.as_ref(), "Immunization.occurrenceDateTime")?),
            ),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}
