//! A line of a table of people: what its columns mean, and what is wrong with a cell.

use super::column::{Column, is_doubtful};
use super::{AttributeValue, ContactSystem, Gender, Relationship, tag_name};
use crate::email_address::EmailAddress;
use crate::text::{code, is_rounded, line};
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// What a line says about somebody. An empty cell says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PersonLine {
    /// By which somebody may know them already.
    pub identifier: Option<String>,
    /// Whether the identifier's heading says that we gave it (a donor's, a member's), so that no record number is meant.
    pub of_our_own: bool,
    pub given: Option<String>,
    pub family: Option<String>,
    pub birth_date: Option<Date>,
    /// The last day it can be, where it is known to the month or the year only.
    pub birth_until: Option<Date>,
    pub gender: Option<Gender>,
    /// BCP 47.
    pub language: Option<String>,
    pub emails: Vec<EmailAddress>,
    /// As written.
    pub phones: Vec<String>,
    pub line: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    /// As written; whoever stores it asks which country is meant.
    pub country: Option<String>,
    pub relationship: Option<Relationship>,
    pub prefers: Option<ContactSystem>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub tags: Vec<String>,
    pub attributes: Vec<(String, AttributeValue)>,
}

/// The columns of a table, by its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns(Vec<(String, Column)>);

impl Columns {
    /// Reads the heading.
    ///
    /// # Errors
    /// When no column says who somebody is, or two columns say the same.
    pub fn of<'a>(heading: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let headings: Vec<String> = heading.into_iter().map(line).collect();
        let mut columns: Vec<(String, Column)> =
            headings.into_iter().map(|heading| (heading.clone(), Column::of(&heading))).collect();
        // A state is one of an address only where there is an address.
        let has_address =
            columns.iter().any(|(_, column)| matches!(column, Column::City | Column::PostalCode | Column::Line));
        for (heading, column) in &mut columns {
            if *column == Column::State && !has_address {
                *column = Column::attribute(heading);
            }
        }
        Self::chosen(columns)
    }

    /// What somebody said of each column, by its heading.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn chosen(columns: Vec<(String, Column)>) -> Result<Self, String> {
        for (place, (heading, column)) in columns.iter().enumerate() {
            if !column.may_repeat() && columns.iter().take(place).any(|(_, earlier)| earlier == column) {
                return Err(format!(
                    "Two columns hold the same ({}; the second is “{heading}”): one of them would be lost. Rename one or take it out.",
                    column.label()
                ));
            }
        }
        let names = |(_, column): &(String, Column)| {
            let names =
                [Column::Identifier, Column::OwnIdentifier, Column::Name, Column::Family, Column::Email, Column::Phone];
            names.contains(column)
        };
        if columns.iter().any(names) {
            Ok(Self(columns))
        } else {
            Err("The first line must name the columns, one of them a name, an identifier, an e-mail address or a phone \
                 number."
                .into())
        }
    }

    /// Each heading with what its column is taken for.
    pub fn meanings(&self) -> Vec<Meaning> {
        let meaning = |(heading, column): &(String, Column)| Meaning {
            heading: heading.clone(),
            meaning: column.label(),
            doubtful: is_doubtful(heading, column),
        };
        self.0.iter().map(meaning).collect()
    }

    /// The names of the columns that become attributes of the organization's own.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter_map(|(_, column)| if let Column::Attribute(name) = column { Some(name.as_str()) } else { None })
    }

    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with the first cell that can't be right. Nothing of the cell is in it: it goes into reports.
    pub fn read<'a>(&self, cells: impl IntoIterator<Item = &'a str>) -> Result<PersonLine, String> {
        let mut person = PersonLine::default();
        let mut cells = cells.into_iter();
        for ((heading, column), cell) in self.0.iter().zip(cells.by_ref()) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            if cell.contains('\n') && !matches!(column, Column::Attribute(_) | Column::Line | Column::Nothing) {
                return Err(format!("The cell under “{heading}” runs over several lines: is a quote missing?"));
            }
            put(&mut person, column, cell)?;
        }
        if cells.any(|cell| !cell.trim().is_empty()) {
            return Err("The line has more cells than the heading has columns.".into());
        }
        if person.latitude.is_some() != person.longitude.is_some() {
            return Err("Latitude and longitude come together.".into());
        }
        Ok(person)
    }
}

/// What a column is taken for, to be looked at before anything is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    pub heading: String,
    pub meaning: String,
    /// Its heading may mean something else, or says nothing.
    pub doubtful: bool,
}

/// Words behind a name that are no part of it.
const TITLES: [&str; 22] = [
    "md", "phd", "do", "dds", "dmd", "rn", "np", "pa", "lpn", "msn", "bsn", "mph", "mba", "ma", "msc", "bsc", "jr",
    "sr", "ii", "iii", "iv", "esq",
];

/// A name in one text as given and family name. Only “Family, Given” says which is which; any other text is kept whole, and nobody
/// is greeted by a part of it.
pub fn parted(name: &str) -> (String, String) {
    let name = line(name);
    if let Some((family, given)) = name.split_once(',').map(|(family, given)| (family.trim(), given.trim())) {
        let plain = given.to_lowercase().replace(['.', ' '], "");
        let is_title = TITLES.contains(&plain.as_str()) || plain.is_empty() || given.contains(',');
        if !is_title && !family.is_empty() {
            return (given.to_owned(), family.to_owned());
        }
    }
    (String::new(), name)
}

fn put(person: &mut PersonLine, column: &Column, cell: &str) -> Result<(), String> {
    let text = || Some(line(cell));
    let number = |what: &str| match code(cell) {
        rounded if is_rounded(&rounded) => {
            Err(format!("The {what} was rounded by a spreadsheet: format its column as text and write it out."))
        }
        number => Ok(number),
    };
    let degrees = |most: f64, what: &str| match cell.parse::<f64>() {
        Ok(degrees) if (-most..=most).contains(&degrees) => Ok(Some(degrees)),
        _ => Err(format!("Enter a number from -{most} to {most} for the {what}.")),
    };
    match column {
        Column::Identifier => person.identifier = Some(number("identifier")?),
        Column::OwnIdentifier => {
            person.identifier = Some(number("identifier")?);
            person.of_our_own = true;
        }
        Column::Name => {
            let (given, family) = parted(cell);
            person.given = Some(given);
            person.family = Some(family);
        }
        Column::Given => person.given = text(),
        Column::Family => person.family = text(),
        Column::BirthDate => {
            let (first, last) = Date::parse_partial(cell)
                .ok_or("Write the birth date as YYYY-MM-DD, or as YYYY-MM or YYYY where no more is known.")?;
            (person.birth_date, person.birth_until) = (Some(first), last);
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
            person.emails.extend(EmailAddress::all(cell).map_err(|_| "This is not an e-mail address.")?);
        }
        Column::Phone => {
            let written = number("phone number")?;
            for one in written.split([';', ',', '|']).map(str::trim).filter(|one| !one.is_empty()) {
                if one.chars().filter(char::is_ascii_digit).count() < 6 {
                    return Err("The phone number has too few digits.".into());
                }
                person.phones.push(one.to_owned());
            }
        }
        Column::Line => person.line = Some(cell.to_owned()),
        Column::City => person.city = text(),
        Column::State => person.state = text(),
        Column::PostalCode => person.postal_code = Some(number("postcode")?),
        Column::Country => person.country = text(),
        Column::Relationship => {
            let code = cell.to_ascii_lowercase().replace([' ', '_'], "-");
            let known = Relationship::from_code(&code)
                .ok_or("Use patient, donor, community member or prospect for the relationship.")?;
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
