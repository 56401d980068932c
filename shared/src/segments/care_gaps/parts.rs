//! The words care gaps are written in: short names for groups and tests of the rule language.

use super::super::care_gap::{Named, Period};
use super::super::{
    AgeTest, Block, BlockId, CalendarUnit, CodeRef, Combine, Comparison, ComponentTest, DateTest, Gender, Group,
    NearTest, NumberTest, PatientTest, Quantifier, RecordCondition, RecordConditionTest, RecordTest, RecordType,
    Relation, Test, Unit,
};

pub use super::super::templates::ongoing;

pub const LOINC: &str = "http://loinc.org";
pub const SNOMED: &str = "http://snomed.info/sct";

pub fn all<const N: usize>(tests: [Test; N]) -> Group {
    combined(Combine::All, tests)
}

pub fn any<const N: usize>(tests: [Test; N]) -> Group {
    combined(Combine::Any, tests)
}

fn combined<const N: usize>(combine: Combine, tests: [Test; N]) -> Group {
    Group { combine, blocks: tests.into_iter().map(|test| Block::new(BlockId::ROOT, test)).collect() }
}

pub const fn named(name: &'static str, group: Group) -> Named {
    Named { name, group }
}

/// Nested: all of these inside an "any", or the other way round.
pub const fn nest(group: Group) -> Test {
    Test::Group(group)
}

pub fn not(test: Test) -> Test {
    Test::Group(combined(Combine::None, [test]))
}

pub const fn aged(from: u16, to: u16) -> Test {
    Test::Patient(PatientTest::Age(AgeTest::Between { from, to }))
}

pub const fn at_least_aged(years: u16) -> Test {
    Test::Patient(PatientTest::Age(AgeTest::AtLeast(years)))
}

pub fn women() -> Test {
    Test::Patient(PatientTest::Gender(vec![Gender::Female]))
}

/// Active and alive: whoever can be reached at all.
pub fn living() -> Test {
    Test::Group(all([Test::Patient(PatientTest::Active(true)), Test::Patient(PatientTest::Deceased(false))]))
}

/// Some record of these types with all of this.
pub fn some(records: &[RecordType], rows: impl IntoIterator<Item = RecordConditionTest>) -> Test {
    let conditions = rows.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect();
    Test::Record(RecordTest { records: records.to_vec(), quantifier: Quantifier::Exists, conditions, then: Vec::new() })
}

/// A test of these sets with a result: an observation that has one, a procedure or a report.
pub fn tested<const N: usize>(keys: [&str; N], rest: &[RecordConditionTest]) -> Test {
    let rows = |more: &[RecordConditionTest]| {
        [sets(keys), done()].into_iter().chain(more.to_vec()).chain(rest.to_vec()).collect::<Vec<_>>()
    };
    nest(any([
        some(&[RecordType::Observation], rows(&[resulted()])),
        some(&[RecordType::Procedure, RecordType::DiagnosticReport], rows(&[])),
    ]))
}

/// A disease or a state of these sets at some time of the window: as a condition, as the reason or the kind of a visit, as a procedure or
/// a finding.
pub fn known<const N: usize>(keys: [&str; N], window: DateTest) -> Test {
    let overlaps = || RecordConditionTest::Overlaps(window);
    nest(any([
        has([RecordType::Condition], [sets(keys), overlaps()]),
        has([RecordType::Encounter, RecordType::Procedure, RecordType::Observation], [sets(keys), done(), overlaps()]),
        has([RecordType::Encounter], [because_of(keys), done(), overlaps()]),
    ]))
}

/// A disease of these sets at some time of the window: as a condition, or as the reason of a visit.
pub fn disease<const N: usize>(keys: [&str; N], window: DateTest) -> Test {
    nest(any([
        has([RecordType::Condition], [sets(keys), RecordConditionTest::Overlaps(window)]),
        has([RecordType::Encounter], [because_of(keys), done(), RecordConditionTest::Overlaps(window)]),
    ]))
}

/// A visit of these sets, by its kind, its reason, its diagnosis or what was done.
pub fn visited<const N: usize>(keys: [&str; N], window: DateTest) -> Test {
    let within = || RecordConditionTest::Within(window);
    nest(any([
        has([RecordType::Encounter, RecordType::Procedure], [sets(keys), done(), within()]),
        has([RecordType::Encounter], [because_of(keys), done(), within()]),
        has([RecordType::Condition], [sets(keys), RecordConditionTest::Date(window)]),
    ]))
}

/// A medicine of these sets: ordered in the window, in force today, or taken or handed over in the window.
pub fn taking<const N: usize>(keys: [&str; N], window: DateTest) -> Test {
    let overlaps = || RecordConditionTest::Overlaps(window);
    nest(any([
        has([RecordType::MedicationRequest], [sets(keys), done(), RecordConditionTest::Date(window)]),
        has([RecordType::MedicationRequest], [sets(keys), status(["active"]), ongoing()]),
        has([RecordType::MedicationStatement, RecordType::MedicationDispense], [sets(keys), done(), overlaps()]),
    ]))
}

/// Pregnant at some time of the year. A pregnancy that nobody ended in the records is over after ten months.
pub fn pregnant(period: Period) -> Test {
    let year = years(period, 1);
    let overlaps = || RecordConditionTest::Overlaps(year);
    let lately = RecordConditionTest::Date(DateTest::InLast { count: 22, unit: Unit::Months });
    let status = [coded(LOINC, ["82810-3"]), done(), RecordConditionTest::Date(year)];
    nest(any([
        has([RecordType::Condition], [sets(["pregnancy"]), overlaps(), lately]),
        has([RecordType::Condition], [sets(["pregnancy"]), overlaps(), undated()]),
        has([RecordType::Encounter], [because_of(["pregnancy"]), done(), overlaps()]),
        latest([RecordType::Observation], status, [RecordConditionTest::ValueSet(vec!["pregnancy".into()])]),
    ]))
}

