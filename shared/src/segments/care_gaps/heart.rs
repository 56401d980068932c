//! Blood pressure and statins (ACC/AHA, USPSTF).

use super::super::care_gap::{CareGap, Period};
use super::super::{Comparison, DateTest, RecordConditionTest, RecordType, Relation, Test, Unit};
use super::exclusions::{frail_for_blood_pressure, frail_with_advanced_illness, hospice, nursing_home, palliative};
use super::parts::{
    LOINC, UNTIL_NOW, aged, all, any, coded, component, done, has, latest, living, named, near, nest, number, ongoing,
    seen, sets, years,
};

use RecordType::{AllergyIntolerance, Condition, Encounter, MedicationRequest, Observation, Procedure};

/// The last blood pressure of the year that was not taken in hospital or an emergency department.
fn last_reading(period: Period, loinc: &str, below: f64) -> Test {
    let at_a_stay = |test| near(false, Relation::During, [Encounter], [test]);
    let acute = RecordConditionTest::Class(["IMP", "ACUTE", "NONAC", "EMER"].map(str::to_owned).to_vec());
    latest(
        [Observation],
        [
            coded(LOINC, ["85354-9", "55284-4"]),
            done(),
            RecordConditionTest::Within(years(period, 1)),
            at_a_stay(sets(["inpatient-stay", "emergency-visit"])),
            at_a_stay(acute),
        ],
        [component(loinc, Comparison::Below, below, "mm[Hg]")],
    )
}

pub fn blood_pressure(period: Period) -> CareGap {
    let hypertension = has(
        [Condition],
        [
            sets(["essential-hypertension"]),
            RecordConditionTest::Date(DateTest::AtLeastAgo { count: 6, unit: Unit::Months }),
            RecordConditionTest::Overlaps(years(period, 1)),
        ],
    );
    let overlaps = || RecordConditionTest::Overlaps(years(period, 1));
    let kidneys_or_pregnancy = any([
        has([Condition], [sets(["end-stage-renal-disease", "chronic-kidney-disease-5", "pregnancy"]), overlaps()]),
        has([Procedure], [sets(["end-stage-renal-disease"]), done(), overlaps()]),
    ]);
    CareGap {
        key: "controlling-blood-pressure",
        name: "Controlling high blood pressure",
        summary: "Adults from 18 to 85 with hypertension for half a year have a last blood pressure of the year below 140/90.",
        citation: "ACC/AHA Guideline for High Blood Pressure in Adults, 2017 and 2025; the limit of 140/90 is ours to flag",
        population: all([living(), aged(18, 85), seen(period, 1), hypertension]),
        exclusions: vec![
            named("end-stage renal disease, stage 5 kidney disease or pregnancy", kidneys_or_pregnancy),
            hospice(period),
            palliative(period),
            nursing_home(),
            frail_for_blood_pressure(period),
        ],
        closers: vec![named(
            "last blood pressure below 140/90",
            all([last_reading(period, "8480-6", 140.0), last_reading(period, "8462-4", 90.0)]),
        )],
        period,
        notice: 60,
    }
}

pub fn statin(period: Period) -> CareGap {
    let overlaps = || RecordConditionTest::Overlaps(years(period, 1));
    // An infarction stays one, however long it is over.
    let ascvd = has([Condition], [sets(["ascvd"]), RecordConditionTest::Date(UNTIL_NOW)]);
    let high_ldl = has(
        [Observation],
        [coded(LOINC, ["2089-1", "13457-7", "18262-6"]), done(), number(Comparison::AtLeast, 190.0, Some("mg/dL"))],
    );
    let diabetes = nest(all([aged(40, 75), has([Condition], [sets(["diabetes"]), overlaps()])]));
    let ordered = has([MedicationRequest], [sets(["statin"]), done(), RecordConditionTest::Date(years(period, 1))]);
    let intolerant = any([
        has([AllergyIntolerance], [sets(["statin-allergy", "statin"]), ongoing()]),
        has([Condition], [sets(["end-stage-renal-disease", "pregnancy"]), overlaps()]),
    ]);
    CareGap {
        key: "statin-therapy",
        name: "Statin therapy",
        summary: "Adults from 20 to 75 with cardiovascular disease, an LDL cholesterol of 190 or more, or diabetes from 40 on, \
                  are ordered a statin.",
        citation: "ACC/AHA Guideline on the Management of Blood Cholesterol, 2018",
        population: all([living(), aged(20, 75), seen(period, 1), nest(any([ascvd, high_ldl, diabetes]))]),
        exclusions: vec![
            named("statin allergy, end-stage renal disease or pregnancy", intolerant),
            hospice(period),
            palliative(period),
            frail_with_advanced_illness(period),
        ],
        closers: vec![named("statin ordered", any([ordered]))],
        period,
        notice: 60,
    }
}
