//! The lines of a prospect list as people: cells put right, read by what their columns hold, numbers in their one form.

use crate::sheet::Sheet;
use shared::outreach::prospects::Mapping;
use shared::patients::Columns;
use store::addresses;
use store::outreach::prospects::Line;

/// How the lines of a list are read.
#[derive(Debug)]
pub struct Reading<'a> {
    mapping: &'a Mapping,
    columns: Columns,
    /// ISO 3166, two letters: of lines that name none.
    country: &'a str,
}

impl<'a> Reading<'a> {
    /// # Errors
    /// What is wrong with the columns.
    pub fn new(mapping: &'a Mapping, country: &'a str) -> Result<Self, String> {
        Ok(Self { columns: mapping.columns()?, mapping, country })
    }

    /// Reads these lines of a sheet.
    pub fn lines(&self, lines: &[(u64, Result<Vec<String>, &'static str>)]) -> Vec<Line> {
        lines.iter().map(|(number, cells)| self.line(*number, cells)).collect()
    }

    fn line(&self, number: u64, cells: &Result<Vec<String>, &'static str>) -> Line {
        let refused =
            |cells: &[String], why: String| Line { number, cells: cells.to_vec(), read: Err(why), repaired: 0 };
        let cells = match cells {
            Ok(cells) => cells,
            Err(why) => return refused(&[], (*why).to_owned()),
        };
        let home = |written: Option<&str>| match written {
            Some(written) => addresses::country(written).map(str::to_owned),
            None => Some(self.country.to_owned()),
        };
        let (cells, repaired) = match self.mapping.tidied(cells, home) {
            Ok(tidied) => tidied,
            Err(why) => return refused(cells, why),
        };
        let read = self.columns.read(cells.iter().map(String::as_str));
        let read = read.and_then(|person| addresses::reachable(person, Some(self.country)));
        Line { number, repaired: if read.is_ok() { repaired } else { 0 }, cells, read }
    }
}

/// What the columns of a sheet are taken for; `known` is what was said of this source before.
pub fn guessed(sheet: &Sheet, known: Option<&Mapping>, country: &str) -> Mapping {
    let rows: Vec<&[String]> = sheet.rows().take(5_000).collect();
    Mapping::guess(&sheet.headings, &rows, known, Some(country).filter(|country| !country.is_empty()))
}
