use proptest::prelude::*;
use shared::code_sets::pasted::read;
use shared::code_sets::system::{LOINC, SNOMED};

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
    assert_eq!(codes(&text, ""), [one(LOINC, "24606-6", "Breast, screening"), one(SNOMED, "71651007", "Mammography")]);
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
            (3, "“LONIC” is not a known code system: give its URI."),
            (4, "It has no code."),
            (5, "It names no code system: add it, or choose one for such lines."),
            (7, "“five five” is not a code: a code is short and has no spaces."),
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
