//! Mental health (USPSTF).

use super::super::care_gap::{CareGap, Period};
use super::super::{RecordConditionTest, RecordType};
use super::exclusions::{hospice, palliative};
use super::parts::{UNTIL_NOW, all, any, at_least_aged, has, living, named, seen, sets, tested, years};

use RecordType::Condition;

pub fn depression_screening(period: Period) -> CareGap {
    let year = || RecordConditionTest::Within(years(period, 1));
    let screened = tested(["depression-screening"], &[year()]);
    let bipolar = has([Condition], [sets(["bipolar"]), RecordConditionTest::Date(UNTIL_NOW)]);
    CareGap {
        key: "depression-screening",
        name: "Depression screening",
        summary: "People of 12 and older are asked about depression once a year with a standard questionnaire.",
        citation: "USPSTF, Depression and Suicide Risk: Screening, 2022 (12 to 18) and 2023 (adults), grade B",
        population: all([living(), at_least_aged(12), seen(period, 1)]),
        exclusions: vec![named("bipolar disorder", any([bipolar])), hospice(period), palliative(period)],
        closers: vec![named("screened", any([screened]))],
        period,
        notice: 60,
    }
}
