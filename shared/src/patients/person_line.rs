//! A line of a table of people: what its columns mean, and what is wrong with a cell.

use super::{AttributeValue, ContactSystem, Gender, Relationship, attribute_name, tag_name};
use crate::email_address::EmailAddress;
use crate::time::Date;

/// What a line says about somebody. An empty cell says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonLine {
    /// By which somebody may know them already.
    pub identifier: Option<String>,
    pub given: Option<String>,
    pub family: Option<String>,
    pub birth_date: Option<Date>,
    pub gender: Option<Gender>,
    /// BCP 47.
    pub language: Option<String>,
    /// As written.
    pub email: Option<String>,
    /// As written.
    pub phone: Option<String>,
    pub line: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    /// ISO 3166, two letters.
    pub country: Option<String>,
    pub relationship: Option<Relationship>,
    pub prefers: Option<ContactSystem>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub tags: Vec<String>,
    pub attributes: Vec<(String, AttributeValue)>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Identifier,
    Name,
    Given,
    Family,
    BirthDate,
    Gender,
    Language,
    Email,
    Phone,
    Line,
    City,
    State,
    PostalCode,
    Country,
    Relationship,
    Prefers,
    Latitude,
    Longitude,
    Tags,
    /// An attribute of the organisation's own, by its name.
    Attribute(String),
    /// Without a heading.
    Nothing,
}

/// Headings that are understood, compared without case, spaces and signs. Every other column is an attribute of the
/// organisation's own under its heading.
const HEADINGS: [(Column, &[&str]); 19] = [
    (
        Column::Identifier,
        &["identifier", "id", "mrn", "medicalrecordnumber", "memberid", "patientid", "donorid", "number"],
    ),
    (Column::Name, &["name", "fullname"]),
    (Column::Given, &["given", "givenname", "firstname", "forename"]),
    (Column::Family, &["family", "familyname", "lastname", "surname"]),
    (Column::BirthDate, &["birthdate", "dateofbirth", "dob", "born", "birthday"]),
    (Column::Gender, &["gender", "sex"]),
    (Column::Language, &["language", "preferredlanguage"]),
    (Column::Email, &["email", "emailaddress", "mail"]),
    (Column::Phone, &["phone", "phonenumber", "telephone", "mobile", "cell"]),
    (Column::Line, &["street", "address", "addressline", "line"]),
    (Column::City, &["city", "town"]),
    (Column::State, &["state", "province", "region"]),
    (Column::PostalCode, &["postcode", "postalcode", "zip", "zipcode"]),
    (Column::Country, &["country"]),
    (Column::Relationship, &["relationship", "kind", "type"]),
    (Column::Prefers, &["preferredchannel", "prefers", "channel"]),
    (Column::Latitude, &["latitude", "lat"]),
    (Column::Longitude, &["longitude", "lon", "lng"]),
    (Column::Tags, &["tags", "tag"]),
];

/// The columns of a table, by its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns(Vec<Column>);

impl Columns {
    /// Reads the heading.
    ///
    /// # Errors
    /// When no column says who somebody is.
    pub fn of<'a>(heading: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let columns: Vec<_> = heading.into_iter().map(column).collect();
        let names = |column: &Column| {
            matches!(column, Column::Identifier | Column::Name | Column::Family | Column::Email | Column::Phone)
        };
        if columns.iter().any(names) {
            Ok(Self(columns))
        } else {
            Err("The first line must name the columns, one of them a name, an identifier, an e-mail address or a phone \
                 number."
                .into())
        }
    }

    /// The names of the columns that become attributes of the organisation's own.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|column| if let Column::Attribute(name) = column { Some(name.as_str()) } else { None })
    }

    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with the first cell that can't be right. Nothing of the cell is in it: it goes into reports.
    pub fn read<'a>(&self, cells: impl IntoIterator<Item = &'a str>) -> Result<PersonLine, String> {
        let mut person = PersonLine::default();
        for (column, cell) in self.0.iter().zip(cells) {
            let cell = cell.trim();
            if !cell.is_empty() {
                put(&mut person, column, cell)?;
            }
        }
        if person.latitude.is_some() != person.longitude.is_some() {
            return Err("Latitude and longitude come together.".into());
        }
        Ok(person)
    }
}

