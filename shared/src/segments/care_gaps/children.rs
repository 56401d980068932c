//! Children: vaccinations by the second birthday, check-ups (ACIP, AAP Bright Futures).

use super::super::care_gap::{CareGap, Period};
use super::super::{AgeTest, AgeThen, Combine, Group, PatientTest, Quantifier, RecordConditionTest, RecordType, Test};
use super::super::{Block, BlockId};
use super::exclusions::hospice;
use super::parts::{all, any, counted, done, living, named, seen, sets, visited, years};

use RecordType::Immunization;

/// (code set, doses by the second birthday)
const SCHEDULE: [(&str, u16); 9] = [
    ("dtap", 4),
    ("ipv", 3),
    ("mmr", 1),
    ("hib", 3),
    ("hepatitis-b-vaccine", 3),
    ("varicella", 1),
    ("pneumococcal-conjugate-child", 4),
    ("hepatitis-a-vaccine", 1),
    ("rotavirus", 2),
];

pub fn immunisations(period: Period) -> CareGap {
    let by_two = || RecordConditionTest::AgeThen(AgeThen { from: None, until: Some(24) });
    let doses = |(key, count): (&str, u16)| {
        Block::new(BlockId::ROOT, counted(Quantifier::AtLeast(count), [Immunization], [sets([key]), done(), by_two()]))
    };
    CareGap {
        key: "childhood-immunisations",
        name: "Childhood immunisations by two",
        summary: "Children of one and two years have all vaccinations that are due by the second birthday.",
        citation: "ACIP, Child and Adolescent Immunization Schedule by Age",
        population: all([
            living(),
            Test::Patient(PatientTest::Age(AgeTest::Between { from: 1, to: 2 })),
            seen(period, 2),
        ]),
        exclusions: vec![hospice(period)],
        closers: vec![named(
            "all doses by the second birthday",
            Group { combine: Combine::All, blocks: SCHEDULE.into_iter().map(doses).collect() },
        )],
        period,
        notice: 60,
    }
}

pub fn well_child(period: Period) -> CareGap {
    CareGap {
        key: "well-child-visit",
        name: "Well-child visit",
        summary: "Children and adolescents from 3 to 21 have a check-up every year.",
        citation: "AAP, Bright Futures: Recommendations for Preventive Pediatric Health Care (periodicity schedule)",
        population: all([
            living(),
            Test::Patient(PatientTest::Age(AgeTest::Between { from: 3, to: 21 })),
            seen(period, 2),
        ]),
        exclusions: vec![hospice(period)],
        closers: vec![named("check-up within a year", any([visited(["well-child-visit"], years(period, 1))]))],
        period,
        notice: 60,
    }
}
