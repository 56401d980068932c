//! What the columns of a list hold: guessed at first, put right by a person, remembered for the source.

use super::dates::{self, DateOrder};
use super::repair;
use crate::delimited::plain;
use crate::patients::{Column, ColumnKind, Columns, is_doubtful};
use crate::text::line;
use serde::{Deserialize, Serialize};

/// What a column of a list may be said to hold. Numbers of a vendor's own name nobody of ours, and everybody on a list is a
/// prospect: neither is offered.
pub const OFFERED: [ColumnKind; 19] = [
    ColumnKind::Given,
    ColumnKind::Family,
    ColumnKind::Name,
    ColumnKind::BirthDate,
    ColumnKind::Phone,
    ColumnKind::Email,
    ColumnKind::Line,
    ColumnKind::PostalCode,
    ColumnKind::City,
    ColumnKind::State,
    ColumnKind::Country,
    ColumnKind::Gender,
    ColumnKind::Language,
    ColumnKind::Prefers,
    ColumnKind::Tags,
    ColumnKind::Attribute,
    ColumnKind::Nothing,
    ColumnKind::Latitude,
    ColumnKind::Longitude,
];

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    pub heading: String,
    pub holds: ColumnKind,
}

/// The stored document of what the columns of a list hold. New members have defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    pub columns: Vec<MappedColumn>,
    pub dates: DateOrder,
}

impl Mapping {
    /// What these headings are taken for: what was said of them before (`known`), else what they say themselves. The order of
    /// dates is told by the cells, else by what was said before or is usual in the country.
    pub fn guess(headings: &[String], rows: &[&[String]], known: Option<&Self>, country: Option<&str>) -> Self {
        let said = |heading: &str| {
            let all = known.map(|known| known.columns.as_slice()).unwrap_or_default();
            all.iter().find(|column| plain(&column.heading) == plain(heading)).map(|column| column.holds)
        };
        let columns: Vec<MappedColumn> = headings
            .iter()
            .map(|heading| MappedColumn {
                holds: said(heading).unwrap_or_else(|| ColumnKind::from(&of_list(heading))),
                heading: line(heading),
            })
            .collect();
        let birth = columns.iter().position(|column| column.holds == ColumnKind::BirthDate);
        let cells = rows.iter().filter_map(|row| row.get(birth?)).map(String::as_str);
        let usual = known.map_or_else(|| DateOrder::of_country(country), |known| known.dates);
        let dates = DateOrder::told_by(cells).unwrap_or(usual);
        Self { columns, dates }
    }

    /// Whether these are the same headings, in the same order.
    pub fn fits(&self, headings: &[String]) -> bool {
        self.columns.len() == headings.len()
            && self.columns.iter().zip(headings).all(|(column, heading)| column.heading == line(heading))
    }

    /// The headings whose meaning is worth a second look.
    pub fn doubtful(&self) -> impl Iterator<Item = &str> {
        let doubtful = |column: &&MappedColumn| {
            column.holds == ColumnKind::Attribute && is_doubtful(&column.heading, &of_list(&column.heading))
        };
        self.columns.iter().filter(doubtful).map(|column| column.heading.as_str())
    }

    /// The columns by which lines are read.
    ///
    /// # Errors
    /// What is missing or there twice, with the headings that there are.
    pub fn columns(&self) -> Result<Columns, String> {
        let has = |kinds: &[ColumnKind]| self.columns.iter().any(|column| kinds.contains(&column.holds));
        let named = has(&[ColumnKind::Name, ColumnKind::Family]);
        let reached = has(&[ColumnKind::Phone, ColumnKind::Email, ColumnKind::Line]);
        if !named || !reached {
            let headings: Vec<String> = self
                .columns
                .iter()
                .filter(|column| !column.heading.is_empty())
                .map(|one| format!("“{}”", one.heading))
                .collect();
            let seen = if headings.is_empty() {
                "The first line of this file names no columns.".to_owned()
            } else {
                format!("This file has the columns {}.", headings.join(", "))
            };
            let needs = match (named, reached) {
                (true, _) => "a phone number, an e-mail address or a street, so that somebody can be reached",
                (false, true) => "a family name or a whole name",
                (false, false) => "a family name or a whole name, and a phone number, an e-mail address or a street",
            };
            return Err(format!(
                "{seen} A list needs {needs}: say below which column holds it, or upload another file."
            ));
        }
        Columns::chosen(
            self.columns.iter().map(|one| (one.heading.clone(), Column::chosen(one.holds, &one.heading))).collect(),
        )
    }

