//! Random patients, as the tables can hold them.

use super::super::number::COMPARATORS;
use super::super::{ComponentFacts, ContactFacts, ContactSystem, Gender, PatientFacts, RecordFacts, RecordType};
use super::{
    ATTRIBUTES, CITIES, CONCEPTS, DEGREES, FIRST_DAY, JOURNEYS, LANGUAGES, LAST_DAY, PRACTITIONERS, RACES, SITES,
    SUBJECTS, TAGS, UNITS, VALUES, concept_facts, words,
};
use crate::consent::{Channel, ConsentStatus, Purpose};
use crate::journeys::NodeId;
use crate::outreach::lookup::LineType;
use crate::patients::{AttributeValue, Relationship, attribute_name};
use crate::records::{CodedFact, WordFact};
use crate::time::{Date, UtcMillis};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub fn facts() -> impl Strategy<Value = PatientFacts> {
    let person = (
        any::<bool>(),
        option::of((-15_000i64..LAST_DAY, 0u8..5)),
        option::of(select(&Gender::ALL[..])),
        any::<bool>(),
    );
    let place = (
        option::of(select(&CITIES[..])),
        option::of(select(&["LA", "ny"][..])),
        option::of(select(&["90210", "08820"][..])),
    );
    let contact = (option::of(select(&LANGUAGES[..])), contacts(), option::of(select(&ContactSystem::ALL[..])));
    let said = (option::of(select(&RACES[..])), option::of(select(&["Hispanic or Latino"][..])), moment());
    let records = prop::collection::vec(record(), 0..7);
    (person, place, contact, said, told(), records).prop_map(
        |(
            person,
            (city, state, postal_code),
            (language, contacts, prefers),
            (race, ethnicity, added),
            told,
            records,
        )| {
            let (active, born, gender, deceased) = person;
            PatientFacts {
                active,
                birth_date: born.map(|(day, known)| first_of(Date::from_days_since_epoch(day), known)),
                birth_until: born.and_then(|(day, known)| last_of(Date::from_days_since_epoch(day), known)),
                gender,
                language: language.map(str::to_owned),
                city: city.map(str::to_owned),
                state: state.map(str::to_owned),
                postal_code: postal_code.map(str::to_owned),
                deceased,
                contacts,
                prefers,
                race: race.map(str::to_owned),
                ethnicity: ethnicity.map(str::to_owned),
                added_at: Some(added),
                records,
                ..told
            }
        },
    )
}

/// The first day of what is known: of 0 the day, of 1 the month, of 2 the year.
fn first_of(day: Date, known: u8) -> Date {
    match known {
        1 => day.month_start(),
        2 => day.year_start(),
        _ => day,
    }
}

fn last_of(day: Date, known: u8) -> Option<Date> {
    match known {
        1 => Some(day.month_start().plus_months(1).plus_days(-1)),
        2 => Some(day.year_end()),
        _ => None,
    }
}

/// What is known beside the FHIR patient.
fn told() -> impl Strategy<Value = PatientFacts> {
    // Mostly patients, as a rule mostly asks for them.
    let relationship = prop_oneof![6 => Just(Relationship::Patient), 1 => select(&Relationship::ALL[..])];
    let tags = subsequence(&TAGS[..], 0..=2);
    let attributes = prop::collection::vec((select(&ATTRIBUTES[..]), select(&VALUES[..])), 0..3);
    let position = option::of((select(&DEGREES[..]), select(&DEGREES[..])));
    // In at most one place of each journey.
    let travels = JOURNEYS.map(|(journey, steps)| option::of((Just(journey), (1..=steps).prop_map(NodeId))));
    let team = (option::of(select(&PRACTITIONERS[..])), option::of(select(&SITES[..])));
    (relationship, tags, attributes, position, team, travels).prop_map(
        |(relationship, tags, attributes, position, (practitioner, site), travels)| PatientFacts {
            travels: travels.into_iter().flatten().collect(),
            relationship,
            tags: tags.into_iter().map(str::to_owned).collect(),
            attributes: attributes
                .into_iter()
                .filter_map(|(name, value)| Some((attribute_name(name)?, AttributeValue::parse(value)?)))
                .collect(),
            position,
            practitioner: practitioner.map(str::to_owned),
            site: site.map(str::to_owned),
            ..PatientFacts::default()
        },
    )
}

/// At most one address of each kind, with something said about a few purposes.
fn contacts() -> impl Strategy<Value = Vec<ContactFacts>> {
    let channels = [Channel::Email, Channel::Sms, Channel::Voice];
    let word = (select(channels.to_vec()), select(&Purpose::ALL[..]), select(&ConsentStatus::ALL[..]));
    let said = prop::collection::vec(word, 0..4);
    // Of addresses nobody says what kind of line they are.
    let line = option::weighted(0.6, select(&LineType::ALL[..]));
    subsequence(&ContactSystem::ALL[..], 0..=3).prop_flat_map(move |systems| {
        prop::collection::vec((said.clone(), line.clone()), systems.len()).prop_map(move |told| {
            systems
                .iter()
                .zip(told)
                .map(|(system, (said, line))| ContactFacts {
                    system: *system,
                    line: line.filter(|_| *system != ContactSystem::Email),
                    said: said.into_iter().map(|(channel, purpose, status)| ((channel, purpose), status)).collect(),
                })
                .collect()
        })
    })
}

