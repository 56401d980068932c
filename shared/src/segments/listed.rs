//! A list of patients that somebody pastes or uploads: one a line, several a line, or a table with a heading.

use crate::delimited::{cells, divider, plain};
use crate::email_address::EmailAddress;
use crate::text::{clean, code};
use crate::time::Date;
use std::collections::BTreeSet;

/// What one entry names a patient by.
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
    /// Entries that name again what an earlier one named.
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

/// Reads a list: the column whose heading names patients or, where the first line is no such heading, every entry of every
/// line. Without a heading it is a table, of which the first column counts, where all lines have as many cells and only the
/// first may name somebody. Cells are divided by commas, semicolons or tabs, whichever the line has; a quoted cell may contain
/// them.
pub fn read(text: &str) -> List {
    let text = clean(text.trim_start_matches('\u{feff}'));
    let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
    let Some((_, first)) = lines.first() else { return List::default() };
    let table_divider = divider(first);
    let heading: Vec<String> = cells(first, table_divider).map(|cell| plain(&cell)).collect();
    let known = COLUMNS.iter().find_map(|name| heading.iter().position(|cell| cell == name));
    let column = known.or_else(|| is_table(&lines, table_divider).then_some(0));
    let mut list = List { column: known.and_then(|at| cells(first, table_divider).nth(at)), ..List::default() };
    let mut seen = BTreeSet::new();
    for (line, text) in lines.into_iter().skip(usize::from(known.is_some())) {
        let entries: Vec<String> = match column {
            Some(column) => {
                cells(text, table_divider).nth(column).into_iter().flat_map(|cell| entries(&cell)).collect()
            }
            None => cells(text, divider(text)).flat_map(|cell| entries(&cell)).collect(),
        };
        if entries.is_empty() {
            // The whole line is shown as what could not be found.
            list.listed.push(Listed { line, value: text.trim().to_owned() });
        }
        for value in entries {
            if seen.insert(value.to_lowercase()) {
                list.listed.push(Listed { line, value });
            } else {
                list.repeated += 1;
            }
        }
    }
    list
}

/// Whether the lines are a table of which only the first column names people.
fn is_table(lines: &[(u32, &str)], divider: char) -> bool {
    let mut width = None;
    for (_, line) in lines {
        let cells: Vec<String> = cells(line, divider).collect();
        let names = |cell: &String| cell.contains(|sign: char| sign.is_ascii_digit() || sign == '@');
        let beside = cells.iter().skip(1).any(|cell| names(cell) && !(cell.len() == 10 && Date::parse(cell).is_some()));
        if beside || cells.len() < 2 || *width.get_or_insert(cells.len()) != cells.len() {
            return false;
        }
    }
    true
}

/// What a cell names: the addresses in it, however they are written, or else the cell itself.
fn entries(cell: &str) -> Vec<String> {
    let cell = code(cell);
    match EmailAddress::all(&cell) {
        Ok(addresses) => addresses.into_iter().map(String::from).collect(),
        Err(_) if cell.is_empty() => Vec::new(),
        Err(_) => vec![cell],
    }
}
