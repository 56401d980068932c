//! Random rules: every kind of test, quantifier and window.

use super::super::care_gap::Period;
use super::super::{
    AgeDay, AgeTest, AgeThen, AttributeTest, Block, BlockId, CalendarUnit, CareGapTest, Combine, Comparison,
    ComponentTest, ConditionKind, ConsentTest, ContactSystem, Content, ContentMut, DateTest, Distance, GapState,
    Gender, Group, MessageDeed, NearTest, NumberTest, PatientAspect, PatientTest, PlacePart, Quantifier, Reach,
    RecordCondition, RecordConditionTest, RecordTest, RecordType, Relation, Rule, Said, Step, StepMessageTest, Subject,
    Test, TextTest, TravelStep, TravelTest, WordingTest, care_gaps,
};
use super::{
    ATTRIBUTES, CODE_SETS, DEGREES, FIRST_DAY, JOURNEYS, LANGUAGES, LAST_DAY, PRACTITIONERS, RACES, SITES, SUBJECTS,
    TAGS, UNITS, VALUES, codes, unit, words,
};
use crate::consent::{Channel, Purpose};
use crate::journeys::NodeId;
use crate::outreach::lookup::LineType;
use crate::patients::Relationship;
use crate::time::Date;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const NEEDLES: [&str; 9] =
    ["hyper", "METRO", "opia", "100%", "œil_", "_", "tear film", "(disorder)", "nothing like it"];

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
    let block = (test, prop::bool::weighted(0.1), select(&Step::ALL[..]));
    (combine, prop::collection::vec(block, 0..4))
        .prop_map(|(combine, blocks)| Group {
            combine,
            blocks: blocks.into_iter().map(|(test, off, step)| Block { id: BlockId::ROOT, off, step, test }).collect(),
        })
        .boxed()
}

fn leaf() -> impl Strategy<Value = Test> {
    prop_oneof![
        8 => patient_test().prop_map(Test::Patient),
        12 => record_test().prop_map(Test::Record),
        1 => care_gap_test().prop_map(Test::CareGap),
    ]
}

fn numbered(mut group: Group, next: &mut u32) -> Group {
    let mut take = || {
        *next += 1;
        BlockId(*next - 1)
    };
    for block in &mut group.blocks {
        block.id = take();
        if let Test::Record(test) = &mut block.test {
            test.rows_mut().for_each(|row| row.id = take());
        }
    }
    for block in &mut group.blocks {
        if let Test::Group(inner) = &mut block.test {
            *inner = numbered(inner.clone(), next);
        }
    }
    group
}

fn some_of(values: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    subsequence(values, 1..=values.len().min(3)).prop_map(|some| some.into_iter().map(str::to_owned).collect())
}

fn some_of_these(values: Vec<String>) -> impl Strategy<Value = Vec<String>> {
    let most = values.len().min(3);
    subsequence(values, 1..=most)
}

/// A test of every aspect there is.
fn patient_test() -> impl Strategy<Value = PatientTest> {
    proptest::strategy::Union::new(PatientAspect::ALL.map(patient_test_of))
}

fn age() -> impl Strategy<Value = AgeTest> {
    prop_oneof![
        (0u16..60, 0u16..60).prop_map(|(from, more)| AgeTest::Between { from, to: from + more }),
        (0u16..90).prop_map(AgeTest::AtLeast),
        (1u16..90).prop_map(AgeTest::Under),
    ]
}

