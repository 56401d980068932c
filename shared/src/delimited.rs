//! Tables as text that somebody pastes or uploads: what divides their cells, what is in these.

use crate::text::clean;

/// What divides the cells of a table with this first line; a divider within quotes is none.
pub fn divider(first: &str) -> char {
    let outside: String = first.split('"').step_by(2).collect();
    ['\t', ';', ','].into_iter().max_by_key(|sign| outside.matches(*sign).count()).unwrap_or(',')
}

/// A heading without case, spaces and signs.
pub fn plain(heading: &str) -> String {
    heading.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The cells of a line, trimmed and without their quotes.
pub fn cells(line: &str, divider: char) -> impl Iterator<Item = String> {
    let mut quoted = false;
    let all = line.split(move |sign: char| {
        quoted ^= sign == '"';
        sign == divider && !quoted
    });
    all.map(|cell| {
        let cell = cell.trim();
        let inside = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
        inside.map_or_else(|| cell.to_owned(), |inside| inside.replace("\"\"", "\"").trim().to_owned())
    })
    .collect::<Vec<_>>()
    .into_iter()
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it begins, counted from 1.
    pub line: u64,
    /// Trimmed, without their quotes, freed of what no text has.
    pub cells: Vec<String>,
}

/// A table as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Of all lines that hold anything, the heading first.
    pub rows: Vec<Row>,
    /// Lines that can't be taken apart, each with why.
    pub wrong: Vec<(u64, &'static str)>,
}

/// No cell is longer: a quote that is not closed by then was left open.
const LONGEST: usize = 20_000;
const OPEN: &str = "A quote is opened in this line and not closed.";
const SWALLOWED: &str = "A quoted cell runs over further lines that look like lines of the table: is a quote missing?";

impl Table {
    /// Takes a text apart (RFC 4180). A spreadsheet's hint `sep=;` is followed and is no line. A line whose quotes can't be right
    /// is told, and the next one is read as if nothing had been.
    pub fn read(text: &str) -> Self {
        let mut rest = text.trim_start_matches('\u{feff}');
        let mut line = 1;
        let first = |rest: &str| rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
        let mut divider = divider(&first(rest));
        let start = rest.lines().next().unwrap_or_default().trim();
        let start = start.strip_prefix('"').and_then(|hint| hint.strip_suffix('"')).unwrap_or(start);
        if let Some(hint) = start.get(..4).filter(|hint| hint.eq_ignore_ascii_case("sep=")).map(|_| &start[4..]) {
            divider = hint.chars().next().unwrap_or('\t');
            rest = after_line(rest);
            line += 1;
        }
        let mut table = Self::default();
        while !rest.is_empty() {
            let (next, why) = match row(rest, divider) {
                Some((cells, next)) if table.swallows(&cells, divider) => {
                    let _ = next;
                    (after_line(rest), Some(SWALLOWED))
                }
                Some((cells, next)) => {
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        table.rows.push(Row { line, cells });
                    }
                    (next, None)
                }
                None => (after_line(rest), Some(OPEN)),
            };
            table.wrong.extend(why.map(|why| (line, why)));
            line += rest[..rest.len() - next.len()].matches('\n').count() as u64;
            rest = next;
        }
        table
    }

    /// Whether a cell of several lines holds what looks like a whole line of this table.
    fn swallows(&self, cells: &[String], divider: char) -> bool {
        let Some(width) = self.rows.first().map(|heading| heading.cells.len()).filter(|width| *width > 1) else {
            return false;
        };
        let looks_whole = |line: &str| line.matches(divider).count() + 1 >= width;
        cells.iter().any(|cell| cell.contains('\n') && cell.lines().skip(1).any(looks_whole))
    }
}

fn after_line(text: &str) -> &str {
    text.find('\n').map_or("", |at| &text[at + 1..])
}

/// The cells up to the end of the line, and what follows it; `None` where a quote stays open.
fn row(text: &str, divider: char) -> Option<(Vec<String>, &str)> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut closed = false;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if quoted {
            if sign != '"' {
                cell.push(sign);
            } else if signs.next_if(|(_, next)| *next == '"').is_some() {
                cell.push('"');
            } else {
                (quoted, closed) = (false, true);
            }
            if cell.len() > LONGEST {
                return None;
            }
        } else if sign == divider {
            cells.push(tidy(&cell));
            cell.clear();
            closed = false;
        } else if sign == '\n' {
            cells.push(tidy(&cell));
            return Some((cells, &text[at + 1..]));
        } else if sign == '"' && !closed && cell.trim().is_empty() {
            cell.clear();
            quoted = true;
        } else {
            cell.push(sign);
        }
    }
    if quoted {
        return None;
    }
    cells.push(tidy(&cell));
    Some((cells, ""))
}

fn tidy(cell: &str) -> String {
    clean(cell)
        .trim_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}
