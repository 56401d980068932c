//! Measuring and asking: weight, tobacco, falls (USPSTF, CDC).

use super::super::care_gap::{CareGap, Period};
use super::super::{RecordConditionTest, RecordType, Test};
use super::exclusions::{hospice, palliative};
use super::parts::{
    LOINC, all, any, at_least_aged, coded, done, has, living, named, pregnant, resulted, seen, tested, years,
};

use RecordType::Observation;

fn within_a_year(period: Period, key: &str) -> Test {
    tested([key], &[RecordConditionTest::Within(years(period, 1))])
}

pub fn body_mass_index(period: Period) -> CareGap {
    CareGap {
        key: "adult-bmi",
        name: "Adult body mass index",
        summary: "Adults are weighed and measured once a year.",
        citation: "USPSTF, Weight Loss to Prevent Obesity-Related Morbidity and Mortality in Adults, 2018 (grade B)",
        population: all([living(), at_least_aged(18), seen(period, 1)]),
        exclusions: vec![named("pregnancy", any([pregnant(period)])), hospice(period), palliative(period)],
        closers: vec![named("body mass index known", any([within_a_year(period, "bmi")]))],
        period,
        notice: 60,
    }
}

pub fn tobacco(period: Period) -> CareGap {
    CareGap {
        key: "tobacco-use",
        name: "Tobacco use",
        summary: "People of 12 and older are asked about tobacco once a year.",
        citation: "USPSTF, Tobacco Smoking Cessation in Adults, 2021 (grade A) and Tobacco Use in Children, 2020 (grade B)",
        population: all([living(), at_least_aged(12), seen(period, 1)]),
        exclusions: vec![hospice(period)],
        closers: vec![named("asked", any([within_a_year(period, "tobacco-status")]))],
        period,
        notice: 60,
    }
}

pub fn fall_risk(period: Period) -> CareGap {
    let year = RecordConditionTest::Within(years(period, 1));
    let history = has([Observation], [coded(LOINC, ["52552-7", "73830-2"]), done(), resulted(), year]);
    CareGap {
        key: "fall-risk",
        name: "Fall risk",
        summary: "People of 65 and older are asked about falls and balance once a year.",
        citation: "USPSTF, Falls Prevention in Community-Dwelling Older Adults, 2024 (grade B); CDC STEADI",
        population: all([living(), at_least_aged(65), seen(period, 1)]),
        exclusions: vec![hospice(period)],
        closers: vec![
            named("fall risk assessed", any([within_a_year(period, "fall-risk-assessment")])),
            named("fall history known", any([history])),
        ],
        period,
        notice: 60,
    }
}
