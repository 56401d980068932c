//! MedicationStatement, MedicationDispense, AdverseEvent: what is taken, what was handed over, what went wrong.

use super::treatment::{ContainedMedication, referenced};
use super::{Flat, Reason, Scope, cell, fact, moment, refusal, status};
use crate::datatypes::{CodeableConcept, Period, Quantity, ResourceReference, Text, owned};
use serde::Deserialize;
use shared::records::RecordType;
use shared::units;
use std::sync::Arc;
use store::import::{Column, Concept, Field};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Statement<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    status_reason: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    reason_code: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    medication_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    medication_reference: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    contained: Vec<ContainedMedication<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    context: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    effective_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    effective_period: Option<Period<'a>>,
    #[serde(borrow)]
    date_asserted: Option<Text<'a>>,
}

pub fn statement(from: Statement<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let medication = medication(
        from.medication_codeable_concept.as_ref(),
        from.medication_reference.as_ref(),
        &from.contained,
        scope,
        "MedicationStatement",
    )?;
    let (from_period, to) = from.effective_period.map_or((None, None), |period| (period.start, period.end));
    let start = from.effective_date_time.or(from_period);
    let refused = CodeableConcept::merged(from.status_reason);
    let refusal = refusal::of(from.status.as_deref(), false, refused.as_ref());
    let reason = CodeableConcept::merged(refused.into_iter().chain(from.reason_code));
    Ok(fact(
        scope.subject(from.subject.as_ref(), "MedicationStatement.subject")?,
        vec![
            (Column::ConceptId, medication),
            (Column::Status, status(&from.status)),
            (Column::Refusal, cell(refusal.map(str::to_owned))),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
            (Column::StartAt, cell(moment(start.as_ref(), "MedicationStatement.effective")?)),
            (Column::RecordedAt, cell(moment(from.date_asserted.as_ref(), "MedicationStatement.dateAsserted")?)),
            (Column::EndAt, cell(moment(to.as_ref(), "MedicationStatement.effectivePeriod.end")?)),
            (Column::EncounterId, scope.link(from.context.as_ref(), RecordType::Encounter)),
        ],
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Dispense<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    status_reason_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    medication_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    medication_reference: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    contained: Vec<ContainedMedication<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    context: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    when_prepared: Option<Text<'a>>,
    #[serde(borrow)]
    when_handed_over: Option<Text<'a>>,
    #[serde(borrow)]
    days_supply: Option<Quantity<'a>>,
}

pub fn dispense(from: Dispense<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let medication = medication(
        from.medication_codeable_concept.as_ref(),
        from.medication_reference.as_ref(),
        &from.contained,
        scope,
        "MedicationDispense",
    )?;
    let given = from.when_handed_over.or(from.when_prepared);
    let start = moment(given.as_ref(), "MedicationDispense.whenHandedOver")?;
    let supply = from.days_supply.as_ref().and_then(milliseconds);
    let reason = from.status_reason_codeable_concept;
    let refusal = refusal::of(from.status.as_deref(), false, reason.as_ref());
    Ok(fact(
        scope.subject(from.subject.as_ref(), "MedicationDispense.subject")?,
        vec![
            (Column::ConceptId, medication),
            (Column::Status, status(&from.status)),
            (Column::Refusal, cell(refusal.map(str::to_owned))),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
            (Column::StartAt, cell(start)),
            (Column::EndAt, cell(start.zip(supply).map(|(start, supply)| start + supply))),
            (Column::EncounterId, scope.link(from.context.as_ref(), RecordType::Encounter)),
        ],
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AdverseEvent<'a> {
    #[serde(borrow)]
    actuality: Option<Text<'a>>,
    #[serde(borrow)]
    event: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    date: Option<Text<'a>>,
    #[serde(borrow)]
    detected: Option<Text<'a>>,
    #[serde(borrow)]
    recorded_date: Option<Text<'a>>,
    #[serde(borrow)]
    contained: Vec<ContainedMedication<'a>>,
    #[serde(borrow)]
    suspect_entity: Vec<SuspectEntity<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SuspectEntity<'a> {
    #[serde(borrow)]
    instance: Option<ResourceReference<'a>>,
}

pub fn adverse_event(from: AdverseEvent<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let mut suspects = Vec::new();
    for entity in &from.suspect_entity {
        suspects.extend(entity.instance.as_ref().and_then(|to| referenced(to, &from.contained, scope)));
    }
    if from.event.is_none() && suspects.is_empty() {
        return Err("AdverseEvent has neither an event nor a suspect that is here".into());
    }
    let date = from.date.or(from.detected).or(from.recorded_date);
    Ok(fact(
        scope.subject(from.subject.as_ref(), "AdverseEvent.subject")?,
        vec![
            (Column::ConceptId, scope.concept(from.event.as_ref())),
            (Column::Status, cell(owned(&from.actuality).unwrap_or_else(|| "actual".into()))),
            (Column::ReasonConceptId, Field::Concept(suspects.into_iter().next())),
            (Column::StartAt, cell(moment(date.as_ref(), "AdverseEvent.date")?)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}

/// What the medication is, by code or by reference.
fn medication(
    concept: Option<&CodeableConcept<'_>>,
    to: Option<&ResourceReference<'_>>,
    contained: &[ContainedMedication<'_>],
    scope: &mut Scope<'_>,
    name: &str,
) -> Result<Field, Reason> {
    let found: Option<Arc<Concept>> = match concept {
        Some(concept) => scope.concepts.of(concept),
        None => to.and_then(|to| referenced(to, contained, scope)),
    };
    match found {
        Some(found) => Ok(Field::Concept(Some(found))),
        None => Err(format!("{name}.medication names no medication that is here")),
    }
}

/// A length of time in milliseconds; days where no unit is given.
pub fn milliseconds(quantity: &Quantity<'_>) -> Option<i64> {
    const DAY: f64 = 86_400_000.0;
    let unit = owned(&quantity.code).or_else(|| owned(&quantity.unit)).unwrap_or_else(|| "d".into());
    let days = match &*units::ucum(&unit) {
        "d" => 1.0,
        "wk" => 7.0,
        "mo" => 30.44,
        "a" => 365.25,
        "h" => 1.0 / 24.0,
        _ => return None,
    };
    let length = quantity.value? * days * DAY;
    (length.is_finite() && length.abs() < 100.0 * 365.25 * DAY).then_some(length as i64)
}
