//! What a spreadsheet does to cells, undone where it is certain.

use shared::outreach::prospects::{DateOrder, date, is_error_value, postcode};

#[test]
fn lost_zeros_of_a_postcode_come_back_where_the_country_says_how_many() {
    let read = |cell, country| postcode(cell, Some(country));
    assert_eq!(read("2138", "US"), ("02138".into(), true));
    assert_eq!(read("2138.0", "US"), ("02138".into(), true));
    assert_eq!(read("21381234", "US"), ("02138-1234".into(), true));
    assert_eq!(read("62701", "US"), ("62701".into(), false));
    assert_eq!(read("62701-0001", "US"), ("62701-0001".into(), false));
    assert_eq!(read("1067", "DE"), ("01067".into(), true));
    // Austria's have four digits, Britain's letters; of an unknown country nothing is known.
    assert_eq!(read("1010", "AT"), ("1010".into(), false));
    assert_eq!(read("SW1A 1AA", "GB"), ("SW1A 1AA".into(), false));
    assert_eq!(postcode("2138", None), ("2138".into(), false));
}

#[test]
fn a_date_is_read_in_its_order_or_as_a_spreadsheet_counts_days() {
    use DateOrder::{DayFirst, MonthFirst};
    let read = |cell, order| date(cell, order).map(|(text, _)| text);
    assert_eq!(read("3/4/1980", MonthFirst).as_deref(), Some("1980-03-04"));
    assert_eq!(read("3/4/1980", DayFirst).as_deref(), Some("1980-04-03"));
    assert_eq!(read("04.03.1980", DayFirst).as_deref(), Some("1980-03-04"));
    assert_eq!(date("29284", MonthFirst), Some(("1980-03-04".into(), true)));
    assert_eq!(date("29284.0", MonthFirst), Some(("1980-03-04".into(), true)));
    assert_eq!(read("1980-03-04 00:00:00", MonthFirst).as_deref(), Some("1980-03-04"));
    // What is no date in this order, and years of two digits, are left to be refused.
    assert_eq!(read("31/12/1980", MonthFirst), None);
    assert_eq!(read("3/4/80", MonthFirst), None);
    assert_eq!(read("1980", MonthFirst), None);
}

#[test]
fn the_cells_of_a_column_tell_the_order_of_its_dates() {
    assert_eq!(DateOrder::told_by(["3/4/1980", "5/28/1971"]), Some(DateOrder::MonthFirst));
    assert_eq!(DateOrder::told_by(["3/4/1980", "28.5.1971"]), Some(DateOrder::DayFirst));
    assert_eq!(DateOrder::told_by(["3/4/1980", "1971-05-28", ""]), None);
}

#[test]
fn a_formulas_error_is_no_value() {
    assert!(is_error_value("#N/A") && is_error_value(" #ref! ") && is_error_value("########"));
    assert!(!is_error_value("#12 Main St") && !is_error_value("###"));
}