    /// The cells of a line with what a spreadsheet did to them undone, and how many of them that were. `country` is the one of
    /// lines that name none.
    ///
    /// # Errors
    /// When a cell shows a formula's error.
    pub fn tidied(
        &self,
        cells: &[String],
        country: impl Fn(Option<&str>) -> Option<String>,
    ) -> Result<(Vec<String>, u64), String> {
        let of = |kind: ColumnKind| {
            let at = self.columns.iter().position(|column| column.holds == kind)?;
            cells.get(at).map(String::as_str).filter(|cell| !cell.trim().is_empty())
        };
        let country = country(of(ColumnKind::Country));
        let mut repaired = 0;
        let mut tidied = Vec::with_capacity(cells.len());
        for (place, cell) in cells.iter().enumerate() {
            let column = self.columns.get(place);
            let holds = column.map_or(ColumnKind::Nothing, |column| column.holds);
            if holds != ColumnKind::Nothing && repair::is_error_value(cell) {
                let heading = column.map(|column| column.heading.as_str()).unwrap_or_default();
                return Err(format!("The cell under “{heading}” shows a spreadsheet's error instead of a value."));
            }
            let (text, mended) = match holds {
                ColumnKind::BirthDate => dates::date(cell, self.dates).unwrap_or_else(|| (cell.clone(), false)),
                ColumnKind::PostalCode => repair::postcode(cell, country.as_deref()),
                ColumnKind::Phone => {
                    let whole = cell.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit()));
                    (whole.unwrap_or(cell).to_owned(), whole.is_some())
                }
                ColumnKind::Identifier
                | ColumnKind::OwnIdentifier
                | ColumnKind::Name
                | ColumnKind::Given
                | ColumnKind::Family
                | ColumnKind::Gender
                | ColumnKind::Language
                | ColumnKind::Email
                | ColumnKind::Line
                | ColumnKind::City
                | ColumnKind::State
                | ColumnKind::Country
                | ColumnKind::Relationship
                | ColumnKind::Prefers
                | ColumnKind::Latitude
                | ColumnKind::Longitude
                | ColumnKind::Tags
                | ColumnKind::Attribute
                | ColumnKind::Nothing => (cell.clone(), false),
            };
            repaired += u64::from(mended);
            tidied.push(text);
        }
        Ok((tidied, repaired))
    }
}

/// What a heading says on a list. A vendor's number is an attribute; longer headings that vendors use are known here too.
fn of_list(heading: &str) -> Column {
    let known = match plain(heading).as_str() {
        "fname" | "first" => Some(Column::Given),
        "lname" | "last" => Some(Column::Family),
        "contactname" | "customername" | "prospectname" | "patientname" => Some(Column::Name),
        "phoneno" | "telephonenumber" | "tel" | "mobileno" | "mobilenumber" | "cellphone" | "landline" => {
            Some(Column::Phone)
        }
        "address1" | "mailingaddress" | "street1" | "homeaddress" => Some(Column::Line),
        "zip5" | "postal" => Some(Column::PostalCode),
        "st" => Some(Column::State),
        "birth" | "bday" => Some(Column::BirthDate),
        _ => None,
    };
    let column = known.unwrap_or_else(|| Column::of(heading));
    if matches!(column, Column::Identifier | Column::OwnIdentifier | Column::Relationship) {
        Column::attribute(heading)
    } else {
        column
    }
}
