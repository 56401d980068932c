//! Encounter, Appointment, Coverage: when the patient was or will be here, and who pays.

use super::{Flat, Reason, Scope, cell, fact, moment, status};
use crate::datatypes::{CodeableConcept, Coding, Period, ResourceReference, Text, owned};
use serde::Deserialize;
use shared::records::RecordType;
use store::import::{Attached, Column, Field, Key, RecordKind};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Encounter<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    class: Option<Coding<'a>>,
    #[serde(borrow, rename = "type")]
    kinds: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    participant: Vec<EncounterParticipant<'a>>,
    #[serde(borrow)]
    period: Option<Period<'a>>,
    #[serde(borrow)]
    reason_code: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    reason_reference: Vec<ResourceReference<'a>>,
    #[serde(borrow)]
    diagnosis: Vec<Diagnosis<'a>>,
    #[serde(borrow)]
    contained: Vec<Contained<'a>>,
    #[serde(borrow)]
    hospitalization: Option<Hospitalization<'a>>,
    #[serde(borrow)]
    location: Vec<EncounterLocation<'a>>,
    #[serde(borrow)]
    service_provider: Option<ResourceReference<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EncounterParticipant<'a> {
    #[serde(borrow)]
    individual: Option<ResourceReference<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Diagnosis<'a> {
    #[serde(borrow)]
    condition: Option<ResourceReference<'a>>,
}

/// A contained resource: a Condition or Procedure that the visit was for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Contained<'a> {
    #[serde(borrow)]
    id: Option<Text<'a>>,
    #[serde(borrow)]
    code: Option<&'a serde_json::value::RawValue>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct EncounterLocation<'a> {
    #[serde(borrow)]
    location: Option<ResourceReference<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Hospitalization<'a> {
    #[serde(borrow)]
    discharge_disposition: Option<CodeableConcept<'a>>,
}

pub fn encounter(from: Encounter<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let patient = scope.subject(from.subject.as_ref(), "Encounter.subject")?;
    let period = from.period.unwrap_or_default();
    let practitioner = from
        .participant
        .iter()
        .find_map(|participant| scope.target(participant.individual.as_ref(), RecordKind::Practitioner));
    let place = from.location.iter().find_map(|place| scope.target(place.location.as_ref(), RecordKind::Location));
    let disposition = from
        .hospitalization
        .and_then(|stay| stay.discharge_disposition)
        .and_then(|to| to.code().or_else(|| to.label()));
    let named: Vec<ResourceReference<'_>> =
        from.reason_reference.into_iter().chain(from.diagnosis.into_iter().filter_map(|one| one.condition)).collect();
    let conditions = named.iter().filter_map(|to| match scope.target(Some(to), RecordType::Condition)?.key {
        Key::Id(id) => Some(id),
        Key::Identifier { .. } => None,
    });
    let diagnoses = Attached::Diagnoses(conditions.collect());
    let inside = named.iter().filter_map(|to| {
        let local = to.reference.as_deref()?.strip_prefix('#')?;
        let found = from.contained.iter().find(|resource| resource.id.as_deref() == Some(local))?;
        serde_json::from_str::<CodeableConcept<'_>>(found.code?.get()).ok()
    });
    let reason = CodeableConcept::merged(from.reason_code.into_iter().chain(inside));
    let kind = CodeableConcept::merged(from.kinds);
    let mut flat = fact(
        patient,
        vec![
            (Column::ConceptId, scope.concept(kind.as_ref())),
            (Column::Class, cell(from.class.and_then(|class| owned(&class.code)))),
            (Column::Status, status(&from.status)),
            (Column::StartAt, cell(moment(period.start.as_ref(), "Encounter.period.start")?)),
            (Column::EndAt, cell(moment(period.end.as_ref(), "Encounter.period.end")?)),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
            (Column::DischargeDisposition, cell(disposition)),
            (Column::PractitionerId, Field::Reference(practitioner)),
            (Column::OrganizationId, scope.link(from.service_provider.as_ref(), RecordKind::Organization)),
            (Column::LocationId, Field::Reference(place)),
        ],
    );
    flat.attached = diagnoses;
    Ok(flat)
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Appointment<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    service_type: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    appointment_type: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    description: Option<Text<'a>>,
    #[serde(borrow)]
    start: Option<Text<'a>>,
    #[serde(borrow)]
    end: Option<Text<'a>>,
    #[serde(borrow)]
    participant: Vec<AppointmentParticipant<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AppointmentParticipant<'a> {
    #[serde(borrow)]
    actor: Option<ResourceReference<'a>>,
}

pub fn appointment(from: Appointment<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    // A urn:uuid that the bundle does not explain could be any of the three: only what is explained counts here.
    let named = |kind: RecordKind| {
        from.participant.iter().filter_map(|participant| participant.actor.as_ref()).find_map(|actor| {
            let unexplained = actor
                .reference
                .as_deref()
                .is_some_and(|text| text.starts_with("urn:") && !scope.entries.contains_key(text));
            if unexplained { None } else { scope.target(Some(actor), kind) }
        })
    };
    let patient = named(RecordKind::Patient).ok_or("Appointment.participant names no patient")?;
    let (practitioner, place) = (named(RecordKind::Practitioner), named(RecordKind::Location));
    Ok(fact(
        Some(patient),
        vec![
            (Column::ConceptId, scope.concept(from.service_type.first().or(from.appointment_type.as_ref()))),
            (Column::Status, status(&from.status)),
            (Column::StartAt, cell(moment(from.start.as_ref(), "Appointment.start")?)),
            (Column::EndAt, cell(moment(from.end.as_ref(), "Appointment.end")?)),
            (Column::Description, cell(owned(&from.description))),
            (Column::PractitionerId, Field::Reference(practitioner)),
            (Column::LocationId, Field::Reference(place)),
        ],
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Coverage<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow, rename = "type")]
    kind: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    beneficiary: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    payor: Vec<ResourceReference<'a>>,
    #[serde(borrow)]
    period: Option<Period<'a>>,
}

pub fn coverage(from: Coverage<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let patient = scope.subject(from.beneficiary.as_ref(), "Coverage.beneficiary")?;
    let period = from.period.unwrap_or_default();
    Ok(fact(
        patient,
        vec![
            (Column::ConceptId, scope.concept(from.kind.as_ref())),
            (Column::Status, status(&from.status)),
            (Column::Payor, cell(from.payor.first().and_then(|payor| owned(&payor.display)))),
            (Column::StartAt, cell(moment(period.start.as_ref(), "Coverage.period.start")?)),
            (Column::EndAt, cell(moment(period.end.as_ref(), "Coverage.period.end")?)),
        ],
    ))
}
