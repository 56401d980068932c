//! Patient: name, addresses, identifiers, language, and the US Core extensions for race, ethnicity and birth sex.

use super::directory::{address_fields, position};
use super::{Flat, Reason, Scope, cell, moment as moment_of};
use crate::datatypes::{
    Address, CodeableConcept, ContactPoint, Extension, HumanName, Identifier, Period, ResourceReference, Text, joined,
    owned,
};
use crate::moment;
use serde::Deserialize;
use shared::patients::{NO_NAME, parted};
use shared::text::{code, folded, line};
use shared::time::{Date, UtcMillis};
use store::addresses;
use store::import::{Attached, Column, Contact, Field, RecordKind, SamePerson};

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
    #[serde(borrow)]
    link: Vec<Link<'a>>,
}

/// Another record that is of the same person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Link<'a> {
    #[serde(borrow)]
    other: Option<ResourceReference<'a>>,
    #[serde(borrow, rename = "type")]
    kind: Option<Text<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Communication<'a> {
    #[serde(borrow)]
    language: Option<CodeableConcept<'a>>,
    preferred: Option<bool>,
}

pub fn patient(from: Patient<'_>, scope: &Scope<'_>) -> Result<Flat, Reason> {
    let name = best_name(&from.name, scope.now);
    let (given, family) = name_parts(name);
    let prefix = name.and_then(|name| joined(&name.prefix, " "));
    let born = match from.birth_date.as_deref() {
        Some(text) => Some(Date::parse_partial(text).ok_or("Patient.birthDate is not a FHIR date")?),
        None => None,
    };
    let deceased_at = moment_of(from.deceased_date_time.as_ref(), "Patient.deceasedDateTime")?;
    let extension = |url: &str| from.extension.iter().find(|extension| extension.url.as_deref() == Some(url));
    let language =
        from.communication.iter().find(|spoken| spoken.preferred == Some(true)).or(from.communication.first());
    let current = |address: &&Address<'_>| {
        address.use_code.as_deref() != Some("old") && is_current(address.period.as_ref(), scope.now)
    };
    let address = from
        .address
        .iter()
        .filter(current)
        .find(|address| address.use_code.as_deref() == Some("home"))
        .or_else(|| from.address.iter().find(current));
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
        (Column::NameSearch, cell(folded(&format!("{given} {family}")))),
        (Column::BirthDate, cell(born.map(|(first, _)| first.to_string()))),
        (Column::BirthUntil, cell(born.and_then(|(_, last)| last).map(|last| last.to_string()))),
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
        (Column::PreferredChannel, cell(preferred(&from.telecom, scope.now))),
    ];
    fields.extend(address_fields(address));
    // Where somebody lives says which country their numbers are of; only without any word of it, where we are.
    let country = address.and_then(|address| owned(&address.country)).or_else(|| scope.country.map(str::to_owned));
    let (contacts, notes) = contacts(&from.telecom, country.as_deref(), scope.now);
    let attached = Attached::Patient {
        identifiers: from.identifier.iter().filter_map(identifier).collect(),
        contacts,
        links: from.link.iter().filter_map(|link| same_person(link, scope)).collect(),
        notes,
    };
    Ok(Flat { patient: None, fields, attached })
}

/// FHIR extension geolocation: latitude and longitude, both or neither.
fn geolocation(address: &Address<'_>) -> Option<(f64, f64)> {
    let found = address.extension.iter().find(|extension| extension.url.as_deref() == Some(GEOLOCATION))?;
    let part = |url: &str| found.extension.iter().find(|part| part.url.as_deref() == Some(url))?.value_decimal;
    position(part("latitude")?, part("longitude")?)
}

/// The record that a link leads to, and whether it is the one that stays.
fn same_person(link: &Link<'_>, scope: &Scope<'_>) -> Option<SamePerson> {
    let target = scope.target(link.other.as_ref(), RecordKind::Patient)?;
    let other_stays = match link.kind.as_deref()? {
        "replaced-by" | "refer" => true,
        "replaces" | "seealso" => false,
        _ => return None,
    };
    Some(SamePerson { other: target, other_stays })
}

