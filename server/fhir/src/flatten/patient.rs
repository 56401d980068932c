//! Patient: name, addresses, identifiers, language, and the US Core extensions for race, ethnicity and birth sex.

use super::directory::{address_fields, position};
use super::{Flat, Reason, Scope, cell, moment};
use crate::datatypes::{
    Address, CodeableConcept, ContactPoint, Extension, HumanName, Identifier, ResourceReference, Text, joined, owned,
};
use serde::Deserialize;
use shared::time::Date;
use store::addresses;
use store::import::{Attached, Column, Contact, Field, RecordKind};

const RACE: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";
const ETHNICITY: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity";
const BIRTH_SEX: &str = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";
const GEOLOCATION: &str = "http://hl7.org/fhir/StructureDefinition/geolocation";
/// US Core 6 and 7, and its successor: SNOMED CT codes.
const SEX: [&str; 2] = [
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-individual-sex",
];

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Patient<'a> {
    #[serde(borrow)]
    identifier: Vec<Identifier<'a>>,
    active: Option<bool>,
    #[serde(borrow)]
    name: Vec<HumanName<'a>>,
    #[serde(borrow)]
    telecom: Vec<ContactPoint<'a>>,
    #[serde(borrow)]
    gender: Option<Text<'a>>,
    #[serde(borrow)]
    birth_date: Option<Text<'a>>,
    deceased_boolean: Option<bool>,
    #[serde(borrow)]
    deceased_date_time: Option<Text<'a>>,
    #[serde(borrow)]
    address: Vec<Address<'a>>,
    #[serde(borrow)]
    communication: Vec<Communication<'a>>,
    #[serde(borrow)]
    general_practitioner: Vec<ResourceReference<'a>>,
    #[serde(borrow)]
    managing_organization: Option<ResourceReference<'a>>,
    #[serde(borrow)]
    extension: Vec<Extension<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Communication<'a> {
    #[serde(borrow)]
    language: Option<CodeableConcept<'a>>,
    preferred: Option<bool>,
}

pub fn patient(from: Patient<'_>, scope: &Scope<'_>) -> Result<Flat, Reason> {
    let (given, family) = name_parts(&from.name)?;
    let prefix = best_name(&from.name).and_then(|name| joined(&name.prefix, " "));
    let birth_date = match from.birth_date.as_deref() {
        Some(text) => Some(Date::parse(text).ok_or("Patient.birthDate is not a FHIR date")?.to_string()),
        None => None,
    };
    let deceased_at = moment(from.deceased_date_time.as_ref(), "Patient.deceasedDateTime")?;
    let extension = |url: &str| from.extension.iter().find(|extension| extension.url.as_deref() == Some(url));
    let language =
        from.communication.iter().find(|spoken| spoken.preferred == Some(true)).or(from.communication.first());
    let address = from
        .address
        .iter()
        .find(|address| address.use_code.as_deref() == Some("home"))
        .or_else(|| from.address.iter().find(|address| address.use_code.as_deref() != Some("old")));
    let position = address.and_then(geolocation);
    let practitioner = from
        .general_practitioner
        .iter()
        .find_map(|practitioner| scope.target(Some(practitioner), RecordKind::Practitioner));
    let mut fields = vec![
        (Column::Active, cell(i64::from(from.active.unwrap_or(true)))),
        (Column::Prefix, cell(prefix)),
        (Column::Given, cell(given.clone())),
        (Column::Family, cell(family.clone())),
        (Column::NameSearch, cell(format!("{given} {family}").trim().to_lowercase())),
        (Column::BirthDate, cell(birth_date)),
        (Column::Gender, cell(owned(&from.gender))),
        (Column::BirthSex, cell(recorded_sex(&from.extension))),
        (Column::Deceased, cell(i64::from(from.deceased_boolean.unwrap_or(false) || deceased_at.is_some()))),
        (Column::DeceasedAt, cell(deceased_at)),
        (Column::Language, cell(language.and_then(|spoken| spoken.language.as_ref()?.code()))),
        (Column::Race, cell(extension(RACE).and_then(us_core_text))),
        (Column::Ethnicity, cell(extension(ETHNICITY).and_then(us_core_text))),
        (Column::GeneralPractitionerId, Field::Reference(practitioner)),
        (Column::ManagingOrganizationId, scope.link(from.managing_organization.as_ref(), RecordKind::Organization)),
        (Column::Latitude, cell(position.map(|at| at.0))),
        (Column::Longitude, cell(position.map(|at| at.1))),
        (Column::PreferredChannel, cell(preferred(&from.telecom))),
    ];
    fields.extend(address_fields(address));
    let country = address.and_then(|address| owned(&address.country));
    let attached = Attached::Patient {
        identifiers: from.identifier.iter().filter_map(identifier).collect(),
        contacts: contacts(&from.telecom, country.as_deref()),
    };
    Ok(Flat { patient: None, fields, attached })
}

