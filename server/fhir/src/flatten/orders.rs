//! ServiceRequest, DeviceRequest: what was ordered.

use super::{Flat, Reason, Scope, cell, fact, moment, refusal, status};
use crate::datatypes::{CodeableConcept, Extension, ResourceReference, Text, owned};
use serde::Deserialize;
use shared::records::RecordType;
use store::import::Column;

/// The elements that both types have under the same names.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Order<'a> {
    #[serde(borrow)]
    status: Option<Text<'a>>,
    #[serde(borrow)]
    intent: Option<Text<'a>>,
    do_not_perform: Option<bool>,
    /// QI-Core says so here for orders of devices, which have no such element in R4.
    #[serde(borrow)]
    modifier_extension: Vec<Extension<'a>>,
    #[serde(borrow)]
    code: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    code_codeable_concept: Option<CodeableConcept<'a>>,
    #[serde(borrow)]
    subject: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    encounter: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    authored_on: Option<Text<'a>>,
    #[serde(borrow)]
    reason_code: Vec<CodeableConcept<'a>>,
    #[serde(borrow)]
    extension: Vec<Extension<'a>>,
}

pub fn service_request(from: Order<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    order(from, "ServiceRequest", scope)
}

pub fn device_request(from: Order<'_>, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    order(from, "DeviceRequest", scope)
}

fn order(from: Order<'_>, name: &str, scope: &mut Scope<'_>) -> Result<Flat, Reason> {
    let not = from
        .modifier_extension
        .iter()
        .filter(|extension| extension.url.as_deref().is_some_and(|url| url.ends_with("doNotPerform")))
        .any(|extension| extension.value_boolean == Some(true));
    let negated = not || from.do_not_perform.unwrap_or(false);
    let reason = CodeableConcept::merged(refusal::of_extensions(from.extension).into_iter().chain(from.reason_code));
    let refusal = refusal::of(from.status.as_deref(), negated, reason.as_ref());
    let code = from.code.as_ref().or(from.code_codeable_concept.as_ref());
    Ok(fact(
        scope.subject(from.subject.as_ref(), &format!("{name}.subject"))?,
        vec![
            (Column::ConceptId, scope.required(code, &format!("{name}.code"))?),
            (Column::Status, status(&from.status)),
            (Column::Intent, cell(owned(&from.intent))),
            (Column::DoNotPerform, cell(i64::from(negated))),
            (Column::Refusal, cell(refusal.map(str::to_owned))),
            (Column::ReasonConceptId, scope.concept(reason.as_ref())),
            (Column::AuthoredAt, cell(moment(from.authored_on.as_ref(), &format!("{name}.authoredOn"))?)),
            (Column::EncounterId, scope.link(from.encounter.as_ref(), RecordType::Encounter)),
        ],
    ))
}
