//! Diabetes (ADA Standards of Care).

use super::super::care_gap::{CareGap, Period};
use super::super::{Comparison, RecordConditionTest, RecordType, Relation, Test};
use super::exclusions::{frail_with_advanced_illness, hospice, nursing_home, palliative};
use super::parts::{
    LOINC, UNTIL_NOW, aged, all, any, coded, disease, done, has, known, latest, living, named, near, nest, not, number,
    resulted, seen, sets, valued, year_before, years,
};

use RecordType::{Condition, DiagnosticReport, Observation, Procedure};

fn diabetes(period: Period) -> Test {
    disease(["diabetes"], years(period, 1))
}

pub fn glycaemic_status(period: Period) -> CareGap {
    let last = latest(
        [Observation],
        [sets(["hba1c", "glucose-management-indicator"]), done(), RecordConditionTest::Within(years(period, 1))],
        [number(Comparison::AtMost, 9.0, Some("%"))],
    );
    CareGap {
        key: "diabetes-glycaemic-status",
        name: "Diabetes: glycaemic status",
        summary: "People from 18 to 75 with diabetes have a last HbA1c or glucose management indicator of the year of at most 9 %.",
        citation: "ADA, Standards of Care in Diabetes, Glycemic Goals (section 6)",
        population: all([living(), aged(18, 75), seen(period, 1), diabetes(period)]),
        exclusions: vec![hospice(period), palliative(period), nursing_home(), frail_with_advanced_illness(period)],
        closers: vec![named("last value at most 9 %", any([last]))],
        period,
        notice: 60,
    }
}

pub fn eye_exam(period: Period) -> CareGap {
    let this_year = || RecordConditionTest::Within(years(period, 1));
    let retinopathy =
        has([Condition], [sets(["diabetic-retinopathy"]), RecordConditionTest::Overlaps(years(period, 1))]);
    let exam = |when| has([Observation, Procedure, DiagnosticReport], [sets(["retinal-exam"]), done(), when]);
    let graded = |loinc: &'static str, when: RecordConditionTest| {
        has([Observation], [coded(LOINC, [loinc]), done(), resulted(), when])
    };
    let no_eyes = has([Condition], [sets(["absence-of-both-eyes"]), RecordConditionTest::Date(UNTIL_NOW)]);
    // LOINC answer "no apparent retinopathy".
    let clear = |loinc: &'static str| {
        year_before(period, |when| {
            has([Observation], [coded(LOINC, [loinc]), done(), valued(LOINC, ["LA18643-9"]), when])
        })
    };
    CareGap {
        key: "diabetes-eye-exam",
        name: "Diabetes: eye exam",
        summary: "People from 18 to 75 with diabetes have a retinal exam this year, or last year where no retinopathy is known.",
        citation: "ADA, Standards of Care in Diabetes, Retinopathy (section 12)",
        population: all([living(), aged(18, 75), seen(period, 1), diabetes(period)]),
        exclusions: vec![
            named("no eyes to examine", any([no_eyes])),
            hospice(period),
            palliative(period),
            nursing_home(),
            frail_with_advanced_illness(period),
        ],
        closers: vec![
            named("retinal exam this year", any([exam(this_year())])),
            named("retinal exam the year before, no retinopathy", all([year_before(period, exam), not(retinopathy)])),
            named("autonomous retinal exam this year", any([graded("105914-6", this_year())])),
            named("both eyes graded this year", all([graded("71490-7", this_year()), graded("71491-5", this_year())])),
            named(
                "one eye graded this year, the other clear the year before",
                any([
                    nest(all([graded("71490-7", this_year()), clear("71491-5")])),
                    nest(all([graded("71491-5", this_year()), clear("71490-7")])),
                ]),
            ),
            named("both eyes clear the year before", all([clear("71490-7"), clear("71491-5")])),
        ],
        period,
        notice: 60,
    }
}

pub fn kidney_evaluation(period: Period) -> CareGap {
    let year = || RecordConditionTest::Within(years(period, 1));
    let filtration = has([Observation], [sets(["egfr"]), done(), resulted(), year()]);
    let ratio = has([Observation], [sets(["urine-albumin-creatinine"]), done(), resulted(), year()]);
    let creatinine =
        near(true, Relation::Around { days: 4 }, [Observation], [coded(LOINC, ["2161-8"]), done(), resulted()]);
    let both = has([Observation], [coded(LOINC, ["14957-5", "1754-1"]), done(), resulted(), year(), creatinine]);
    let kidneys = any([known(["end-stage-renal-disease", "chronic-kidney-disease-5"], years(period, 1))]);
    CareGap {
        key: "diabetes-kidney-evaluation",
        name: "Diabetes: kidney evaluation",
        summary: "People from 18 to 85 with diabetes have an estimated filtration rate and a urine albumin-creatinine ratio each year.",
        citation: "ADA, Standards of Care in Diabetes, Chronic Kidney Disease (section 11); KDIGO 2022",
        population: all([living(), aged(18, 85), seen(period, 1), diabetes(period)]),
        exclusions: vec![
            named("end-stage renal or stage 5 kidney disease", kidneys),
            hospice(period),
            palliative(period),
        ],
        closers: vec![named("filtration rate and urine albumin", all([filtration, nest(any([ratio, both]))]))],
        period,
        notice: 60,
    }
}