/// Whether a value is in use: its period has not ended, and has begun.
fn is_current(period: Option<&Period<'_>>, now: UtcMillis) -> bool {
    let bound = |text: &Option<Text<'_>>| text.as_deref().and_then(moment::bounds);
    let Some(period) = period else { return true };
    let over = bound(&period.end).is_some_and(|(_, last)| last < now.0);
    let to_come = bound(&period.start).is_some_and(|(first, _)| first > now.0);
    !over && !to_come
}

fn in_use(point: &ContactPoint<'_>, now: UtcMillis) -> bool {
    point.use_code.as_deref() != Some("old") && is_current(point.period.as_ref(), now)
}

/// The system of the contact point in use with the smallest rank that the source gives.
fn preferred(telecom: &[ContactPoint<'_>], now: UtcMillis) -> Option<String> {
    let ours = ["email", "phone", "sms"];
    let ranked = telecom.iter().filter(|point| in_use(point, now));
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

/// The name in use now: official before usual before those of no special use; a nickname or a temporary name only where there is no
/// other, an old or maiden name only where there is none at all.
fn best_name<'n, 'a>(names: &'n [HumanName<'a>], now: UtcMillis) -> Option<&'n HumanName<'a>> {
    let says_something = |name: &&HumanName<'_>| {
        joined(&name.given, " ").is_some() || owned(&name.family).is_some() || owned(&name.text).is_some()
    };
    names.iter().filter(says_something).min_by_key(|name| {
        let rank = match name.use_code.as_deref() {
            Some("official") => 0,
            Some("usual") => 1,
            None => 2,
            Some("temp") => 4,
            Some("nickname") => 5,
            Some("anonymous") => 6,
            Some("old" | "maiden") => 7,
            Some(_) => 3,
        };
        // Somebody may be known by nickname and have no family name in it: a whole name says more.
        if is_current(name.period.as_ref(), now) { rank } else { rank + 10 }
    })
}

/// Given and family name; a person without any is a person too.
fn name_parts(name: Option<&HumanName<'_>>) -> (String, String) {
    let Some(name) = name else { return (String::new(), NO_NAME.to_owned()) };
    let given = joined(&name.given, " ").map(|given| line(&given));
    let family = owned(&name.family).map(|family| line(&family));
    match (given, family, owned(&name.text)) {
        (None, None, Some(text)) => parted(&text),
        (given, family, _) => (given.unwrap_or_default(), family.unwrap_or_default()),
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
    let value = code(&owned(&from.value)?);
    let can_be = !value.is_empty() && value.chars().count() <= LONGEST_IDENTIFIER;
    can_be.then(|| [kind, owned(&from.system).unwrap_or_default(), value])
}

/// Characters of the longest identifier that is kept to find somebody by.
const LONGEST_IDENTIFIER: usize = 255;

/// Phone, e-mail and SMS addresses in FHIR's order of preference; one that is over comes last and counts as old. And what to say of
/// those that nothing can be sent to: they are not kept.
fn contacts(telecom: &[ContactPoint<'_>], country: Option<&str>, now: UtcMillis) -> (Vec<Contact>, Vec<&'static str>) {
    let mut contacts: Vec<Contact> = Vec::new();
    let mut notes = Vec::new();
    for point in telecom {
        let Some(value) = owned(&point.value) else { continue };
        let (system, found, note) = match point.system.as_deref() {
            Some("phone") => ("phone", addresses::phones(&value, country), NO_NUMBER),
            Some("sms") => ("sms", addresses::phones(&value, country), NO_NUMBER),
            Some("email") => ("email", addresses::emails(&value), NO_ADDRESS),
            _ => continue,
        };
        if found.is_empty() {
            notes.push(note);
        }
        let old = !in_use(point, now);
        for address in found {
            let next = 1 + contacts.iter().filter(|contact| contact.system == system).count() as i64;
            let rank = if old { 99 } else { point.rank.unwrap_or(next) };
            let use_code = if old { Some("old".to_owned()) } else { owned(&point.use_code) };
            match contacts.iter_mut().find(|known| known.system == system && known.address == address) {
                // One address may be told twice, once as over.
                Some(known) if known.use_code.as_deref() == Some("old") && !old => {
                    (known.use_code, known.rank) = (use_code, rank);
                }
                Some(_) => {}
                None => contacts.push(Contact { system, use_code, address, rank }),
            }
        }
    }
    (contacts, notes)
}

const NO_NUMBER: &str = "a telephone number can't be used: it can be none, or its country is not known";
const NO_ADDRESS: &str = "an e-mail address can't be used: it is none";