/// An allergy to something of these sets that is not over.
pub fn allergic<const N: usize>(keys: [&str; N]) -> Test {
    has([RecordType::AllergyIntolerance], [sets(keys), ongoing()])
}

pub fn has<const R: usize, const N: usize>(records: [RecordType; R], rows: [RecordConditionTest; N]) -> Test {
    counted(Quantifier::Exists, records, rows)
}

pub fn counted<const R: usize, const N: usize>(
    quantifier: Quantifier,
    records: [RecordType; R],
    rows: [RecordConditionTest; N],
) -> Test {
    Test::Record(RecordTest { records: records.to_vec(), quantifier, conditions: conditions(rows), then: Vec::new() })
}

/// Of the matching records of the last day that has one, some satisfies `then`.
pub fn latest<const R: usize, const N: usize, const M: usize>(
    records: [RecordType; R],
    rows: [RecordConditionTest; N],
    then: [RecordConditionTest; M],
) -> Test {
    Test::Record(RecordTest {
        records: records.to_vec(),
        quantifier: Quantifier::Latest,
        conditions: conditions(rows),
        then: conditions(then),
    })
}

fn conditions<const N: usize>(rows: [RecordConditionTest; N]) -> Vec<RecordCondition> {
    rows.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect()
}

pub fn sets<const N: usize>(keys: [&str; N]) -> RecordConditionTest {
    RecordConditionTest::CodeSet(keys.map(str::to_owned).to_vec())
}

pub fn because_of<const N: usize>(keys: [&str; N]) -> RecordConditionTest {
    RecordConditionTest::ReasonSet(keys.map(str::to_owned).to_vec())
}

/// An observation that has a result.
pub fn resulted() -> RecordConditionTest {
    RecordConditionTest::Result(vec!["given".into()])
}

/// There, and nobody knows since when.
pub const fn undated() -> RecordConditionTest {
    RecordConditionTest::Date(DateTest::AtLeastAgo { count: 1_000, unit: Unit::Years })
}

fn code(system: &str, code: &str) -> CodeRef {
    CodeRef { system: system.into(), code: code.into(), display: String::new() }
}

pub fn coded<const N: usize>(system: &str, codes: [&str; N]) -> RecordConditionTest {
    RecordConditionTest::Code(codes.map(|wanted| code(system, wanted)).to_vec())
}

pub fn valued<const N: usize>(system: &str, codes: [&str; N]) -> RecordConditionTest {
    RecordConditionTest::Value(codes.map(|wanted| code(system, wanted)).to_vec())
}

pub fn body_site(snomed: &str) -> RecordConditionTest {
    RecordConditionTest::BodySite(vec![code(SNOMED, snomed)])
}

pub fn status<const N: usize>(codes: [&str; N]) -> RecordConditionTest {
    RecordConditionTest::Status(codes.map(str::to_owned).to_vec())
}

pub const fn done() -> RecordConditionTest {
    RecordConditionTest::Done
}

pub fn number(compare: Comparison, value: f64, unit: Option<&str>) -> RecordConditionTest {
    RecordConditionTest::Number(NumberTest { compare, value, unit: unit.map(str::to_owned) })
}

pub fn component(loinc: &str, compare: Comparison, value: f64, unit: &str) -> RecordConditionTest {
    let number = NumberTest { compare, value, unit: Some(unit.into()) };
    RecordConditionTest::Component(ComponentTest { codes: vec![code(LOINC, loinc)], number })
}

pub fn near<const R: usize, const N: usize>(
    has: bool,
    when: Relation,
    records: [RecordType; R],
    rows: [RecordConditionTest; N],
) -> RecordConditionTest {
    RecordConditionTest::Near(NearTest { has, when, records: records.to_vec(), conditions: conditions(rows) })
}

/// The last `years` years: the measurement year and those before it, or as many times twelve months.
pub const fn years(period: Period, years: u8) -> DateTest {
    match period {
        Period::Rolling => DateTest::InLast { count: years as u16 * 12, unit: Unit::Months },
        Period::CalendarYear => DateTest::Calendar { unit: CalendarUnit::Year, from: 1 - years as i8, to: 0 },
    }
}

/// The year before the last one: the calendar year before, or the twelve months before the last twelve.
pub fn year_before(period: Period, rows: impl Fn(RecordConditionTest) -> Test) -> Test {
    match period {
        Period::Rolling => rows(RecordConditionTest::Within(years(period, 2))),
        Period::CalendarYear => {
            rows(RecordConditionTest::Within(DateTest::Calendar { unit: CalendarUnit::Year, from: -1, to: -1 }))
        }
    }
}

/// On or before the day of the evaluation.
pub const UNTIL_NOW: DateTest = DateTest::AtLeastAgo { count: 0, unit: Unit::Days };

/// Seen as an outpatient, by video, by telephone or at home within that many years: one of our patients.
pub fn seen(period: Period, within: u8) -> Test {
    let when = || RecordConditionTest::Within(years(period, within));
    let class = RecordConditionTest::Class(["AMB", "VR", "HH"].map(str::to_owned).to_vec());
    nest(any([
        has([RecordType::Encounter], [done(), class, when()]),
        has([RecordType::Encounter], [done(), sets(["outpatient-visit"]), when()]),
    ]))
}