fn patient_test_of(aspect: PatientAspect) -> BoxedStrategy<PatientTest> {
    let place = |part: PlacePart| {
        (select(&WordingTest::ALL[..]), select(&["l", "LAMNA", "évry", "O'f", "9", "%"][..]))
            .prop_map(move |(how, text)| PatientTest::Place { part, how, text: text.to_owned() })
            .boxed()
    };
    let reach = |by| any::<bool>().prop_map(move |has| PatientTest::Reach { by, has }).boxed();
    match aspect {
        PatientAspect::Status => any::<bool>().prop_map(PatientTest::Active).boxed(),
        PatientAspect::Age => age().prop_map(PatientTest::Age).boxed(),
        PatientAspect::AgeOn => {
            (select(&AgeDay::ALL[..]), age()).prop_map(|(on, is)| PatientTest::AgeOn { on, is }).boxed()
        }
        PatientAspect::Gender => subsequence(&Gender::ALL[..], 1..=2).prop_map(PatientTest::Gender).boxed(),
        PatientAspect::Language => some_of(&LANGUAGES).prop_map(PatientTest::Language).boxed(),
        PatientAspect::City => place(PlacePart::City),
        PatientAspect::State => place(PlacePart::State),
        PatientAspect::Postcode => place(PlacePart::Postcode),
        PatientAspect::Deceased => any::<bool>().prop_map(PatientTest::Deceased).boxed(),
        PatientAspect::Email => reach(Reach::Email),
        PatientAspect::Phone => reach(Reach::Phone),
        PatientAspect::Race => some_of(&RACES).prop_map(PatientTest::Race).boxed(),
        PatientAspect::Ethnicity => Just(PatientTest::Ethnicity(vec!["hispanic or latino".into()])).boxed(),
        PatientAspect::Birthday => (0u16..400).prop_map(|in_next| PatientTest::Birthday { in_next }).boxed(),
        PatientAspect::Added => date_test().prop_map(PatientTest::Added).boxed(),
        PatientAspect::Relationship => {
            subsequence(&Relationship::ALL[..], 1..=2).prop_map(PatientTest::Relationship).boxed()
        }
        PatientAspect::Tag => {
            (some_of(&TAGS), any::<bool>()).prop_map(|(any_of, has)| PatientTest::Tag { any_of, has }).boxed()
        }
        PatientAspect::Own => (select(&ATTRIBUTES[..]), attribute_test())
            .prop_map(|(name, is)| PatientTest::Attribute { name: name.to_owned(), is })
            .boxed(),
        PatientAspect::Practitioner => some_of(&PRACTITIONERS).prop_map(PatientTest::Practitioner).boxed(),
        PatientAspect::Site => some_of(&SITES).prop_map(PatientTest::Site).boxed(),
        PatientAspect::Distance => {
            // As people write them: JSON gives numbers of up to 15 digits back as they were.
            let km = (10u32..1_600).prop_map(|parts| f64::from(parts) / 20.0);
            (select(&DEGREES[..]), select(&DEGREES[..]), km)
                .prop_map(|(latitude, longitude, km)| {
                    PatientTest::Distance(Distance { latitude, longitude, km, place: "Lamna".into() })
                })
                .boxed()
        }
        PatientAspect::Consent => {
            let channels = [Channel::Email, Channel::Sms, Channel::Voice];
            (select(channels.to_vec()), select(&Purpose::ALL[..]), select(&Said::ALL[..]))
                .prop_map(|(channel, purpose, said)| PatientTest::Consent(ConsentTest { channel, purpose, said }))
                .boxed()
        }
        PatientAspect::LineType => subsequence(&LineType::ASKED[..], 1..=2).prop_map(PatientTest::LineType).boxed(),
        PatientAspect::Prefers => subsequence(&ContactSystem::ALL[..], 1..=2).prop_map(PatientTest::Prefers).boxed(),
        PatientAspect::Journey => travel_test().prop_map(PatientTest::Travels).boxed(),
        PatientAspect::StepMessage => step_message_test().prop_map(PatientTest::StepMessage).boxed(),
    }
}

fn travel_test() -> impl Strategy<Value = TravelTest> {
    (select(&JOURNEYS[..]), option::of(1u32..4), any::<bool>()).prop_map(|((journey, _), node, inside)| TravelTest {
        journey: Some(journey),
        name: "Recall".into(),
        step: node.map(|node| TravelStep { node: NodeId(node), name: "Wait".into() }),
        inside,
    })
}

fn step_message_test() -> impl Strategy<Value = StepMessageTest> {
    (option::of(1u32..4), select(&MessageDeed::ALL[..])).prop_map(|(node, did)| StepMessageTest {
        step: node.map(|node| TravelStep { node: NodeId(node), name: "Invitation".into() }),
        did,
    })
}

fn attribute_test() -> impl Strategy<Value = AttributeTest> {
    prop_oneof![
        any::<bool>().prop_map(AttributeTest::Known),
        some_of(&VALUES).prop_map(AttributeTest::AnyOf),
        (select(&Comparison::ALL[..]), select(&[9.5, 10.0, 42.0][..]))
            .prop_map(|(compare, value)| AttributeTest::Number { compare, value }),
        date_test().prop_map(AttributeTest::Date),
    ]
}

fn care_gap_test() -> impl Strategy<Value = CareGapTest> {
    let gap = select(care_gaps::all(Period::Rolling).iter().map(|gap| gap.key).collect::<Vec<_>>());
    (gap, select(&Period::ALL[..]), subsequence(&GapState::ALL[..], 1..=3))
        .prop_map(|(gap, period, states)| CareGapTest { gap: gap.to_owned(), period, states })
}

fn record_test() -> impl Strategy<Value = RecordTest> {
    let quantifier = prop_oneof![
        3 => Just(Quantifier::Exists),
        2 => Just(Quantifier::None),
        1 => (1u16..4).prop_map(Quantifier::AtLeast),
        1 => (1u16..4).prop_map(Quantifier::AtMost),
        1 => (1u16..4).prop_map(Quantifier::Exactly),
        1 => Just(Quantifier::Latest),
        1 => Just(Quantifier::Earliest),
    ];
    (subsequence(&RecordType::ALL[..], 1..=2), quantifier).prop_flat_map(|(records, quantifier)| {
        let wanted = if quantifier.picks_a_day() { 1..3 } else { 0..1 };
        (rows(records[0], 0..4, true), rows(records[0], wanted, true)).prop_map(move |(conditions, then)| RecordTest {
            records: records.clone(),
            quantifier,
            conditions,
            then,
        })
    })
}

