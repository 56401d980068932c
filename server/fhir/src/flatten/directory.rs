//! Organization, Practitioner, Location: what many patients share.

use super::{Flat, Reason, Scope, cell};
use crate::datatypes::{Address, ContactPoint, HumanName, Identifier, ResourceReference, Text, joined, owned};
use serde::Deserialize;
use store::addresses;
use store::import::{Attached, Column, Field, RecordKind};

const NPI: &str = "http://hl7.org/fhir/sid/us-npi";

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Organization<'a> {
    #[serde(borrow)]
    identifier: Vec<Identifier<'a>>,
    #[serde(borrow)]
    name: Option<Text<'a>>,
    #[serde(borrow)]
    telecom: Vec<ContactPoint<'a>>,
    #[serde(borrow)]
    address: Vec<Address<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Practitioner<'a> {
    #[serde(borrow)]
    identifier: Vec<Identifier<'a>>,
    active: Option<bool>,
    #[serde(borrow)]
    name: Vec<HumanName<'a>>,
    #[serde(borrow)]
    gender: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Location<'a> {
    #[serde(borrow)]
    identifier: Vec<Identifier<'a>>,
    #[serde(borrow)]
    name: Option<Text<'a>>,
    #[serde(borrow)]
    address: Option<Address<'a>>,
    #[serde(borrow)]
    managing_organization: Option<ResourceReference<'a>>,
    position: Option<Position>,
}

#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(default)]
struct Position {
    latitude: Option<f64>,
    longitude: Option<f64>,
}

pub fn organization(from: Organization<'_>) -> Result<Flat, Reason> {
    let name = owned(&from.name).ok_or("Organization.name is missing")?;
    let address = from.address.first();
    let value_of = |system: &str| {
        let found = from.telecom.iter().find(|point| point.system.as_deref() == Some(system))?;
        owned(&found.value)
    };
    let country = address.and_then(|address| owned(&address.country));
    let mut fields = vec![
        (Column::Name, cell(name)),
        (
            Column::Phone,
            cell(value_of("phone").and_then(|number| addresses::phone(&number, country.as_deref()).or(Some(number)))),
        ),
        (Column::Email, cell(value_of("email").and_then(|address| addresses::emails(&address).into_iter().next()))),
    ];
    fields.extend(address_fields(address));
    Ok(Flat { patient: None, fields, attached: identifiers(&from.identifier) })
}

pub fn practitioner(from: Practitioner<'_>) -> Result<Flat, Reason> {
    let name = from.name.iter().find(|name| name.use_code.as_deref() == Some("official")).or(from.name.first());
    let npi = from.identifier.iter().find(|identifier| identifier.system.as_deref() == Some(NPI));
    let family = name.and_then(|name| owned(&name.family).or_else(|| owned(&name.text)));
    let fields = vec![
        (Column::Npi, cell(npi.and_then(|npi| owned(&npi.value)))),
        (Column::Prefix, cell(name.and_then(|name| joined(&name.prefix, " ")))),
        (Column::Given, cell(name.and_then(|name| joined(&name.given, " ")).unwrap_or_default())),
        (Column::Family, cell(family.ok_or("Practitioner.name is missing")?)),
        (Column::Gender, cell(owned(&from.gender))),
        (Column::Active, cell(i64::from(from.active.unwrap_or(true)))),
    ];
    Ok(Flat { patient: None, fields, attached: identifiers(&from.identifier) })
}

pub fn location(from: Location<'_>, scope: &Scope<'_>) -> Result<Flat, Reason> {
    let at = from.position.and_then(|at| position(at.latitude?, at.longitude?));
    let mut fields = vec![
        (Column::Name, cell(owned(&from.name).ok_or("Location.name is missing")?)),
        (Column::OrganizationId, scope.link(from.managing_organization.as_ref(), RecordKind::Organization)),
        (Column::Latitude, cell(at.map(|at| at.0))),
        (Column::Longitude, cell(at.map(|at| at.1))),
    ];
    fields.extend(address_fields(from.address.as_ref()));
    Ok(Flat { patient: None, fields, attached: identifiers(&from.identifier) })
}

/// WGS 84 degrees that can be, and that are not the 0, 0 of a source that does not know.
pub fn position(latitude: f64, longitude: f64) -> Option<(f64, f64)> {
    let can_be = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
    (can_be && (latitude, longitude) != (0.0, 0.0)).then_some((latitude, longitude))
}

/// The parts of an address, each in its column.
pub fn address_fields(address: Option<&Address<'_>>) -> [(Column, Field); 5] {
    let part = |pick: fn(&Address<'_>) -> Option<String>| cell(address.and_then(pick));
    [
        (Column::Line, part(|address| joined(&address.line, ", "))),
        (Column::City, part(|address| owned(&address.city))),
        (Column::State, part(|address| owned(&address.state))),
        (Column::PostalCode, part(|address| owned(&address.postal_code))),
        (Column::Country, part(|address| owned(&address.country))),
    ]
}

fn identifiers(identifiers: &[Identifier<'_>]) -> Attached {
    Attached::Identifiers(
        identifiers
            .iter()
            .filter_map(|identifier| Some([owned(&identifier.system).unwrap_or_default(), owned(&identifier.value)?]))
            .collect(),
    )
}