fn column(heading: &str) -> Column {
    let plain: String = heading.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let known = HEADINGS.iter().find(|(_, names)| names.contains(&plain.as_str()));
    match (known, attribute_name(heading)) {
        (Some((column, _)), _) => column.clone(),
        (None, Some(name)) => Column::Attribute(name),
        (None, None) => Column::Nothing,
    }
}

fn put(person: &mut PersonLine, column: &Column, cell: &str) -> Result<(), String> {
    let text = || Some(cell.to_owned());
    let degrees = |most: f64, what: &str| match cell.parse::<f64>() {
        Ok(degrees) if (-most..=most).contains(&degrees) => Ok(Some(degrees)),
        _ => Err(format!("Enter a number from -{most} to {most} for the {what}.")),
    };
    match column {
        Column::Identifier => person.identifier = text(),
        Column::Name => {
            let (given, family) = match cell.split_once(',') {
                Some((family, given)) => (given.trim(), family.trim()),
                None => cell.rsplit_once(' ').map_or(("", cell), |(given, family)| (given.trim(), family)),
            };
            person.given = Some(given.to_owned());
            person.family = Some(family.to_owned());
        }
        Column::Given => person.given = text(),
        Column::Family => person.family = text(),
        Column::BirthDate => {
            let date = Date::parse(cell).ok_or("Write the birth date as YYYY-MM-DD.")?;
            person.birth_date = Some(date);
        }
        Column::Gender => {
            let code = match cell.to_ascii_lowercase().as_str() {
                "f" | "w" | "woman" => "female".to_owned(),
                "m" | "man" => "male".to_owned(),
                other => other.to_owned(),
            };
            let known = Gender::from_code(&code).ok_or("Use female, male, other or unknown for the gender.")?;
            person.gender = Some(known);
        }
        Column::Language => person.language = text(),
        Column::Email => {
            if cell.parse::<EmailAddress>().is_err() {
                return Err("This is not an e-mail address.".into());
            }
            person.email = text();
        }
        Column::Phone => {
            if cell.chars().filter(char::is_ascii_digit).count() < 6 {
                return Err("The phone number has too few digits.".into());
            }
            person.phone = text();
        }
        Column::Line => person.line = text(),
        Column::City => person.city = text(),
        Column::State => person.state = text(),
        Column::PostalCode => person.postal_code = text(),
        Column::Country => {
            if cell.len() != 2 {
                return Err("Use a country code of two letters (ISO 3166), such as US.".into());
            }
            person.country = Some(cell.to_ascii_uppercase());
        }
        Column::Relationship => {
            let code = cell.to_ascii_lowercase().replace([' ', '_'], "-");
            let known =
                Relationship::from_code(&code).ok_or("Use patient, donor or community member for the relationship.")?;
            person.relationship = Some(known);
        }
        Column::Prefers => {
            let code = match cell.to_ascii_lowercase().replace('-', "").as_str() {
                "text" | "text message" => "sms".to_owned(),
                "telephone" | "call" | "voice" => "phone".to_owned(),
                other => other.to_owned(),
            };
            let known = ContactSystem::from_code(&code).ok_or("Use email, phone or sms for the preferred channel.")?;
            person.prefers = Some(known);
        }
        Column::Latitude => person.latitude = degrees(90.0, "latitude")?,
        Column::Longitude => person.longitude = degrees(180.0, "longitude")?,
        Column::Tags => {
            for tag in cell.split([';', ',', '|']).filter(|tag| !tag.trim().is_empty()) {
                person.tags.push(tag_name(tag).ok_or("A tag has more than 60 characters.")?);
            }
        }
        Column::Attribute(name) => {
            let value = AttributeValue::parse(cell).ok_or("A value has more than 500 characters.")?;
            person.attributes.push((name.clone(), value));
        }
        Column::Nothing => {}
    }
    Ok(())
}
