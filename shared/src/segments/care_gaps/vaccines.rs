//! Vaccination of adults (ACIP).

use super::super::care_gap::{CareGap, Period};
use super::super::{AgeThen, DateTest, Quantifier, RecordConditionTest, RecordType, Unit};
use super::exclusions::hospice;
use super::parts::{all, any, at_least_aged, counted, done, has, living, named, seen, sets};

use RecordType::{AllergyIntolerance, Immunization};

fn given(key: &str, rest: RecordConditionTest) -> [RecordConditionTest; 3] {
    [sets([key]), done(), rest]
}

fn from_age(years: u16) -> RecordConditionTest {
    RecordConditionTest::AgeThen(AgeThen { from: Some(years * 12), until: None })
}

pub fn influenza(period: Period) -> CareGap {
    let lately = RecordConditionTest::Date(DateTest::InLast { count: 10, unit: Unit::Months });
    let allergic = any([has([AllergyIntolerance], [sets(["influenza-vaccine"])])]);
    CareGap {
        key: "influenza-vaccination",
        name: "Influenza vaccination",
        summary: "Everybody of 18 and older is vaccinated against influenza each season.",
        citation: "ACIP, Prevention and Control of Seasonal Influenza with Vaccines (every season from 6 months of age)",
        population: all([living(), at_least_aged(18), seen(period, 2)]),
        exclusions: vec![named("allergy to the vaccine", allergic), hospice(period)],
        closers: vec![named("vaccinated this season", any([has([Immunization], given("influenza-vaccine", lately))]))],
        period,
        notice: 30,
    }
}

pub fn pneumococcal(period: Period) -> CareGap {
    let allergic = any([has([AllergyIntolerance], [sets(["pneumococcal-vaccine"])])]);
    CareGap {
        key: "pneumococcal-vaccination",
        name: "Pneumococcal vaccination",
        summary: "Everybody of 50 and older is vaccinated against pneumococci once as an adult.",
        citation: "ACIP, Pneumococcal Vaccine Recommendations for Adults, 2024 (from 50 years of age)",
        population: all([living(), at_least_aged(50), seen(period, 2)]),
        exclusions: vec![named("allergy to the vaccine", allergic), hospice(period)],
        closers: vec![named(
            "vaccinated as an adult",
            any([has([Immunization], given("pneumococcal-vaccine", from_age(19)))]),
        )],
        period,
        notice: 60,
    }
}

pub fn zoster(period: Period) -> CareGap {
    let two_doses = counted(Quantifier::AtLeast(2), [Immunization], given("zoster-vaccine", from_age(50)));
    let allergic = any([has([AllergyIntolerance], [sets(["zoster-vaccine"])])]);
    CareGap {
        key: "zoster-vaccination",
        name: "Zoster vaccination",
        summary: "Everybody of 50 and older has two doses of recombinant zoster vaccine.",
        citation: "ACIP, Recommendations for Use of Herpes Zoster Vaccines, 2018 (two doses from 50 years of age)",
        population: all([living(), at_least_aged(50), seen(period, 2)]),
        exclusions: vec![named("allergy to the vaccine", allergic), hospice(period)],
        closers: vec![named("two doses", any([two_doses]))],
        period,
        notice: 60,
    }
}
