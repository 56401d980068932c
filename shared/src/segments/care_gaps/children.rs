//! Children: check-ups (AAP Bright Futures). Their vaccines are with all others.

use super::super::care_gap::{CareGap, Period};
use super::super::{AgeTest, PatientTest, Test};
use super::exclusions::hospice;
use super::parts::{all, any, living, named, seen, visited, years};

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
