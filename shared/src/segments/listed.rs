//! A list of patients that somebody pastes or uploads: one a line, or a table with a heading.

use crate::delimited::{cells, divider, plain};
use std::collections::BTreeSet;

/// What one line names a patient by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Counted from 1.
    pub line: u32,
    pub value: String,
}

/// What was read from a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    pub listed: Vec<Listed>,
    /// Lines that name again what an earlier one named.
    pub repeated: u32,
    /// The heading of the column that was read, where there is one.
    pub column: Option<String>,
}

/// Headings of columns that name patients, best first; compared without case, spaces and signs.
const COLUMNS: [&str; 14] = [
    "patientid",
    "id",
    "mrn",
    "medicalrecordnumber",
    "identifier",
    "patientidentifier",
    "patientnumber",
    "memberid",
    "sourceid",
    "email",
    "emailaddress",
    "mail",
    "phone",
    "mobile",
];

/// Reads a list: the column whose heading names patients or, where the first line is no such heading, the first column.
/// Cells are divided by commas, semicolons or tabs, whichever the first line has; a quoted cell may contain them.
pub fn read(text: &str) -> List {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let divider = divider(first);
    let heading: Vec<String> = cells(first, divider).map(|cell| plain(&cell)).collect();
    let known = COLUMNS.iter().find_map(|name| heading.iter().position(|cell| cell == name));
    let column = known.unwrap_or_default();
    let mut list = List { column: known.and_then(|at| cells(first, divider).nth(at)), ..List::default() };
    let mut seen = BTreeSet::new();
    let mut heading_to_come = known.is_some();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        if std::mem::take(&mut heading_to_come) {
            continue;
        }
        let value = cells(text, divider).nth(column).unwrap_or_default();
        if value.is_empty() {
            // The whole line is shown as what could not be found.
            list.listed.push(Listed { line, value: text.trim().to_owned() });
        } else if seen.insert(value.to_lowercase()) {
            list.listed.push(Listed { line, value });
        } else {
            list.repeated += 1;
        }
    }
    list
}
