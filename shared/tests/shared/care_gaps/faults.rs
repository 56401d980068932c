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

#[test]
fn f3_people_who_must_not_take_a_statin_are_not_asked_to() {
    let ldl = "Observation loinc:2089-1 final 2026-05-01 =195 unit=mg/dL";
    is("statin-therapy", &[ldl], "open-gap");
    for against in [
        "Condition icd:M62.82 active 2026-03-01",
        "Condition icd:G72.0 active 2026-03-01",
        "Condition icd:T46.6X5A active 2026-03-01",
        "Condition icd:Z39.1 active 2026-03-01",
        "Condition icd:K72.10 active 2026-03-01",
        "AdverseEvent sct:68962001 actual 2025-03-01 reason=rx:36567",
    ] {
        is("statin-therapy", &[ldl, against], "not-applicable");
    }
}

#[test]
fn f4_people_a_statin_is_for_are_found() {
    let for_them = [
        "Procedure sct:232717009 completed 2019-01-01",
        "Condition icd:E78.01 active 2010-01-01",
        "Observation loinc:79423-0 final 2026-01-01 =24 unit=%",
    ];
    for one in for_them {
        is("statin-therapy", &["born 1976-03-03", one], "open-gap");
    }
    is("statin-therapy", &["born 1946-03-03", "Condition icd:I25.10 active 2015-01-01"], "open-gap");
}

#[test]
fn f9_a_result_without_a_result_closes_nothing() {
    let old = "born 1970-03-03";
    is(
        "colorectal-cancer-screening",
        &[old, "Observation loinc:29771-3 final 2026-05-01 result=not-performed"],
        "open-gap",
    );
    is("depression-screening", &["Observation loinc:44261-6 final 2026-05-01 result=asked-unknown"], "open-gap");
    is("tobacco-use", &["Observation loinc:72166-2 final 2026-05-01"], "open-gap");
    let error = |code: &str| format!("Observation loinc:{code} final 2026-05-01 result=error");
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    is("diabetes-kidney-evaluation", &[diabetes, &error("98979-8"), &error("9318-7")], "open-gap");
}

#[test]
fn f10_drafts_and_plans_are_no_orders() {
    for order in ["draft intent=order", "on-hold intent=order", "active intent=proposal", "active intent=plan"] {
        is("adult-bmi", &[&format!("ServiceRequest sct:385763009 {order} 2026-05-01")], "open-gap");
    }
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    for intent in ["proposal", "plan", "option"] {
        let order = format!("MedicationRequest rx:617310 active intent={intent} 2026-05-01");
        is("statin-therapy", &[diabetes, &order], "open-gap");
    }
}

#[test]
fn f11_what_is_in_force_or_taken_closes() {
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    for medicine in [
        "MedicationRequest rx:617310 active intent=order 2025-09-20..2027-09-20",
        "MedicationStatement rx:617310 active 2019-01-01",
        "MedicationDispense rx:617310 completed 2026-09-01..2026-12-01",
    ] {
        is("statin-therapy", &[diabetes, medicine], "closed-gap");
    }
}

#[test]
fn f12_a_documented_reason_is_a_state_of_its_own() {
    is(
        "tobacco-use",
        &["Observation loinc:72166-2 final 2026-05-01 result=asked-declined refused=not-wanted"],
        "not-wanted",
    );
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    let no_statin = "MedicationRequest rx:83367 active doNotPerform 2026-05-01 refused=not-advised";
    is("statin-therapy", &[diabetes, no_statin], "not-advised");
    is("statin-therapy", &[diabetes, "CareGapRemark gap:statin-therapy not-wanted 2026-05-01"], "not-wanted");
    is("statin-therapy", &[diabetes, "CareGapRemark gap:statin-therapy not-wanted 2025-05-01..2026-05-01"], "open-gap");
}

#[test]
fn f13_codes_are_found_where_records_hold_them() {
    let hypertension = "Condition icd:I10 active 2020-01-01";
    is(
        "controlling-blood-pressure",
        &[hypertension, "Encounter hcpcs:G0257 finished class=AMB 2026-03-01"],
        "not-applicable",
    );
    let child = "born 2016-03-03";
    is("well-child-visit", &[child, "Encounter finished class=AMB 2026-05-01 reason=icd:Z00.129"], "closed-gap");
    is("well-child-visit", &[child, "Condition icd:Z00.129 active 2026-05-01"], "closed-gap");
    let two = "Encounter sct:390906007+hcpcs:G0439 finished class=AMB 2026-05-01";
    is("annual-wellness-visit", &["born 1950-03-03", two], "closed-gap");
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    is("diabetes-eye-exam", &[diabetes, "DiagnosticReport sct:722161008 final 2026-05-01"], "closed-gap");
}

#[test]
fn f14_a_pregnancy_is_an_observation_too() {
    is("adult-bmi", &["Observation loinc:82810-3 final 2026-05-01 value=sct:77386006"], "not-applicable");
}

#[test]
fn f15_whoever_is_back_or_elsewhere_is_not_followed_up() {
    let left = |to: &str| format!("Encounter finished class=IMP 2026-11-20..2026-11-27 to={to}");
    is("follow-up-7-days", &[&left("home")], "open-gap");
    is("follow-up-7-days", &[&left("home"), "Encounter in-progress class=IMP 2026-11-29"], "not-applicable");
    is("follow-up-7-days", &[&left("other-hcf")], "not-applicable");
    is("follow-up-30-days", &[&left("snf")], "not-applicable");
}

#[test]
fn f17_public_code_systems_are_complete() {
    for code in ["E11.59", "E11.3211", "E10.641", "E13.10"] {
        is("diabetes-eye-exam", &[&format!("Condition icd:{code} active 2019-01-01")], "open-gap");
    }
    for code in ["O09.90", "O24.410"] {
        is("adult-bmi", &[&format!("Condition icd:{code} active 2026-03-01")], "not-applicable");
    }
    for code in ["I21.19", "I69.354"] {
        is("statin-therapy", &[&format!("Condition icd:{code} active 2019-01-01")], "open-gap");
    }
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    for code in ["861643", "476345", "597977", "360507"] {
        let order = format!("MedicationRequest rx:{code} active intent=order 2026-05-01");
        is("statin-therapy", &[diabetes, &order], "closed-gap");
    }
}

#[test]
fn a_limit_is_not_the_value_itself() {
    let ldl = |limit: &str| format!("Observation loinc:2089-1 final 2026-05-01 =190 unit=mg/dL limit={limit}");
    is("statin-therapy", &[&ldl(">")], "open-gap");
    is("statin-therapy", &[&ldl("<")], "not-applicable");
}

#[test]
fn one_eye_is_not_both() {
    let diabetes = "Condition sct:44054006 active 2019-01-01";
    is("diabetes-eye-exam", &[diabetes, "Observation loinc:71490-7 final 2026-05-01 value=sct:312903003"], "open-gap");
}
