//! Codes that somebody pastes: one a line, or a table with a heading.

use super::{Coding, system};
use crate::segments::listed::{cells, divider, plain};
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
        named => system::uri(named).ok_or_else(|| format!("“{named}” is no code system known here: give its URI."))?,
    };
    let code = code.trim();
    if code.is_empty() {
        return Err("It has no code.".to_owned());
    }
    if code.chars().count() > LONGEST || code.contains(char::is_whitespace) {
        return Err(format!("“{code}” is no code: a code is short and has no spaces."));
    }
    Ok(Coding { system, code: code.to_owned(), display: display.split_whitespace().collect::<Vec<_>>().join(" ") })
}

#[cfg(test)]
mod tests {
    use super::super::system::{LOINC, SNOMED};
    use super::read;
    use proptest::prelude::*;

    fn codes(text: &str, of: &str) -> Vec<(String, String, String)> {
        read(text, of).codes.into_iter().map(|coding| (coding.system, coding.code, coding.display)).collect()
    }

    fn one(system: &str, code: &str, display: &str) -> (String, String, String) {
        (system.into(), code.into(), display.into())
    }

    #[test]
    fn a_line_is_system_code_and_display() {
        let text = "\u{feff}LOINC|24606-6|MG Breast screening\n\n http://snomed.info/sct | 71651007 |\r\n|24604-1";
        assert_eq!(
            codes(text, LOINC),
            [one(LOINC, "24606-6", "MG Breast screening"), one(SNOMED, "71651007", ""), one(LOINC, "24604-1", "")]
        );
    }

    #[test]
    fn a_table_is_read_by_its_heading() {
        let text = "Code,Description,Code System,Code System OID\n\
            24606-6,\"Breast, screening\",Local name,2.16.840.1.113883.6.1\n71651007,Mammography,,SNOMEDCT\n";
        // The column that FHIR names first is the one that counts.
        assert_eq!(read(text, LOINC).refused.len(), 1);
        let text = text.replace(",Code System,", ",Version,");
        assert_eq!(
            codes(&text, ""),
            [one(LOINC, "24606-6", "Breast, screening"), one(SNOMED, "71651007", "Mammography")]
        );
    }

    #[test]
    fn without_a_heading_cells_stand_in_their_order() {
        assert_eq!(codes("24606-6\n24604-1", LOINC), [one(LOINC, "24606-6", ""), one(LOINC, "24604-1", "")]);
        assert_eq!(codes("24606-6\tBreast screening", LOINC), [one(LOINC, "24606-6", "Breast screening")]);
        assert_eq!(codes("SNOMED CT;71651007", LOINC), [one(SNOMED, "71651007", "")]);
        assert_eq!(codes("LOINC,24606-6,Breast screening", ""), [one(LOINC, "24606-6", "Breast screening")]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let pasted = read("LOINC|1-1\n\nLONIC|2-2|Two\nLOINC||Three\n4-4\nLOINC|1-1|Again\nLOINC|five five", "");
        let told: Vec<_> = pasted.refused.iter().map(|refused| (refused.line, refused.why.as_str())).collect();
        assert_eq!(
            told,
            [
                (3, "“LONIC” is no code system known here: give its URI."),
                (4, "It has no code."),
                (5, "It names no code system: add it, or choose one for such lines."),
                (7, "“five five” is no code: a code is short and has no spaces."),
            ]
        );
        assert_eq!((pasted.codes.len(), pasted.repeated), (1, 1));
    }

    proptest! {
        #[test]
        fn every_line_is_read_refused_repeated_or_the_heading(text in "[a-c|,;\"\n]{0,60}", head in any::<bool>()) {
            let text = if head { format!("system,code\n{text}") } else { text };
            let pasted = read(&text, LOINC);
            let lines = text.lines().filter(|line| !line.trim().is_empty()).count() - usize::from(head);
            prop_assert_eq!(pasted.codes.len() + pasted.refused.len() + pasted.repeated as usize, lines);
        }
    }
}
