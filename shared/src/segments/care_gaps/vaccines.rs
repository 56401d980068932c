//! Vaccinations (CDC schedules, ACIP): the forecaster has said what is due when (`shared::vaccines`), and stored it as a
//! record; these gaps ask for it. Due and overdue are apart: whoever is on schedule has no gap.

use super::super::care_gap::{CareGap, Named, Period};
use super::super::{CodeRef, DateTest, RecordConditionTest, RecordType, Test, Unit};
use super::exclusions::hospice;
use super::parts::{aged, all, any, at_least_aged, has, living, named, not, seen, status};
use crate::vaccines::{SYSTEM, Series, State};

use RecordType::ImmunizationRecommendation;

/// It has begun, and goes on today or tomorrow: together, on the day of the evaluation.
const BEGUN: DateTest = DateTest::AtLeastAgo { count: 0, unit: Unit::Days };
const FROM_TODAY: DateTest = DateTest::InNext { count: 1, unit: Unit::Days };

/// One of the series is, today, in one of the states; in any where none is named.
fn stands<const N: usize>(series: &[Series], states: [State; N]) -> Test {
    let code =
        |series: &Series| CodeRef { system: SYSTEM.into(), code: series.code().into(), display: series.label().into() };
    let of = RecordConditionTest::Code(series.iter().map(code).collect());
    let (begun, goes_on) = (RecordConditionTest::Date(BEGUN), RecordConditionTest::Overlaps(FROM_TODAY));
    if N == 0 {
        has([ImmunizationRecommendation], [of, begun, goes_on])
    } else {
        has([ImmunizationRecommendation], [of, status(states.map(State::code)), begun, goes_on])
    }
}

/// The gap of one series.
fn of_series(
    period: Period,
    series: Series,
    [key, name, summary, citation]: [&'static str; 4],
    who: Test,
    notice: u16,
) -> CareGap {
    let of = [series];
    CareGap {
        key,
        name,
        summary,
        citation,
        population: all([living(), who, seen(period, 2), stands(&of, [])]),
        exclusions: vec![named("vaccine not advised", any([stands(&of, [State::Contraindicated])])), hospice(period)],
        closers: vec![
            named("vaccinated", any([stands(&of, [State::Complete])])),
            named("immune", any([stands(&of, [State::Immune])])),
            named("on schedule: the next dose is not due yet", any([stands(&of, [State::OnSchedule])])),
            named("too late to give", any([stands(&of, [State::TooLate])])),
        ],
        period,
        notice,
    }
}

/// The gap of several series: open while any of them is in one of the states.
fn of_several<const N: usize>(
    period: Period,
    series: &'static [Series],
    open: [State; N],
    [key, name, summary, citation]: [&'static str; 4],
    who: Test,
) -> CareGap {
    let missed = all([stands(series, [State::TooLate]), not(stands(series, [State::Due, State::Overdue]))]);
    let exclusions: Vec<Named> = vec![named("a missed dose, too late to give now", missed), hospice(period)];
    CareGap {
        key,
        name,
        summary,
        citation,
        population: all([living(), who, seen(period, 2), stands(series, [])]),
        exclusions,
        closers: vec![named("nothing is behind", all([not(stands(series, open))]))],
        period,
        notice: 60,
    }
}

pub fn influenza(period: Period) -> CareGap {
    of_series(
        period,
        Series::Influenza,
        [
            "influenza-vaccination",
            "Influenza vaccination",
            "Everybody of 6 months and older is vaccinated against influenza each season, from September on.",
            "ACIP, Prevention and Control of Seasonal Influenza with Vaccines (every season from 6 months of age)",
        ],
        at_least_aged(0),
        30,
    )
}

pub fn pneumococcal(period: Period) -> CareGap {
    of_series(
        period,
        Series::Pneumococcal,
        [
            "pneumococcal-vaccination",
            "Pneumococcal vaccination",
            "Everybody of 50 and older, and from 19 with a risk, has PCV20 or PCV21, or PCV15 and then PPSV23.",
            "ACIP, Pneumococcal Vaccine Recommendations for Adults, 2024 (from 50 years of age)",
        ],
        at_least_aged(19),
        60,
    )
}

pub fn zoster(period: Period) -> CareGap {
    of_series(
        period,
        Series::Zoster,
        [
            "zoster-vaccination",
            "Zoster vaccination",
            "Everybody of 50 and older, and from 19 with a weakened immune system, has two doses of recombinant zoster vaccine.",
            "ACIP, Recommendations for Use of Herpes Zoster Vaccines, 2018 and 2022",
        ],
        at_least_aged(19),
        60,
    )
}

pub fn rsv(period: Period) -> CareGap {
    of_series(
        period,
        Series::Rsv,
        [
            "rsv-vaccination",
            "RSV vaccination",
            "Everybody of 75 and older has one dose of a vaccine against respiratory syncytial virus.",
            "ACIP, Use of RSV Vaccines in Older Adults, 2024 (one dose from 75 years of age)",
        ],
        at_least_aged(74),
        60,
    )
}

pub fn childhood(period: Period) -> CareGap {
    of_several(
        period,
        &Series::CHILDHOOD,
        [State::Overdue],
        [
            "childhood-immunisations",
            "Childhood immunizations overdue",
            "Children before school have each dose by the end of the months in which it is recommended.",
            "CDC, Child and Adolescent Immunization Schedule by Age, 2025",
        ],
        aged(0, 6),
    )
}

pub fn childhood_due(period: Period) -> CareGap {
    of_several(
        period,
        &Series::CHILDHOOD,
        [State::Due, State::Overdue],
        [
            "childhood-immunizations-due",
            "Childhood immunizations due",
            "Children before school get each dose as soon as it is recommended.",
            "CDC, Child and Adolescent Immunization Schedule by Age, 2025",
        ],
        aged(0, 6),
    )
}

pub fn adolescent(period: Period) -> CareGap {
    of_several(
        period,
        &Series::ADOLESCENT,
        [State::Due, State::Overdue],
        [
            "adolescent-immunizations",
            "Adolescent immunizations",
            "Adolescents have HPV, Tdap and meningococcal ACWY vaccines from 11 years on, and the booster at 16.",
            "CDC, Child and Adolescent Immunization Schedule by Age, 2025",
        ],
        aged(10, 18),
    )
}
