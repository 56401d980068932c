//! Condition, Observation, DiagnosticReport, AllergyIntolerance: what was found.

use super::{Flat, Reason, Scope, cell, fact, moment, refusal, results, status};
use crate::datatypes::{CodeableConcept, Extension, Period, Quantity, ResourceReference, Text, owned};
use serde::Deserialize;
use serde::de::IgnoredAny;
use shared::records::{REFUSALS, RecordType};
use shared::units;
use store::import::{Attached, Column, Component};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Condition<'a> {
    #[serde(borrow)]
    clinical_status: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    verification_status: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    category: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    body_site: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    onset_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    onset_period: Option<Period<'a>>,
    #[serde(borrow)]
    abatement_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    abatement_period: Option<Period<'a>>,
    abatement_age: Option<IgnoredAny>,
    abatement_range: Option<IgnoredAny>,
    abatement_string: Option<IgnoredAny>,
    #[serde(borrow)]
    recorded_date: Option<Text<'a>>,
}

pub fn condition(from: Condition<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let onset = from.onset_date_time.or_else(|| from.onset_period.and_then(|period| period.start));
    let abatement = from.abatement_date_time.or_else(|| from.abatement_period.and_then(|period| period.end));
    // Whatever says that it abated says that it is over (FHIR con-4).
    let abated = [from.abatement_age, from.abatement_range, from.abatement_string].iter().any(Option::is_some);
    let clinical_status = from.clinical_status.and_then(|status| status.code());
    let clinical_status = clinical_status.or_else(|| abated.then(|| "resolved".to_owned()));
    Ok(fact(
        scope.subject(from.subject.as_ref(), "Condition.subject")?,
        vec![
            (Column::ConceptId, scope.required(from.code.as_ref(), "Condition.code")?),
            (Column::Category, cell(from.category.first().and_then(CodeableConcept::code))),
            (Column::ClinicalStatus, cell(clinical_status)),
            (Column::VerificationStatus, cell(from.verification_status.and_then(|status| status.code()))),
            (Column::BodySiteConceptId, scope.concept(from.body_site.first())),
            (Column::OnsetAt, cell(moment(onset.as_ref(), "Condition.onset")?)),
            (Column::AbatementAt, cell(moment(abatement.as_ref(), "Condition.abatement")?)),
            (Column::RecordedAt, cell(moment(from.recorded_date.as_ref(), "Condition.recordedDate")?)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Observation<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    category: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    effective_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    effective_instant: Option<Text<'a>>,
    #[serde(borrow)]
    effective_period: Option<Period<'a>>,
    #[serde(borrow)]
    value_quantity: Option<Quantity<'a>>,
    #[serde(borrow)]
    value_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    value_string: Option<Text<'a>>,
    value_boolean: Option<bool>,
    value_integer: Option<i64>,
    #[serde(borrow)]
    value_date_time: Option<Text<'a>>,
    value_range: Option<IgnoredAny>,
    value_ratio: Option<IgnoredAny>,
    value_sampled_data: Option<IgnoredAny>,
    value_time: Option<IgnoredAny>,
    value_period: Option<IgnoredAny>,
    #[serde(borrow)]
    data_absent_reason: Option<CodeableConcept<'a>>,
    has_member: Vec<IgnoredAny>,
    #[serde(borrow)]
    extension: Vec<Extension<'a>>,
    #[serde(borrow)]
    component: Vec<ObservationComponent<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ObservationComponent<'a> {
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    value_quantity: Option<Quantity<'a>>,
    #[serde(borrow)]
    value_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    value_string: Option<Text<'a>>,
    value_boolean: Option<bool>,
    value_integer: Option<i64>,
    #[serde(borrow)]
    value_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    data_absent_reason: Option<CodeableConcept<'a>>,
}

/// The kinds of `value[x]` that are kept, as cells.
struct Value {
    number: Option<f64>,
    unit: Option<String>,
    text: Option<String>,
    comparator: Option<String>,
    /// Whether it is a result, as [`WordFact::Result`] says it.
    result: &'static str,
}

/// Both an observation and its components carry these elements; `serde(flatten)` would buffer the whole resource.
macro_rules! value_of {
    ($from:expr) => {{
        let quantity = $from.value_quantity.as_ref();
        let coded = $from.value_codeable_concept.as_ref();
        let text = owned(&$from.value_string);
        let given = quantity.is_some_and(|quantity| quantity.value.is_some())
            || coded.is_some_and(|value| value.label().is_some())
            || text.is_some()
            || $from.value_boolean.is_some()
            || $from.value_integer.is_some()
            || $from.value_date_time.is_some();
        let empty = coded.and_then(results::coded).or_else(|| text.as_deref().and_then(results::worded));
        let absent = $from.data_absent_reason.as_ref().filter(|_| !given).map(results::absent_reason);
        Value {
            comparator: quantity.and_then(|quantity| owned(&quantity.comparator)),
            result: empty.or(absent).unwrap_or(if given { "given" } else { "none" }),
            number: quantity.and_then(|quantity| quantity.value).or($from.value_integer.map(|value| value as f64)),
            unit: quantity.and_then(|quantity| {
                let written = owned(&quantity.code).or_else(|| owned(&quantity.unit));
                written.map(|unit| units::ucum(&unit).into_owned())
            }),
            text: text
                .or_else(|| $from.value_boolean.map(|value| value.to_string()))
                .or_else(|| owned(&$from.value_date_time)),
        }
    }};
}

pub fn observation(from: Observation<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let Value { number, unit, text, comparator, mut result } = value_of!(from);
    let (from_period, to) = from.effective_period.map_or((None, None), |period| (period.start, period.end));
    let effective = from.effective_date_time.or(from.effective_instant).or(from_period);
    let mut components = Vec::with_capacity(from.component.len());
    for component in &from.component {
        // A component without a code says nothing that could be compared.
        let Some(concept) = component.code.as_ref().and_then(|code| scope.concepts.of(code)) else { continue };
        let value = component.value_codeable_concept.as_ref().and_then(|value| scope.concepts.of(value));
        let Value { number, unit, text, comparator, result: of_part } = value_of!(component);
        // Parts that have a result make one of the whole; else why they have none is why the whole has none.
        if of_part == "given" && result != "given" || result == "none" {
            result = of_part;
        }
        components.push(Component { concept, number, unit, value, text, comparator });
    }
    let more = [from.value_range, from.value_ratio, from.value_sampled_data, from.value_time, from.value_period];
    if result == "none" && (!from.has_member.is_empty() || more.iter().any(Option::is_some)) {
        result = "given";
    }
    let reason = refusal::of_extensions(from.extension);
    let declined = (result == "asked-declined").then_some(REFUSALS[0]);
    let refused = refusal::of(from.status.as_deref(), false, reason.as_ref()).or(declined);
    let fields = vec![
        (Column::ConceptId, scope.required(from.code.as_ref(), "Observation.code")?),
        (Column::Category, cell(from.category.first().and_then(CodeableConcept::code))),
        (Column::Status, status(&from.status)),
        (Column::EffectiveAt, cell(moment(effective.as_ref(), "Observation.effective")?)),
        (Column::EffectiveEndAt, cell(moment(to.as_ref(), "Observation.effectivePeriod.end")?)),
        (Column::ValueNumber, cell(number)),
        (Column::ValueUnit, cell(unit)),
        (Column::ValueConceptId, scope.concept(from.value_codeable_concept.as_ref())),
        (Column::ValueText, cell(text)),
        (Column::Comparator, cell(comparator)),
        (Column::Result, cell(result.to_owned())),
        (Column::Refusal, cell(refused.map(str::to_owned))),
        (Column::ReasonConceptId, scope.concept(reason.as_ref())),
        (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
    ];
    let patient = scope.subject(from.subject.as_ref(), "Observation.subject")?;
    Ok(Flat { patient, fields, attached: Attached::Components(components) })
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DiagnosticReport<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    category: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    effective_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    effective_period: Option<Period<'a>>,
    #[serde(borrow)]
    issued: Option<Text<'a>>,
}

pub fn diagnostic_report(from: DiagnosticReport<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let effective = from.effective_date_time.or_else(|| from.effective_period.and_then(|period| period.start));
    Ok(fact(
        scope.subject(from.subject.as_ref(), "DiagnosticReport.subject")?,
        vec![
            (Column::ConceptId, scope.required(from.code.as_ref(), "DiagnosticReport.code")?),
            (Column::Category, cell(from.category.first().and_then(CodeableConcept::code))),
            (Column::Status, status(&from.status)),
            (Column::EffectiveAt, cell(moment(effective.as_ref(), "DiagnosticReport.effective")?)),
            (Column::IssuedAt, cell(moment(from.issued.as_ref(), "DiagnosticReport.issued")?)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct AllergyIntolerance<'a> {
    #[serde(borrow)]
    clinical_status: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    verification_status: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    category: Vec<Text<'a>>,
    #[serde(borrow)]
    criticality: Option<Text<'a>>,
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    patient: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    onset_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    recorded_date: Option<Text<'a>>,
}

pub fn allergy(from: AllergyIntolerance<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let fields = vec![
        (Column::ConceptId, scope.required(from.code.as_ref(), "AllergyIntolerance.code")?),
        (Column::Category, cell(from.category.first().and_then(Text::some))),
        (Column::Criticality, cell(owned(&from.criticality))),
        (Column::ClinicalStatus, cell(from.clinical_status.and_then(|status| status.code()))),
        (Column::VerificationStatus, cell(from.verification_status.and_then(|status| status.code()))),
        (Column::OnsetAt, cell(moment(from.onset_date_time.as_ref(), "AllergyIntolerance.onsetDateTime")?)),
        (Column::RecordedAt, cell(moment(from.recorded_date.as_ref(), "AllergyIntolerance.recordedDate")?)),
    ];
    Ok(fact(scope.subject(from.patient.as_ref(), "AllergyIntolerance.patient")?, fields))
}
