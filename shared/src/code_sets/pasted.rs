//! Codes that somebody pastes: one a line, or a table with a heading.

use super::{Coding, system};
use crate::delimited::{cells, divider, plain};
use std::collections::BTreeSet;

/// A line that gives no code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Counted from 1.
    pub line: u32,
    pub text: String,
    /// Why, and how to put it right.
    pub why: String,
}

/// What was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    pub codes: Vec<Coding>,
    pub refused: Vec<Refused>,
    /// Lines that give a code again.
    pub repeated: u32,
}

/// Headings of the columns, best first; compared without case, spaces and signs.
const SYSTEM: [&str; 6] = ["system", "codesystem", "codesystemuri", "codesystemoid", "codesystemname", "systemuri"];
const CODE: [&str; 3] = ["code", "conceptcode", "codevalue"];
const DISPLAY: [&str; 7] = ["display", "displayname", "description", "name", "conceptname", "preferredterm", "term"];
/// Characters of the longest code.
const LONGEST: usize = 100;

/// Reads codes. A line is `system|code|display`; or cells of a table, with a heading that names them, or without one as
/// code and display, or system, code and display. `of` is the URI of the system of lines that name none, empty where
/// there is none.
pub fn read(text: &str, of: &str) -> Pasted {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let divider = divider(first);
    let heading = Heading::read(first, divider);
    let mut heading_to_come = heading.is_some();
    let mut pasted = Pasted::default();
    let mut seen = BTreeSet::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() || std::mem::take(&mut heading_to_come) {
            continue;
        }
        let parts = match &heading {
            Some(heading) => heading.parts(text, divider),
            None => parts(text, divider),
        };
        match coding(parts, of) {
            Ok(coding) if seen.insert((coding.system.clone(), coding.code.clone())) => pasted.codes.push(coding),
            Ok(_) => pasted.repeated += 1,
            Err(why) => pasted.refused.push(Refused { line, text: text.trim().to_owned(), why }),
        }
    }
    pasted
}

/// System, code, display, as they are written; what is not there is empty.
type Parts = [String; 3];

struct Heading {
    system: Option<usize>,
    code: usize,
    display: Option<usize>,
}

impl Heading {
    fn read(line: &str, divider: char) -> Option<Self> {
        let names: Vec<String> = cells(line, divider).map(|cell| plain(&cell)).collect();
        let column = |wanted: &[&str]| wanted.iter().find_map(|name| names.iter().position(|cell| cell == name));
        Some(Self { system: column(&SYSTEM), code: column(&CODE)?, display: column(&DISPLAY) })
    }

    fn parts(&self, line: &str, divider: char) -> Parts {
        let cells: Vec<String> = cells(line, divider).collect();
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).cloned().unwrap_or_default();
        [cell(self.system), cell(Some(self.code)), cell(self.display)]
    }
}

fn parts(line: &str, divider: char) -> Parts {
    if line.contains('|') {
        let mut parts = line.splitn(3, '|').map(|part| part.trim().to_owned());
        return [(); 3].map(|()| parts.next().unwrap_or_default());
    }
    let mut cells: Vec<String> = cells(line, divider).collect();
    let names_system = cells.len() > 2 || (cells.len() == 2 && system::uri(&cells[0]).is_some());
    if !names_system {
        cells.insert(0, String::new());
    }
    let mut cells = cells.into_iter();
    [(); 3].map(|()| cells.next().unwrap_or_default())
}

fn coding([named, code, display]: Parts, of: &str) -> Result<Coding, String> {
    let system = match named.as_str() {
        "" if of.is_empty() => return Err("It names no code system: add it, or choose one for such lines.".to_owned()),
        "" => of.to_owned(),
        named => system::uri(named).ok_or_else(|| format!("“{named}” is not a known code system: give its URI."))?,
    };
    let code = code.trim();
    if code.is_empty() {
        return Err("It has no code.".to_owned());
    }
    if code.chars().count() > LONGEST || code.contains(char::is_whitespace) {
        return Err(format!("“{code}” is not a code: a code is short and has no spaces."));
    }
    Ok(Coding { system, code: code.to_owned(), display: display.split_whitespace().collect::<Vec<_>>().join(" ") })
}
