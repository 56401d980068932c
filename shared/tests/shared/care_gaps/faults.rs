//! The faults that were found by probing, each with the input it was found by.

use super::deck::case;
use super::judged;
use shared::segments::care_gap::Period;
use shared::segments::care_gaps::by_key;

/// The state on 30 November 2026 of a woman born in 1985 (another line may say otherwise) who was seen in June.
fn state(gap: &str, lines: &[&str]) -> String {
    let base = ["female", "born 1985-03-03", "Encounter finished class=AMB 2026-06-01"];
    let case = case("2026-11-30", base.into_iter().chain(lines.iter().copied()));
    let period = if case.calendar { Period::CalendarYear } else { Period::Rolling };
    judged(by_key(gap, period).expect("shipped"), &case.facts, case.on).0
}

#[track_caller]
fn is(gap: &str, lines: &[&str], wanted: &str) {
    assert_eq!(state(gap, lines), wanted, "{gap}: {lines:?}");
}

#[test]
fn f1_what_is_over_is_over() {
    let hypertension = "Condition icd:I10 active 2020-01-01";
    for pregnancy in ["Condition sct:77386006 resolved 2015-02-01", "Condition sct:77386006 inactive 2015-02-01"] {
        is("controlling-blood-pressure", &[hypertension, pregnancy], "open-gap");
    }
    is("controlling-blood-pressure", &[hypertension, "Condition sct:77386006 active 2026-02-01"], "not-applicable");
    is("breast-cancer-screening", &["born 1976-03-03", "Condition icd:Z51.5 inactive 2012-01-01"], "open-gap");
    is("adult-bmi", &["Condition sct:385763009 resolved 2014-01-01"], "open-gap");
    is("diabetes-eye-exam", &["Condition sct:44054006 resolved 2014-01-01"], "not-applicable");
    is("diabetes-eye-exam", &["Condition sct:44054006 remission 2014-01-01"], "not-applicable");
    is("diabetes-eye-exam", &["Condition sct:44054006 recurrence 2014-01-01"], "open-gap");
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    is("statin-therapy", &[diabetes, "AllergyIntolerance rx:83367 resolved"], "open-gap");
    is("statin-therapy", &[diabetes, "AllergyIntolerance rx:83367 active"], "not-applicable");
}

#[test]
fn f2_what_is_active_is_there_without_a_date() {
    is("diabetes-eye-exam", &["Condition sct:44054006 active"], "open-gap");
    is("diabetes-eye-exam", &["Condition sct:44054006 resolved"], "not-applicable");
    is("controlling-blood-pressure", &["Condition icd:I10 active"], "open-gap");
    is("breast-cancer-screening", &["born 1976-03-03", "Condition icd:Z90.13 active"], "not-applicable");
}
