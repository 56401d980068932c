//! Random rules and random patients for property tests, here and in the store. Words come from a small stock, so that
//! they meet.

use super::record::Comparison;
use super::{
    AgeTest, Block, BlockId, CodeRef, Combine, ConceptFacts, DateTest, Gender, Group, NumberTest, PatientFacts,
    PatientTest, PlacePart, Quantifier, Reach, RecordCondition, RecordConditionTest, RecordFacts, RecordTest,
    RecordType, Rule, Test, TextTest, Unit, search_text,
};
use crate::time::{Date, UtcMillis};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// (system, code, display) of each coding.
type Codings = &'static [(&'static str, &'static str, &'static str)];

/// (text, [(system, code, display)]): the concepts of the small world.
pub const CONCEPTS: [(&str, Codings); 5] = [
    ("Hypermetropia", &[("http://snomed.info/sct", "38101003", "Hypermetropia (disorder)")]),
    (
        "Myopia",
        &[("http://snomed.info/sct", "57190000", "Myopia"), ("http://hl7.org/fhir/sid/icd-10-cm", "H52.1", "Myopia")],
    ),
    ("HbA1c 100%", &[("http://loinc.org", "4548-4", "Hemoglobin A1c/Hemoglobin.total")]),
    ("Œil_sec", &[("http://snomed.info/sct", "46152009", "Tear film insufficiency")]),
    ("Check-up", &[]),
];
const NEEDLES: [&str; 9] =
    ["hyper", "METRO", "opia", "100%", "œil_", "_", "tear film", "(disorder)", "nothing like it"];
const UNITS: [&str; 2] = ["%", "mg/dL"];
const CITIES: [&str; 4] = ["Lamna", "lamna hills", "Évry", "O'Fallon"];
const LANGUAGES: [&str; 4] = ["en", "en-US", "es", "eso"];
/// Around 2026-11-22, so that relative windows meet dates.
const FIRST_DAY: i64 = 20_200;
const LAST_DAY: i64 = 20_900;

/// A day on which to evaluate.
pub fn today() -> impl Strategy<Value = Date> {
    (20_500i64..20_800).prop_map(Date::from_days_since_epoch)
}

pub fn rule() -> impl Strategy<Value = Rule> {
    group(3).prop_map(|root| {
        let mut next = 1;
        Rule::new(numbered(root, &mut next))
    })
}

fn group(depth: u32) -> BoxedStrategy<Group> {
    let combine = select(&Combine::ALL[..]);
    let test = if depth == 0 {
        leaf().boxed()
    } else {
        prop_oneof![4 => leaf(), 1 => group(depth - 1).prop_map(Test::Group)].boxed()
    };
    (combine, prop::collection::vec(test, 0..4))
        .prop_map(|(combine, tests)| Group {
            combine,
            blocks: tests.into_iter().map(|test| Block { id: BlockId::ROOT, test }).collect(),
        })
        .boxed()
}

fn leaf() -> impl Strategy<Value = Test> {
    prop_oneof![patient_test().prop_map(Test::Patient), record_test().prop_map(Test::Record)]
}

fn numbered(mut group: Group, next: &mut u32) -> Group {
    for block in &mut group.blocks {
        block.id = BlockId(*next);
        *next += 1;
        match &mut block.test {
            Test::Group(inner) => *inner = numbered(inner.clone(), next),
            Test::Record(test) => {
                for row in &mut test.conditions {
                    row.id = BlockId(*next);
                    *next += 1;
                }
            }
            Test::Patient(_) => {}
        }
    }
    group
}

fn some_of(values: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    subsequence(values, 1..=values.len().min(3)).prop_map(|some| some.into_iter().map(str::to_owned).collect())
}

fn patient_test() -> impl Strategy<Value = PatientTest> {
    prop_oneof![
        any::<bool>().prop_map(PatientTest::Active),
        prop_oneof![
            (0u16..60, 0u16..60).prop_map(|(from, more)| AgeTest::Between { from, to: from + more }),
            (0u16..90).prop_map(AgeTest::AtLeast),
            (1u16..90).prop_map(AgeTest::Under),
        ]
        .prop_map(PatientTest::Age),
        subsequence(&Gender::ALL[..], 1..=2).prop_map(PatientTest::Gender),
        some_of(&LANGUAGES).prop_map(PatientTest::Language),
        (select(&PlacePart::ALL[..]), select(&["l", "LAMNA", "évry", "O'f", "9", "%"][..]))
            .prop_map(|(part, begins)| PatientTest::Place { part, begins: begins.to_owned() }),
        any::<bool>().prop_map(PatientTest::Deceased),
        (select(&[Reach::Email, Reach::Phone][..]), any::<bool>()).prop_map(|(by, has)| PatientTest::Reach { by, has }),
    ]
}

fn record_test() -> impl Strategy<Value = RecordTest> {
    (select(&RecordType::ALL[..]), any::<bool>()).prop_flat_map(|(record, exists)| {
        prop::collection::vec(condition_test(record), 0..4).prop_map(move |tests| RecordTest {
            record,
            quantifier: if exists { Quantifier::Exists } else { Quantifier::None },
            conditions: tests.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect(),
        })
    })
}

