//! A table as people keep it: text with cells divided by a sign, or a workbook of a spreadsheet.

use crate::encoding;
use calamine::{Data, Reader};
use shared::delimited::Table;
use shared::text::clean;
use std::io::Cursor;

/// A table that was read: its heading, and each further line or why it can't be taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How the file was read, for people.
    pub encoding: String,
    pub headings: Vec<String>,
    /// By the line of the file or the row of the workbook, in their order.
    pub lines: Vec<(u64, Result<Vec<String>, &'static str>)>,
}

/// How workbooks begin: a zip archive, or the older compound file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
/// No spreadsheet has more rows.
const MOST: usize = 1_048_576;

impl Sheet {
    /// Reads the file; its first line that holds anything names the columns.
    ///
    /// # Errors
    /// Why the file can't be read, for people.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let sheet = if WORKBOOKS.iter().any(|start| bytes.starts_with(start)) { workbook(bytes)? } else { text(bytes) };
        if sheet.lines.is_empty() {
            return Err("This file has no lines below a heading.".into());
        }
        if sheet.lines.len() > MOST {
            return Err(format!("This file has more than {MOST} lines: divide it."));
        }
        Ok(sheet)
    }

    /// The cells of the lines that could be taken apart.
    pub fn rows(&self) -> impl Iterator<Item = &[String]> {
        self.lines.iter().filter_map(|(_, line)| line.as_ref().ok().map(Vec::as_slice))
    }
}

fn text(bytes: &[u8]) -> Sheet {
    let encoding = encoding::of(bytes).name().to_lowercase();
    let table = Table::read(&encoding::text(bytes));
    let mut rows = table.rows.into_iter();
    let headings = rows.next().map(|row| row.cells).unwrap_or_default();
    let mut lines: Vec<_> = rows.map(|row| (row.line, Ok(row.cells))).collect();
    lines.extend(table.wrong.into_iter().map(|(line, why)| (line, Err(why))));
    lines.sort_by_key(|(line, _)| *line);
    Sheet { encoding, headings, lines }
}

/// The first sheet that holds anything.
fn workbook(bytes: &[u8]) -> Result<Sheet, String> {
    let unreadable =
        |_| "This workbook can't be read: it is damaged or has a password. Save it as .xlsx or .csv.".to_owned();
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(unreadable)?;
        let Some((first, _)) = range.start() else { continue };
        let mut lines = (u64::from(first) + 1..)
            .zip(range.rows())
            .map(|(number, row)| (number, row.iter().map(cell).collect::<Vec<_>>()));
        let Some((_, headings)) = lines.by_ref().find(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())) else {
            continue;
        };
        let lines = lines.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
        let lines = lines.map(|(number, cells)| (number, Ok(cells))).collect();
        return Ok(Sheet { encoding: "workbook".into(), headings, lines });
    }
    Err("This workbook is empty.".into())
}

/// A cell as it would be written out.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) => clean(text).trim().to_owned(),
        Data::Float(number) => written(*number),
        Data::Int(number) => number.to_string(),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        Data::DateTime(length) => written(length.as_f64()),
        Data::DateTimeIso(text) => text.split_once("T00:00").map_or(text.as_str(), |(date, _)| date).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
    }
}

/// A number with all its digits. Beyond fifteen a spreadsheet has lost some: written as a power of ten, it is refused where digits
/// matter.
fn written(number: f64) -> String {
    if number.abs() >= 1e15 { format!("{number:E}").replace('E', "E+") } else { number.to_string() }
}
