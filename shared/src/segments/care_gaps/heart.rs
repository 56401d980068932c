//! Blood pressure and statins (ACC/AHA, USPSTF).

use super::super::care_gap::{CareGap, Period};
use super::super::{Comparison, DateTest, RecordConditionTest, RecordType, Relation, Test, Unit};
use super::exclusions::{frail_for_blood_pressure, frail_with_advanced_illness, hospice, nursing_home, palliative};
use super::parts::{
    LOINC, UNTIL_NOW, aged, all, allergic, any, at_least_aged, because_of, coded, component, disease, done, has, known,
    latest, living, named, near, nest, number, pregnant, resulted, seen, sets, taking, years,
};

use RecordType::{AdverseEvent, Condition, Encounter, Observation, Procedure};

/// The last blood pressure of the year that was not taken in hospital or an emergency department: a panel, or that pressure as an
/// observation of its own.
fn last_reading(period: Period, loinc: &str, below: f64) -> Test {
    let at_a_stay = |test| near(false, Relation::During, [Encounter], [test]);
    let acute = RecordConditionTest::Class(["IMP", "ACUTE", "NONAC", "EMER"].map(str::to_owned).to_vec());
    latest(
        [Observation],
        [
            coded(LOINC, ["85354-9", "55284-4", loinc]),
            done(),
            resulted(),
            RecordConditionTest::Within(years(period, 1)),
            at_a_stay(sets(["inpatient-stay", "emergency-visit"])),
            at_a_stay(acute),
        ],
        [component(loinc, Comparison::Below, below, "mm[Hg]")],
    )
}

pub fn blood_pressure(period: Period) -> CareGap {
    let half_a_year = || DateTest::AtLeastAgo { count: 6, unit: Unit::Months };
    let hypertension = nest(any([
        has(
            [Condition],
            [
                sets(["essential-hypertension"]),
                RecordConditionTest::Date(half_a_year()),
                RecordConditionTest::Overlaps(years(period, 1)),
            ],
        ),
        nest(all([
            has(
                [Encounter],
                [because_of(["essential-hypertension"]), done(), RecordConditionTest::Date(half_a_year())],
            ),
            disease(["essential-hypertension"], years(period, 1)),
        ])),
    ]));
    let kidneys_or_pregnancy =
        any([known(["end-stage-renal-disease", "chronic-kidney-disease-5"], years(period, 1)), pregnant(period)]);
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

/// Who benefits (ACC/AHA 2018): known cardiovascular disease from 20 on, severe or familial hypercholesterolemia from 20 to 75, diabetes
/// or a high ten-year risk from 40 to 75.
fn benefits(period: Period) -> Test {
    // An infarction stays one, however long it is over; so does a bypass.
    let ascvd = nest(any([
        has([Condition], [sets(["ascvd"]), RecordConditionTest::Date(UNTIL_NOW)]),
        has([Encounter], [because_of(["ascvd"]), done(), RecordConditionTest::Date(UNTIL_NOW)]),
        has([Procedure], [sets(["ascvd", "ascvd-procedure"]), done(), RecordConditionTest::Ended(UNTIL_NOW)]),
    ]));
    let familial = has([Condition], [sets(["familial-hypercholesterolemia"]), RecordConditionTest::Date(UNTIL_NOW)]);
    let ldl = |limit: f64, unit: &str| {
        has([Observation], [sets(["ldl-cholesterol"]), done(), number(Comparison::AtLeast, limit, Some(unit))])
    };
    let lately = RecordConditionTest::Date(DateTest::InLast { count: 5, unit: Unit::Years });
    let risk = latest(
        [Observation],
        [coded(LOINC, ["79423-0", "65853-4"]), done(), resulted(), lately],
        [number(Comparison::AtLeast, 20.0, Some("%"))],
    );
    nest(any([
        nest(all([at_least_aged(20), ascvd])),
        // 190 mg/dL of LDL cholesterol are 4.91 mmol/L.
        nest(all([aged(20, 75), nest(any([familial, ldl(190.0, "mg/dL"), ldl(4.91, "mmol/L")]))])),
        nest(all([aged(40, 75), nest(any([disease(["diabetes"], years(period, 1)), risk]))])),
    ]))
}

/// People who must not or should not take one (statin labels; ACC/AHA 2018).
fn not_for_them(period: Period) -> Vec<super::super::care_gap::Named> {
    let year = years(period, 1);
    vec![
        named("allergy to a statin", any([allergic(["statin-allergy", "statin"])])),
        named(
            "harm by a statin",
            any([
                has([AdverseEvent], [done(), because_of(["statin"])]),
                has([AdverseEvent], [done(), sets(["statin-harm"])]),
                disease(["statin-harm"], year),
            ]),
        ),
        named("active liver disease", any([disease(["liver-disease"], year)])),
        named("end-stage renal disease or dialysis", any([known(["end-stage-renal-disease"], year)])),
        named("pregnancy or breastfeeding", any([pregnant(period), known(["breastfeeding"], year)])),
    ]
}

pub fn statin(period: Period) -> CareGap {
    let shared = [hospice(period), palliative(period), frail_with_advanced_illness(period)];
    CareGap {
        key: "statin-therapy",
        name: "Statin therapy",
        summary: "Adults with cardiovascular disease from 20 on, with an LDL cholesterol of 190 or more or familial \
                  hypercholesterolemia from 20 to 75, or with diabetes or a ten-year risk of 20 % from 40 to 75, take a statin.",
        citation: "ACC/AHA Guideline on the Management of Blood Cholesterol, 2018",
        population: all([living(), seen(period, 1), benefits(period)]),
        exclusions: not_for_them(period).into_iter().chain(shared).collect(),
        closers: vec![named("statin ordered or taken", any([taking(["statin"], years(period, 1))]))],
        period,
        notice: 60,
    }
}
