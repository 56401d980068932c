//! Exclusions that many gaps share: people for whom the burden of screening outweighs what it can still give.

use super::super::care_gap::{Named, Period};
use super::super::{RecordConditionTest, RecordType, Test};
use super::parts::{
    SNOMED, UNTIL_NOW, aged, all, any, at_least_aged, because_of, coded, done, has, known, latest, named, nest, sets,
    taking, undated, valued, years,
};

use RecordType::{Condition, DeviceRequest, Encounter, Observation, ServiceRequest};

/// SNOMED CT "yes" and "lives in nursing home".
const YES: &str = "373066001";
const NURSING_HOME: &str = "160734000";

/// In hospice care at any time of the year.
pub fn hospice(period: Period) -> Named {
    let year = years(period, 1);
    let overlaps = || RecordConditionTest::Overlaps(year);
    let home_or_facility =
        RecordConditionTest::Disposition(["428371000124100", "428361000124107", "hosp"].map(str::to_owned).to_vec());
    named(
        "hospice care",
        any([
            known(["hospice-care"], year),
            has([Encounter], [home_or_facility, done(), RecordConditionTest::Ended(year)]),
            has([ServiceRequest], [sets(["hospice-care"]), RecordConditionTest::Date(year)]),
            has([Observation], [coded(super::parts::LOINC, ["45755-6"]), done(), valued(SNOMED, [YES]), overlaps()]),
        ]),
    )
}

/// In palliative care at any time of the year.
pub fn palliative(period: Period) -> Named {
    let year = years(period, 1);
    named(
        "palliative care",
        any([
            known(["palliative-care"], year),
            has([Observation], [coded(super::parts::LOINC, ["71007-9"]), done(), RecordConditionTest::Overlaps(year)]),
        ]),
    )
}

/// 66 or older and, by the last housing status known, living in a nursing home.
pub fn nursing_home() -> Named {
    let known = [coded(super::parts::LOINC, ["71802-3"]), done(), RecordConditionTest::Ended(UNTIL_NOW)];
    named(
        "long-term nursing home, 66 or older",
        all([at_least_aged(66), latest([Observation], known, [valued(SNOMED, [NURSING_HOME])])]),
    )
}

/// 66 or older, frail, and with an advanced illness or medicines for dementia in this year or the one before.
pub fn frail_with_advanced_illness(period: Period) -> Named {
    named(
        "frailty with advanced illness, 66 or older",
        all([at_least_aged(66), frail(period), advanced_illness(period)]),
    )
}

/// Blood pressure is left alone earlier: frail with an advanced illness from 66 to 80, frail alone from 81.
pub fn frail_for_blood_pressure(period: Period) -> Named {
    let younger = nest(all([aged(66, 80), frail(period), advanced_illness(period)]));
    named(
        "frailty with advanced illness from 66, frailty from 81",
        any([younger, nest(all([at_least_aged(81), frail(period)]))]),
    )
}

/// A device, diagnosis, symptom or visit of frailty in the year.
fn frail(period: Period) -> Test {
    let year = years(period, 1);
    let overlaps = || RecordConditionTest::Overlaps(year);
    nest(any([
        has([DeviceRequest], [sets(["frailty"]), RecordConditionTest::Date(year)]),
        known(["frailty"], year),
        // Medical equipment used.
        has(
            [Observation],
            [
                coded(super::parts::LOINC, ["98181-1"]),
                RecordConditionTest::ValueSet(vec!["frailty".into()]),
                done(),
                overlaps(),
            ],
        ),
    ]))
}

fn advanced_illness(period: Period) -> Test {
    let two_years = years(period, 2);
    nest(any([
        has([Condition], [sets(["advanced-illness"]), RecordConditionTest::Date(two_years)]),
        has([Condition], [sets(["advanced-illness"]), undated()]),
        has([Encounter], [because_of(["advanced-illness"]), done(), RecordConditionTest::Date(two_years)]),
        taking(["dementia-medication"], two_years),
    ]))
}
