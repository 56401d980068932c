//! What the columns of a list hold: guessed, remembered, and refused where nobody could be reached.

use shared::outreach::prospects::{DateOrder, Mapping};
use shared::patients::ColumnKind;

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

fn guessed(headings: &[&str]) -> Mapping {
    Mapping::guess(&texts(headings), &[], None, Some("US"))
}

fn country(written: Option<&str>) -> Option<String> {
    Some(written.unwrap_or("US").to_owned())
}

#[test]
fn a_vendors_headings_are_understood_and_its_numbers_name_nobody() {
    let mapping = guessed(&["ID", "First", "Last Name", "Cell Phone", "Phone 2", "ZIP", "Segment"]);
    let holds: Vec<ColumnKind> = mapping.columns.iter().map(|column| column.holds).collect();
    use ColumnKind::{Attribute, Family, Given, Phone, PostalCode};
    assert_eq!(holds, [Attribute, Given, Family, Phone, Phone, PostalCode, Attribute]);
    assert!(mapping.columns().is_ok());
}

#[test]
fn a_list_without_a_usable_column_says_what_it_has_and_what_it_needs() {
    let why = guessed(&["Kunde", "Ort"]).columns().expect_err("nobody could be reached");
    assert!(why.contains("“Kunde”, “Ort”") && why.contains("a phone number") && why.contains("a family name"), "{why}");
    let why = guessed(&["Name", "Birth date"]).columns().expect_err("nobody could be reached");
    assert!(why.contains("a phone number, an e-mail address or a street") && !why.contains("family name or"), "{why}");
    let why = guessed(&["", ""]).columns().expect_err("no headings");
    assert!(why.starts_with("The first line of this file names no columns."), "{why}");
}

#[test]
fn what_was_said_of_a_source_is_remembered_for_the_same_headings() {
    let mut first = guessed(&["Kunde", "Fon", "Extra"]);
    first.columns[0].holds = ColumnKind::Name;
    first.columns[1].holds = ColumnKind::Phone;
    first.columns[2].holds = ColumnKind::Nothing;
    first.dates = DateOrder::DayFirst;
    let next = Mapping::guess(&texts(&["fon", "KUNDE", "E-mail"]), &[], Some(&first), Some("US"));
    let holds: Vec<ColumnKind> = next.columns.iter().map(|column| column.holds).collect();
    assert_eq!(holds, [ColumnKind::Phone, ColumnKind::Name, ColumnKind::Email]);
    assert_eq!(next.dates, DateOrder::DayFirst);
}

#[test]
fn cells_are_put_right_before_they_are_read() {
    let mapping = guessed(&["Name", "Phone", "ZIP", "Birth date"]);
    let cells = texts(&["Silva, Ana", "2175550143.0", "2138", "29284"]);
    let (tidied, repaired) = mapping.tidied(&cells, country).expect("no errors");
    assert_eq!(tidied, texts(&["Silva, Ana", "2175550143", "02138", "1980-03-04"]));
    assert_eq!(repaired, 3);
    let person = mapping.columns().expect("usable").read(tidied.iter().map(String::as_str)).expect("a person");
    assert_eq!(person.family.as_deref(), Some("Silva"));
    assert_eq!(person.postal_code.as_deref(), Some("02138"));
}

#[test]
fn a_line_with_a_formulas_error_or_a_rounded_number_is_refused() {
    let mapping = guessed(&["Name", "Phone", "Note"]);
    let why = mapping.tidied(&texts(&["Ana Silva", "#N/A", ""]), country).expect_err("an error");
    assert!(why.contains("“Phone”"), "{why}");
    let (cells, _) = mapping.tidied(&texts(&["Ana Silva", "4.47701E+11", ""]), country).expect("cells");
    let why = mapping.columns().expect("usable").read(cells.iter().map(String::as_str)).expect_err("rounded");
    assert!(why.contains("rounded by a spreadsheet"), "{why}");
}
