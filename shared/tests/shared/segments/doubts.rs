//! Why a gap is as it is, in a nurse's words, and what in the records speaks against itself.

use crate::care_gaps::case;
use shared::segments::care_gap::Period;
use shared::segments::{care_gaps, doubts};

fn told(gap: &str, lines: &[&str]) -> (String, String, Vec<String>) {
    let base = ["female", "born 1965-03-03", "Encounter finished class=AMB 2026-06-01"];
    let case = case("2026-11-30", base.into_iter().chain(lines.iter().copied()));
    let gap = care_gaps::by_key(gap, Period::Rolling).expect("shipped");
    let standing = gap.standing(&case.facts, case.on);
    (standing.state.code().to_owned(), standing.reason(), doubts(gap, &case.facts, case.on))
}

#[test]
fn two_records_that_contradict_each_other_are_named_and_the_newer_decides() {
    // As the import leaves them: the older is ended on the day of the newer.
    let lines = ["Condition icd:E11.9 active 2019-05-02..2022-03-04", "Condition icd:E11.9 resolved 2022-03-04"];
    let (state, _, doubts) = told("diabetes-glycaemic-status", &lines);
    assert_eq!(state, "not-applicable");
    assert_eq!(
        doubts,
        [
            "Two records contradict each other: “icd:E11.9” is active in one (May 2, 2019) and resolved in a newer one (March 4, 2022). \
          The newer decides"
        ]
    );
    // Another gap does not ask for it, and a plain end is no contradiction.
    assert!(told("adult-bmi", &lines).2.is_empty());
    assert!(told("diabetes-glycaemic-status", &lines[..1]).2.is_empty());
}

#[test]
fn a_result_that_can_not_be_compared_is_named() {
    let diabetes = "Condition icd:E11.9 active 2019-05-02";
    let with = |result: &'static str| told("diabetes-glycaemic-status", &[diabetes, result]);
    let (state, _, doubts) = with("Observation loinc:4548-4 final 2026-05-01 =8 unit={beans}");
    assert_eq!((state.as_str(), doubts.len()), ("open-gap", 1));
    assert_eq!(doubts[0], "“loinc:4548-4” (8 {beans}, May 1, 2026) can’t be compared and does not count");
    assert_eq!(
        with("Observation loinc:4548-4 final 2026-05-01 =6 unit=% limit=>").2.len(),
        1,
        "above 6 may be above 9"
    );
    assert!(with("Observation loinc:4548-4 final 2026-05-01 =12 unit=% limit=>").2.is_empty(), "it is above 9");
    assert!(with("Observation loinc:4548-4 final 2026-05-01 =64 unit=mmol/mol").2.is_empty());
}

#[test]
fn a_reason_names_the_record_or_what_is_missing() {
    let reason = |gap: &str, lines: &[&str]| told(gap, lines).1;
    assert_eq!(
        reason("breast-cancer-screening", &["Observation loinc:24606-6 final 2026-05-01"]),
        "mammogram (loinc:24606-6, May 1, 2026)"
    );
    assert_eq!(
        reason("breast-cancer-screening", &["Condition icd:Z51.5 active 2026-02-01"]),
        "left out: palliative care (icd:Z51.5, February 1, 2026)"
    );
    assert_eq!(reason("breast-cancer-screening", &["born 1996-03-03"]), "it is for people who are aged 42 to 74");
    let missing = reason("diabetes-eye-exam", &[]);
    assert!(missing.starts_with("it is for people who have a condition"), "{missing}");
}
