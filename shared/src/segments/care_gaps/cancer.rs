//! Cancer screening (USPSTF).

use super::super::care_gap::{CareGap, Period};
use super::super::{AgeThen, DateTest, RecordConditionTest, RecordType, Unit};
use super::exclusions::{frail_with_advanced_illness, hospice, nursing_home, palliative};
use super::parts::{
    UNTIL_NOW, aged, all, any, because_of, body_site, done, has, living, named, nest, seen, sets, tested, women, years,
};

use RecordType::{Condition, DiagnosticReport, Encounter, Observation, Procedure};

const RIGHT: &str = "24028007";
const LEFT: &str = "7771000";

pub fn breast(period: Period) -> CareGap {
    let without_breast = |side: &str, of_side: &str| {
        nest(any([
            has([Condition], [sets([of_side]), RecordConditionTest::Date(UNTIL_NOW)]),
            has([Procedure], [sets([of_side]), done(), RecordConditionTest::Ended(UNTIL_NOW)]),
            has([Condition], [sets(["unilateral-mastectomy"]), body_site(side), RecordConditionTest::Date(UNTIL_NOW)]),
            has(
                [Procedure],
                [sets(["unilateral-mastectomy"]), body_site(side), done(), RecordConditionTest::Ended(UNTIL_NOW)],
            ),
        ]))
    };
    let both = any([
        has([Condition], [sets(["bilateral-mastectomy"]), RecordConditionTest::Date(UNTIL_NOW)]),
        has([Procedure], [sets(["bilateral-mastectomy"]), done(), RecordConditionTest::Ended(UNTIL_NOW)]),
        nest(all([
            without_breast(LEFT, "unilateral-mastectomy-left"),
            without_breast(RIGHT, "unilateral-mastectomy-right"),
        ])),
    ]);
    let mammogram =
        [sets(["mammography"]), done(), RecordConditionTest::Ended(DateTest::InLast { count: 27, unit: Unit::Months })];
    CareGap {
        key: "breast-cancer-screening",
        name: "Breast cancer screening",
        summary: "Women from 42 to 74 have a mammogram every two years, with three months of grace.",
        citation: "USPSTF, Breast Cancer: Screening, 2024 (grade B: every 2 years from 40 to 74)",
        population: all([living(), women(), aged(42, 74), seen(period, 1)]),
        exclusions: vec![
            named("both breasts removed", both),
            hospice(period),
            palliative(period),
            nursing_home(),
            frail_with_advanced_illness(period),
        ],
        closers: vec![named("mammogram", any([has([Observation, Procedure, DiagnosticReport], mammogram)]))],
        period,
        notice: 60,
    }
}

pub fn colorectal(period: Period) -> CareGap {
    let within = |key: &str, count: u8| {
        any([has(
            [Observation, Procedure, DiagnosticReport],
            [sets([key]), done(), RecordConditionTest::Ended(years(period, count))],
        )])
    };
    let result_within =
        |key: &str, count: u8| any([tested([key], &[RecordConditionTest::Ended(years(period, count))])]);
    let cancer_or_colectomy = any([
        has([Condition], [sets(["colorectal-cancer", "total-colectomy"]), RecordConditionTest::Date(UNTIL_NOW)]),
        has([Encounter], [because_of(["colorectal-cancer"]), done(), RecordConditionTest::Date(UNTIL_NOW)]),
        has([Procedure], [sets(["total-colectomy"]), done(), RecordConditionTest::Ended(UNTIL_NOW)]),
    ]);
    CareGap {
        key: "colorectal-cancer-screening",
        name: "Colorectal cancer screening",
        summary: "Adults from 46 to 75 have a stool test every year, a stool DNA test every three, a sigmoidoscopy or CT \
                  colonography every five or a colonoscopy every ten years.",
        citation: "USPSTF, Colorectal Cancer: Screening, 2021 (grades A and B: from 45 to 75)",
        population: all([living(), aged(46, 75), seen(period, 1)]),
        exclusions: vec![
            named("colorectal cancer or colectomy", cancer_or_colectomy),
            hospice(period),
            palliative(period),
            nursing_home(),
            frail_with_advanced_illness(period),
        ],
        closers: vec![
            named("stool blood test within a year", result_within("fecal-occult-blood", 1)),
            named("stool DNA test within 3 years", result_within("stool-dna-fit", 3)),
            named("flexible sigmoidoscopy within 5 years", within("flexible-sigmoidoscopy", 5)),
            named("CT colonography within 5 years", within("ct-colonography", 5)),
            named("colonoscopy within 10 years", within("colonoscopy", 10)),
        ],
        period,
        notice: 60,
    }
}

pub fn cervical(period: Period) -> CareGap {
    let test = |key: &str, count: u8, from: u16| {
        let age = RecordConditionTest::AgeThen(AgeThen { from: Some(from * 12), until: None });
        any([tested([key], &[age, RecordConditionTest::Ended(years(period, count))])])
    };
    let no_cervix = any([
        has([Condition], [sets(["absence-of-cervix"]), RecordConditionTest::Date(UNTIL_NOW)]),
        has(
            [Procedure],
            [sets(["hysterectomy-without-cervix", "absence-of-cervix"]), done(), RecordConditionTest::Ended(UNTIL_NOW)],
        ),
    ]);
    CareGap {
        key: "cervical-cancer-screening",
        name: "Cervical cancer screening",
        summary: "Women from 24 to 64 have a cytology every three years or, from 30 on, an HPV test every five.",
        citation: "USPSTF, Cervical Cancer: Screening, 2018 (grade A: from 21 to 65)",
        population: all([living(), women(), aged(24, 64), seen(period, 1)]),
        exclusions: vec![named("no cervix", no_cervix), hospice(period), palliative(period)],
        closers: vec![
            named("cytology within 3 years", test("cervical-cytology", 3, 21)),
            named("HPV test within 5 years, at 30 or older", test("hpv-test", 5, 30)),
        ],
        period,
        notice: 60,
    }
}