fn condition_test(record: RecordType) -> BoxedStrategy<RecordConditionTest> {
    let codes = CONCEPTS.iter().flat_map(|(_, codings)| codings.iter()).map(|(system, code, display)| CodeRef {
        system: (*system).to_owned(),
        code: (*code).to_owned(),
        display: (*display).to_owned(),
    });
    let code = subsequence(codes.collect::<Vec<_>>(), 1..=2).prop_map(RecordConditionTest::Code);
    let text = (select(&NEEDLES[..]), any::<bool>()).prop_map(|(needle, contains)| {
        RecordConditionTest::Text(if contains {
            TextTest::Contains(needle.into())
        } else {
            TextTest::Begins(needle.into())
        })
    });
    let status = some_of(record.statuses()).prop_map(RecordConditionTest::Status);
    let date = prop_oneof![
        (1u16..400, any::<bool>()).prop_map(|(count, months)| DateTest::InLast { count, unit: unit(months) }),
        (1u16..20, any::<bool>()).prop_map(|(count, months)| DateTest::InNext { count, unit: unit(months) }),
        (FIRST_DAY..LAST_DAY).prop_map(|day| DateTest::Before(Date::from_days_since_epoch(day))),
        (FIRST_DAY..LAST_DAY).prop_map(|day| DateTest::After(Date::from_days_since_epoch(day))),
    ]
    .prop_map(RecordConditionTest::Date);
    let mut choices = vec![code.boxed(), text.boxed(), status.boxed(), date.boxed()];
    if record.has_verification() {
        choices.push(some_of(record.verifications()).prop_map(RecordConditionTest::Verification).boxed());
    }
    if record == RecordType::Observation {
        let number = (select(&Comparison::ALL[..]), 0i32..12, option::of(select(&UNITS[..])));
        choices.push(
            number
                .prop_map(|(compare, value, unit)| {
                    let value = f64::from(value) / 2.0;
                    RecordConditionTest::Number(NumberTest { compare, value, unit: unit.map(str::to_owned) })
                })
                .boxed(),
        );
    }
    proptest::strategy::Union::new(choices).boxed()
}

const fn unit(months: bool) -> Unit {
    if months { Unit::Months } else { Unit::Days }
}

pub fn facts() -> impl Strategy<Value = PatientFacts> {
    let person = (any::<bool>(), option::of(-15_000i64..LAST_DAY), option::of(select(&Gender::ALL[..])), any::<bool>());
    let place = (
        option::of(select(&CITIES[..])),
        option::of(select(&["LA", "ny"][..])),
        option::of(select(&["90210", "08820"][..])),
    );
    let contact = (option::of(select(&LANGUAGES[..])), any::<bool>(), any::<bool>());
    (person, place, contact, prop::collection::vec(record(), 0..6)).prop_map(
        |((active, born, gender, deceased), (city, state, postal_code), (language, has_email, has_phone), records)| {
            PatientFacts {
                active,
                birth_date: born.map(Date::from_days_since_epoch),
                gender,
                language: language.map(str::to_owned),
                city: city.map(str::to_owned),
                state: state.map(str::to_owned),
                postal_code: postal_code.map(str::to_owned),
                deceased,
                has_email,
                has_phone,
                records,
            }
        },
    )
}

/// One related record, as the tables can hold it.
pub fn record() -> impl Strategy<Value = RecordFacts> {
    select(&RecordType::ALL[..]).prop_flat_map(|record| {
        let observed = record == RecordType::Observation;
        let status = select(record.statuses()).prop_map(|status| Some(status.to_owned()));
        let verification = if record.has_verification() {
            option::of(select(record.verifications()).prop_map(str::to_owned)).boxed()
        } else {
            Just(None).boxed()
        };
        let at = option::of((FIRST_DAY..LAST_DAY, 0i64..86_400_000));
        let number = option::of((0i32..12, option::of(select(&UNITS[..]))));
        (0..CONCEPTS.len(), status, verification, any::<bool>(), at, number).prop_map(
            move |(concept, status, verification, negated, at, number)| RecordFacts {
                record,
                concept: Some(concept_facts(concept)),
                status,
                verification,
                negated: negated && record == RecordType::MedicationRequest,
                at: at.map(|(day, millis)| UtcMillis(Date::from_days_since_epoch(day).start_utc().0 + millis)),
                number: number.filter(|_| observed).map(|(value, _)| f64::from(value) / 2.0),
                unit: number.filter(|_| observed).and_then(|(_, unit)| unit).map(str::to_owned),
            },
        )
    })
}

/// The facts of `CONCEPTS[index]`.
pub fn concept_facts(index: usize) -> ConceptFacts {
    let (text, codings) = CONCEPTS[index];
    ConceptFacts {
        text: text.to_owned(),
        search_text: search_text(text, codings.iter().map(|(_, _, display)| *display)),
        codings: codings.iter().map(|(system, code, _)| ((*system).to_owned(), (*code).to_owned())).collect(),
    }
}