/// FHIR extension geolocation: latitude and longitude, both or neither.
fn geolocation(address: &Address<'_>) -> Option<(f64, f64)> {
    let found = address.extension.iter().find(|extension| extension.url.as_deref() == Some(GEOLOCATION))?;
    let part = |url: &str| found.extension.iter().find(|part| part.url.as_deref() == Some(url))?.value_decimal;
    position(part("latitude")?, part("longitude")?)
}

/// The system of the contact point in use with the smallest rank that the source gives.
fn preferred(telecom: &[ContactPoint<'_>]) -> Option<String> {
    let ours = ["email", "phone", "sms"];
    let ranked = telecom.iter().filter(|point| point.use_code.as_deref() != Some("old"));
    let ranked = ranked.filter_map(|point| Some((point.rank?, owned(&point.system)?)));
    ranked.filter(|(_, system)| ours.contains(&system.as_str())).min_by_key(|(rank, _)| *rank).map(|(_, system)| system)
}

/// The sex at birth as `F` or `M`, or what else is written there; else the sex that US Core records.
fn recorded_sex(extensions: &[Extension<'_>]) -> Option<String> {
    let code = |url: &str| {
        let found = extensions.iter().find(|extension| extension.url.as_deref() == Some(url))?;
        owned(&found.value_code).or_else(|| owned(&found.value_coding.as_ref()?.code))
    };
    code(BIRTH_SEX).or_else(|| {
        let sex = SEX.into_iter().find_map(code)?;
        Some(match sex.as_str() {
            "248152002" => "F".to_owned(),
            "248153007" => "M".to_owned(),
            _ => sex,
        })
    })
}

/// The name in use: official, else the first that is neither old nor a maiden name.
fn best_name<'n, 'a>(names: &'n [HumanName<'a>]) -> Option<&'n HumanName<'a>> {
    let used = |name: &&HumanName<'_>| !matches!(name.use_code.as_deref(), Some("old" | "maiden"));
    names
        .iter()
        .find(|name| name.use_code.as_deref() == Some("official"))
        .or_else(|| names.iter().find(used))
        .or(names.first())
}

fn name_parts(names: &[HumanName<'_>]) -> Result<(String, String), Reason> {
    let name = best_name(names).ok_or("Patient.name is missing")?;
    let given = joined(&name.given, " ");
    let family = owned(&name.family);
    match (given, family, owned(&name.text)) {
        (None, None, None) => Err("Patient.name is empty".into()),
        (None, None, Some(text)) => match text.rsplit_once(' ') {
            Some((given, family)) => Ok((given.to_owned(), family.to_owned())),
            None => Ok((String::new(), text)),
        },
        (given, family, _) => Ok((given.unwrap_or_default(), family.unwrap_or_default())),
    }
}

/// The text of a US Core race or ethnicity extension, else its OMB category.
fn us_core_text(extension: &Extension<'_>) -> Option<String> {
    let part = |url: &str| extension.extension.iter().find(|part| part.url.as_deref() == Some(url));
    let text = part("text").and_then(|part| owned(&part.value_string));
    text.or_else(|| part("ombCategory").and_then(|part| owned(&part.value_coding.as_ref()?.display)))
}

fn identifier(from: &Identifier<'_>) -> Option<[String; 3]> {
    let kind = from.kind.as_ref().and_then(CodeableConcept::code).unwrap_or_default();
    Some([kind, owned(&from.system).unwrap_or_default(), owned(&from.value)?])
}

/// Phone, e-mail and SMS addresses in FHIR's order of preference; an old one comes last.
fn contacts(telecom: &[ContactPoint<'_>], country: Option<&str>) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    for point in telecom {
        let Some(value) = owned(&point.value) else { continue };
        let (system, address) = match point.system.as_deref() {
            Some("phone") => ("phone", Some(addresses::e164(&value, country))),
            Some("sms") => ("sms", Some(addresses::e164(&value, country))),
            Some("email") => ("email", addresses::email(&value)),
            _ => continue,
        };
        let use_code = owned(&point.use_code);
        let next = 1 + contacts.iter().filter(|contact| contact.system == system).count() as i64;
        let rank = if use_code.as_deref() == Some("old") { 99 } else { point.rank.unwrap_or(next) };
        if let Some(address) = address {
            contacts.push(Contact { system, use_code, address, rank });
        }
    }
    contacts
}