fn moment() -> impl Strategy<Value = UtcMillis> {
    // Hours, not milliseconds: records of one moment and of one day should meet.
    (FIRST_DAY..LAST_DAY, 0i64..24)
        .prop_map(|(day, hour)| UtcMillis(Date::from_days_since_epoch(day).start_utc().0 + hour * 3_600_000))
}

fn quantity() -> impl Strategy<Value = (Option<f64>, Option<String>)> {
    option::of((0i32..12, option::of(select(&UNITS[..])))).prop_map(|found| match found {
        Some((value, unit)) => (Some(f64::from(value) / 2.0), unit.map(str::to_owned)),
        None => (None, None),
    })
}

fn component() -> impl Strategy<Value = ComponentFacts> {
    let comparator = option::of(select(&COMPARATORS[..]));
    (0..CONCEPTS.len(), quantity(), comparator).prop_map(|(concept, (number, unit), comparator)| ComponentFacts {
        concept: concept_facts(concept),
        number,
        unit,
        comparator: comparator.map(str::to_owned),
    })
}

/// What an activity is about: a message was or was not made of a template.
fn about() -> impl Strategy<Value = Vec<(String, String)>> {
    select(vec![vec![SUBJECTS[0]], vec![SUBJECTS[1]], vec![SUBJECTS[0], SUBJECTS[2]]])
        .prop_map(|about| about.iter().map(|(noun, id)| (noun.code().to_owned(), (*id).to_owned())).collect())
}

/// One related record: of whatever its type can have, something or nothing.
pub fn record() -> impl Strategy<Value = RecordFacts> {
    select(&RecordType::ALL[..]).prop_flat_map(|record| {
        // What happens here always has its moment.
        let at = if matches!(record, RecordType::Activity | RecordType::CareGapRemark) {
            moment().prop_map(Some).boxed()
        } else {
            option::of(moment()).boxed()
        };
        let when = (at, option::of(0i64..2_400));
        let observed = (quantity(), prop::collection::vec(component(), 0..3));
        // An appointment has a location, an encounter also an organization.
        let most = usize::from(record.has_site()) + usize::from(record.has_provider());
        let rest = (any::<bool>(), about(), subsequence(&SITES[..], 0..=most));
        (words_of(record), concepts_of(record), when, observed, rest).prop_map(
            move |(words, concepts, (at, hours), (quantity, components), (negated, about, sites))| {
                let has_value = record.has_value();
                let (number, unit) = if has_value { quantity } else { (None, None) };
                let mut facts = RecordFacts {
                    negated: negated && record.has_negation(),
                    at,
                    end: at
                        .zip(hours)
                        .filter(|_| record.has_end())
                        .map(|(at, hours)| UtcMillis(at.0 + hours * 3_600_000)),
                    number,
                    unit,
                    components: if has_value { components } else { Vec::new() },
                    sites: sites.into_iter().map(str::to_owned).collect(),
                    about: if record == RecordType::Activity { about } else { Vec::new() },
                    ..RecordFacts::new(record)
                };
                for (fact, word) in words {
                    *facts.word_mut(fact) = word;
                }
                for (fact, concept) in concepts {
                    *facts.coded_mut(fact) = concept.map(concept_facts);
                }
                facts
            },
        )
    })
}

/// A word for each that such records can have; the status is always known, and a unit comes with its number.
fn words_of(record: RecordType) -> impl Strategy<Value = Vec<(WordFact, Option<String>)>> {
    let known = WordFact::ALL.into_iter().filter(|fact| *fact != WordFact::Unit && fact.is_of(record));
    known
        .map(|fact| {
            let word = select(words(fact, record));
            let word = if fact == WordFact::Status { word.prop_map(Some).boxed() } else { option::of(word).boxed() };
            word.prop_map(move |word| (fact, word))
        })
        .collect::<Vec<_>>()
}

/// A concept for each that such records can have; what the record is, is always known.
fn concepts_of(record: RecordType) -> impl Strategy<Value = Vec<(CodedFact, Option<usize>)>> {
    let known = CodedFact::ALL.into_iter().filter(|fact| fact.is_of(record));
    known
        .map(|fact| {
            let any = 0..CONCEPTS.len();
            let concept = if fact == CodedFact::Concept { any.prop_map(Some).boxed() } else { option::of(any).boxed() };
            concept.prop_map(move |concept| (fact, concept))
        })
        .collect::<Vec<_>>()
}
