//! Workbooks and texts as tables.

use fhir::sheet::Sheet;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

#[test]
fn a_workbook_is_read_with_all_digits_dates_and_errors() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Empty").expect("a name");
    let sheet = book.add_worksheet();
    for (column, heading) in ["Name", "Phone", "ZIP", "Born", "Long", "Wrong"].into_iter().enumerate() {
        sheet.write(1, column as u16, heading).expect("written");
    }
    let date = Format::new().set_num_format("m/d/yyyy");
    sheet.write(2, 0, "Ana Prova").expect("written");
    sheet.write(2, 1, 447_701_234_567_f64).expect("written");
    sheet.write(2, 2, 2138).expect("written");
    let born = ExcelDateTime::from_ymd(1980, 3, 4).expect("a date");
    sheet.write_with_format(2, 3, &born, &date).expect("written");
    sheet.write(2, 4, 1.234_567_89e17).expect("written");
    sheet.write_formula(2, 5, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).expect("written");
    sheet.write(4, 0, "Ben Muster").expect("written");
    let bytes = book.save_to_buffer().expect("a workbook");
    let sheet = Sheet::read(&bytes).expect("readable");
    assert_eq!(sheet.headings, ["Name", "Phone", "ZIP", "Born", "Long", "Wrong"]);
    assert_eq!(sheet.lines.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 5]);
    let ana = sheet.lines[0].1.as_ref().expect("cells");
    assert_eq!(ana[..4], ["Ana Prova", "447701234567", "2138", "1980-03-04"]);
    assert!(shared::text::is_rounded(&ana[4]), "{}", ana[4]);
    assert_eq!(ana[5], "#N/A");
}

#[test]
fn what_is_no_table_says_so() {
    assert!(Sheet::read(b"PK\x03\x04 no archive").expect_err("damaged").contains("can't be read"));
    assert!(Sheet::read(b"Name,Phone\n").expect_err("no lines").contains("no lines"));
    assert!(Sheet::read(b"").is_err());
}
