//! Random patients, as the tables can hold them.

use super::super::{ComponentFacts, ContactFacts, ContactSystem, Gender, PatientFacts, RecordFacts, RecordType};
use super::{
    ATTRIBUTES, CITIES, CLASSES, CONCEPTS, DEGREES, DISPOSITIONS, FIRST_DAY, JOURNEYS, LANGUAGES, LAST_DAY,
    PRACTITIONERS, RACES, SITES, SUBJECTS, TAGS, UNITS, VALUES, concept_facts,
};
use crate::consent::{Channel, ConsentStatus, Purpose};
use crate::journeys::NodeId;
use crate::patients::{AttributeValue, Relationship, attribute_name};
use crate::time::{Date, UtcMillis};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

pub fn facts() -> impl Strategy<Value = PatientFacts> {
    let person = (any::<bool>(), option::of(-15_000i64..LAST_DAY), option::of(select(&Gender::ALL[..])), any::<bool>());
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
                birth_date: born.map(Date::from_days_since_epoch),
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
    subsequence(&ContactSystem::ALL[..], 0..=3).prop_flat_map(move |systems| {
        prop::collection::vec(said.clone(), systems.len()).prop_map(move |said| {
            systems
                .iter()
                .zip(said)
                .map(|(system, said)| ContactFacts {
                    system: *system,
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
    (0..CONCEPTS.len(), quantity()).prop_map(|(concept, (number, unit))| ComponentFacts {
        concept: concept_facts(concept),
        number,
        unit,
    })
}

/// What an activity is about: a message was or was not made of a template.
fn about() -> impl Strategy<Value = Vec<(String, String)>> {
    select(vec![vec![SUBJECTS[0]], vec![SUBJECTS[1]], vec![SUBJECTS[0], SUBJECTS[2]]])
        .prop_map(|about| about.iter().map(|(noun, id)| ((*noun).to_owned(), (*id).to_owned())).collect())
}

/// One related record.
pub fn record() -> impl Strategy<Value = RecordFacts> {
    select(&RecordType::ALL[..]).prop_flat_map(|record| {
        let status = select(record.statuses()).prop_map(|status| Some(status.to_owned()));
        let verification = if record.has_verification() {
            option::of(select(record.verifications()).prop_map(str::to_owned)).boxed()
        } else {
            Just(None).boxed()
        };
        // An activity always has its moment.
        let at =
            if record == RecordType::Activity { moment().prop_map(Some).boxed() } else { option::of(moment()).boxed() };
        let when = (at, option::of(0i64..2_400));
        let observed = (quantity(), option::of(0..CONCEPTS.len()), prop::collection::vec(component(), 0..3));
        let visit = (option::of(select(&CLASSES[..])), option::of(select(&DISPOSITIONS[..])), about());
        // An appointment has a location, an encounter also an organisation.
        let most = match record {
            RecordType::Encounter => 2,
            _ => usize::from(record.has_site()),
        };
        let site = (option::of(0..CONCEPTS.len()), subsequence(&SITES[..], 0..=most));
        (0..CONCEPTS.len(), status, verification, any::<bool>(), when, observed, visit, site).prop_map(
            move |(concept, status, verification, negated, (at, hours), (quantity, value, components), visit, site)| {
                let (site, sites) = site;
                let (class, disposition, about) = visit;
                let (is_visit, has_value) = (record == RecordType::Encounter, record.has_value());
                let (number, unit) = if has_value { quantity } else { (None, None) };
                RecordFacts {
                    concept: record.has_concept().then(|| concept_facts(concept)),
                    status,
                    verification,
                    negated: negated && record.has_negation(),
                    at,
                    end: at
                        .zip(hours)
                        .filter(|_| record.has_end())
                        .map(|(at, hours)| UtcMillis(at.0 + hours * 3_600_000)),
                    number,
                    unit,
                    value: value.filter(|_| has_value).map(concept_facts),
                    components: if has_value { components } else { Vec::new() },
                    body_site: site.filter(|_| record.has_body_site()).map(concept_facts),
                    class: class.filter(|_| is_visit).map(str::to_owned),
                    disposition: disposition.filter(|_| is_visit).map(str::to_owned),
                    sites: sites.into_iter().map(str::to_owned).collect(),
                    about: if record == RecordType::Activity { about } else { Vec::new() },
                    ..RecordFacts::new(record)
                }
            },
        )
    })
}
