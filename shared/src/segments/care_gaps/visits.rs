//! Visits that are due: the yearly wellness visit, follow-up after a stay in hospital (CMS).

use super::super::care_gap::{CareGap, Period};
use super::super::{DateTest, RecordConditionTest, RecordType, Relation, Test, Unit};
use super::exclusions::hospice;
use super::parts::{
    all, any, at_least_aged, done, has, latest, living, named, near, nest, seen, sets, status, visited, years,
};

use RecordType::Encounter;

pub fn wellness(period: Period) -> CareGap {
    let visit = visited(["annual-wellness-visit"], years(period, 1));
    CareGap {
        key: "annual-wellness-visit",
        name: "Annual wellness visit",
        summary: "People of 65 and older have a wellness visit every year.",
        citation: "CMS, Medicare Annual Wellness Visit (42 CFR 410.15)",
        population: all([living(), at_least_aged(65), seen(period, 2)]),
        exclusions: vec![hospice(period)],
        closers: vec![named("wellness visit within a year", any([visit]))],
        period,
        notice: 60,
    }
}

/// Discharges that are not to the community (CMS, Transitional Care Management): FHIR `discharge-disposition` and the patient
/// discharge status codes of UB-04 (short-term hospital, nursing facility, expired, hospice, rehabilitation, long-term, psychiatric).
const NOT_TO_THE_COMMUNITY: [&str; 24] = [
    "other-hcf",
    "hosp",
    "long",
    "exp",
    "psy",
    "rehab",
    "snf",
    "02",
    "03",
    "04",
    "05",
    "20",
    "43",
    "50",
    "51",
    "61",
    "62",
    "63",
    "64",
    "65",
    "66",
    "70",
    "428371000124100",
    "428361000124107",
];

/// Somebody who has left the hospital is seen within 7 or 30 days. Open from the day of the discharge until then.
pub fn after_discharge(period: Period, days: u16) -> CareGap {
    let (key, name, summary) = if days == 7 {
        (
            "follow-up-7-days",
            "Follow-up within 7 days of discharge",
            "Whoever has left the hospital is seen as an outpatient within 7 days.",
        )
    } else {
        (
            "follow-up-30-days",
            "Follow-up within 30 days of discharge",
            "Whoever has left the hospital is seen as an outpatient within 30 days.",
        )
    };
    let stay = |rest: Option<RecordConditionTest>| -> Test {
        let left = || RecordConditionTest::Ended(DateTest::InLast { count: days, unit: Unit::Days });
        let inpatient = || RecordConditionTest::Class(["IMP", "ACUTE", "NONAC"].map(str::to_owned).to_vec());
        let rest = rest.unwrap_or_else(left);
        nest(any([
            has([Encounter], [inpatient(), done(), left(), rest.clone()]),
            has([Encounter], [sets(["inpatient-stay"]), done(), left(), rest]),
        ]))
    };
    let inpatient = || RecordConditionTest::Class(["IMP", "ACUTE", "NONAC"].map(str::to_owned).to_vec());
    let here = || status(["in-progress", "arrived", "triaged", "onleave"]);
    let again = any([has([Encounter], [inpatient(), here()]), has([Encounter], [sets(["inpatient-stay"]), here()])]);
    // Of the last stay: whoever went on to other care is looked after there.
    let moved = || RecordConditionTest::Disposition(NOT_TO_THE_COMMUNITY.map(str::to_owned).to_vec());
    let left = || RecordConditionTest::Ended(DateTest::InLast { count: days, unit: Unit::Days });
    let elsewhere = any([
        latest([Encounter], [inpatient(), done(), left()], [moved()]),
        latest([Encounter], [sets(["inpatient-stay"]), done(), left()], [moved()]),
    ]);
    let outpatient = RecordConditionTest::Class(["AMB", "VR", "HH"].map(str::to_owned).to_vec());
    let seen_after =
        near(true, Relation::After { days }, [Encounter], [outpatient, status(["finished", "in-progress"])]);
    CareGap {
        key,
        name,
        summary,
        citation: "CMS, Transitional Care Management Services (contact after discharge)",
        population: all([living(), stay(None)]),
        exclusions: vec![
            named("in hospital again", again),
            named("discharged to other care, not home", elsewhere),
            hospice(period),
        ],
        closers: vec![named("seen after the discharge", any([stay(Some(seen_after))]))],
        period,
        notice: 1,
    }
}