fn rows(record: RecordType, count: std::ops::Range<usize>, near: bool) -> impl Strategy<Value = Vec<RecordCondition>> {
    prop::collection::vec(condition_test(record, near), count)
        .prop_map(|tests| tests.into_iter().map(|test| RecordCondition { id: BlockId::ROOT, test }).collect())
}

fn date_test() -> impl Strategy<Value = DateTest> {
    let day = || (FIRST_DAY..LAST_DAY).prop_map(Date::from_days_since_epoch);
    prop_oneof![
        (1u16..400, unit()).prop_map(|(count, unit)| DateTest::InLast { count, unit }),
        (1u16..20, unit()).prop_map(|(count, unit)| DateTest::InNext { count, unit }),
        day().prop_map(DateTest::Before),
        day().prop_map(DateTest::After),
        (day(), 0i64..200).prop_map(|(from, days)| DateTest::Between { from, to: from.plus_days(days) }),
        (0u16..20, unit()).prop_map(|(count, unit)| DateTest::AtLeastAgo { count, unit }),
        (select(&CalendarUnit::ALL[..]), -2i8..2, 0i8..3).prop_map(|(unit, from, more)| DateTest::Calendar {
            unit,
            from,
            to: from + more
        }),
    ]
}

fn number_test() -> impl Strategy<Value = NumberTest> {
    (select(&Comparison::ALL[..]), 0i32..12, option::of(select(&UNITS[..]))).prop_map(|(compare, value, unit)| {
        NumberTest { compare, value: f64::from(value) / 2.0, unit: unit.map(str::to_owned) }
    })
}

fn near_test() -> impl Strategy<Value = NearTest> {
    let when = prop_oneof![
        (1u16..200).prop_map(|days| Relation::After { days }),
        (1u16..200).prop_map(|days| Relation::Before { days }),
        (0u16..200).prop_map(|days| Relation::Around { days }),
        Just(Relation::During),
    ];
    (any::<bool>(), when, subsequence(&RecordType::ALL[..], 1..=2)).prop_flat_map(|(has, when, records)| {
        rows(records[0], 0..2, false).prop_map(move |conditions| NearTest {
            has,
            when,
            records: records.clone(),
            conditions,
        })
    })
}

/// Any condition that such records can meet, of every kind there is.
fn condition_test(record: RecordType, near: bool) -> BoxedStrategy<RecordConditionTest> {
    let kinds =
        ConditionKind::ALL.into_iter().filter(|kind| kind.fits(record) && (near || *kind != ConditionKind::Near));
    proptest::strategy::Union::new(kinds.map(|kind| condition_of(kind, record))).boxed()
}

/// A condition of that kind: its form says what may be asked.
fn condition_of(kind: ConditionKind, record: RecordType) -> BoxedStrategy<RecordConditionTest> {
    let start = kind.start(&[record]);
    let some_codes = || subsequence(codes(), 1..=2);
    match start.content() {
        Content::Done => Just(start.clone()).boxed(),
        Content::Words(fact, _) => filled(kind, some_of_these(words(fact, record)), |content| content.texts()),
        Content::Codes(..) => filled(kind, some_codes(), |content| content.codes()),
        Content::Sets(..) => {
            let keys = CODE_SETS.iter().map(|(key, _)| (*key).to_owned()).collect();
            filled(kind, some_of_these(keys), |content| content.texts())
        }
        Content::Sites(_) => filled(kind, some_of(&SITES), |content| content.texts()),
        Content::Text(_) => (select(&NEEDLES[..]), any::<bool>())
            .prop_map(|(needle, contains)| {
                RecordConditionTest::Text(if contains {
                    TextTest::Contains(needle.into())
                } else {
                    TextTest::Begins(needle.into())
                })
            })
            .boxed(),
        Content::Window(..) => filled(kind, date_test(), |content| content.window()),
        Content::AgeThen(_) => (option::of(0u16..500), option::of(1u16..500))
            .prop_map(|(from, until)| RecordConditionTest::AgeThen(AgeThen { from, until }))
            .boxed(),
        Content::Number(_) => number_test().prop_map(RecordConditionTest::Number).boxed(),
        Content::Component(_) => (some_codes(), number_test())
            .prop_map(|(codes, number)| RecordConditionTest::Component(ComponentTest { codes, number }))
            .boxed(),
        Content::About(_) => select(&SUBJECTS[..])
            .prop_map(|(noun, id)| {
                RecordConditionTest::About(Subject { noun, id: id.into(), name: "Something".into() })
            })
            .boxed(),
        Content::Near(_) => near_test().prop_map(RecordConditionTest::Near).boxed(),
    }
}

/// A condition of that kind in which what `part` finds is replaced.
fn filled<T: std::fmt::Debug + 'static>(
    kind: ConditionKind,
    values: impl Strategy<Value = T> + 'static,
    part: for<'a> fn(ContentMut<'a>) -> Option<&'a mut T>,
) -> BoxedStrategy<RecordConditionTest> {
    values
        .prop_map(move |value| {
            let mut test = kind.start(&[]);
            *part(test.content_mut()).expect("a kind of this form") = value;
            test
        })
        .boxed()
}
