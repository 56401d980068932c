//! Every template could go live as it is, and those without a guideline of their own take in whom they say.

use shared::consent::{Channel, ConsentStatus, Purpose};
use shared::patients::{AttributeValue, Relationship};
use shared::segments::templates::templates;
use shared::segments::{
    ConceptFacts, ContactFacts, ContactSystem, Gender, PatientFacts, RecordFacts, RecordType, Rule, holds, problems,
    search_text, sentence::sentence_text,
};
use shared::time::{Date, UtcMillis};
use std::collections::{BTreeMap, BTreeSet};

fn today() -> Date {
    Date::parse("2026-11-24").expect("a date")
}

fn at(day: &str) -> Option<UtcMillis> {
    Some(Date::parse(day).expect("a date").start_utc())
}

#[test]
fn every_template_has_a_key_of_its_own_and_could_go_live_as_it_is() {
    let mut keys = BTreeSet::new();
    for template in templates() {
        assert!(keys.insert(template.key), "{} twice", template.key);
        assert_eq!(problems(&template.rule), [], "{}", template.key);
        assert_eq!(Rule::from_json(&template.rule.to_json()).expect("readable"), template.rule);
        assert!(template.summary.ends_with('.') && !sentence_text(&template.rule).is_empty(), "{}", template.key);
    }
}

fn record(record: RecordType, text: &str, status: &str, day: &str) -> RecordFacts {
    let concept = ConceptFacts { text: text.into(), search_text: search_text(text, []), ..ConceptFacts::default() };
    RecordFacts {
        concept: record.has_concept().then_some(concept),
        status: Some(status.into()),
        at: at(day),
        ..RecordFacts::new(record)
    }
}

fn condition(text: &str, status: &str, day: &str) -> RecordFacts {
    record(RecordType::Condition, text, status, day)
}

/// A condition that code sets know.
fn coded(set: &str, day: &str) -> RecordFacts {
    let mut found = condition(set, "active", day);
    if let Some(concept) = &mut found.concept {
        concept.sets.insert(set.into());
    }
    found
}

fn value(loinc: &str, number: f64, unit: Option<&str>) -> RecordFacts {
    let mut found = record(RecordType::Observation, loinc, "final", "2026-06-01");
    if let Some(concept) = &mut found.concept {
        concept.codings.push(("http://loinc.org".into(), loinc.into()));
    }
    RecordFacts { number: Some(number), unit: unit.map(str::to_owned), ..found }
}

fn visit(day: &str) -> RecordFacts {
    record(RecordType::Encounter, "Encounter for check up", "finished", day)
}

fn activity(kind: &str) -> RecordFacts {
    record(RecordType::Activity, "", kind, "2026-11-01")
}

fn woman(records: Vec<RecordFacts>) -> PatientFacts {
    PatientFacts {
        active: true,
        birth_date: Date::parse("1980-05-05"),
        gender: Some(Gender::Female),
        records,
        ..PatientFacts::default()
    }
}

fn born(day: &str, records: Vec<RecordFacts>) -> PatientFacts {
    PatientFacts { birth_date: Date::parse(day), ..woman(records) }
}

/// Whoever is meant is in, and somebody who differs in that alone is out.
#[test]
fn each_takes_in_whom_it_says() {
    use RecordType::{AllergyIntolerance, Appointment, DeviceRequest, Procedure};
    let risk = |number| woman(vec![value("79423-0", number, Some("%"))]);
    let gift = |day: &str| PatientFacts {
        relationship: Relationship::Donor,
        attributes: BTreeMap::from([("last donation".to_owned(), AttributeValue::parse(day).expect("a value"))]),
        ..PatientFacts::default()
    };
    let of = |relationship| PatientFacts { relationship, ..PatientFacts::default() };
    let email = |status| {
        let said = BTreeMap::from([((Channel::Email, Purpose::Marketing), status)]);
        PatientFacts {
            contacts: vec![ContactFacts { system: ContactSystem::Email, line: None, said }],
            ..woman(Vec::new())
        }
    };
    let ended = |day| RecordFacts { end: at(day), ..condition("Pneumonia", "resolved", "2025-01-01") };
    let three = || vec![visit("2026-10-01"), visit("2026-10-20"), visit("2026-11-10")];
    let with = |mut records: Vec<RecordFacts>, more: RecordFacts| {
        records.push(more);
        woman(records)
    };
    let cases = [
        ("risk-inactivity", woman(vec![condition("Sedentary lifestyle", "active", "2024-01-01")]), woman(vec![])),
        ("risk-alcohol", woman(vec![value("75626-2", 3.0, None)]), woman(vec![value("75626-2", 2.0, None)])),
        ("risk-genetics", woman(vec![condition("Family history of cancer", "active", "2024-01-01")]), woman(vec![])),
        ("risk-occupation-stress", woman(vec![condition("Stress (finding)", "active", "2024-01-01")]), woman(vec![])),
        (
            "risk-environment",
            woman(vec![condition("Exposure to tobacco smoke", "active", "2024-01-01")]),
            woman(vec![]),
        ),
        ("cardiovascular-risk-low", risk(19.9), risk(20.0)),
        ("cardiovascular-risk-medium", risk(40.0), risk(40.1)),
        ("cardiovascular-risk-medium", risk(20.0), risk(19.9)),
        ("cardiovascular-risk-high", risk(40.1), risk(40.0)),
        (
            "stroke-risk",
            woman(vec![condition("Atrial Fibrillation", "active", "2020-01-01"), coded("diabetes", "2020-01-01")]),
            woman(vec![condition("Atrial Fibrillation", "active", "2020-01-01")]),
        ),
        (
            "pregnant-at-risk",
            born("1990-01-01", vec![coded("pregnancy", "2026-08-01")]),
            born("2000-01-01", vec![coded("pregnancy", "2026-08-01")]),
        ),
        (
            "after-childbirth",
            woman(vec![record(Procedure, "Childbirth", "completed", "2026-10-01")]),
            woman(vec![record(Procedure, "Childbirth", "completed", "2026-06-01")]),
        ),
        (
            "newborn-at-risk",
            born("2026-06-01", vec![value("8339-4", 2.4, Some("kg"))]),
            born("2026-06-01", vec![value("8339-4", 2.6, Some("kg"))]),
        ),
        ("one-visit-in-6-months", woman(vec![visit("2026-10-01")]), woman(three())),
        ("one-visit-in-12-months", woman(vec![visit("2026-01-10")]), woman(vec![visit("2025-10-01")])),
        ("one-visit-in-36-months", woman(vec![visit("2024-10-01")]), woman(vec![])),
        ("acute-visitors", with(three(), condition("Sinusitis", "active", "2026-10-01")), woman(three())),
        ("regular-with-chronic-disease", with(three(), coded("diabetes", "2015-01-01")), woman(three())),
        ("lapsed-after-care", woman(vec![ended("2025-11-01")]), with(three(), ended("2025-11-01"))),
        (
            "disease-acute",
            woman(vec![condition("Flu", "active", "2026-11-10")]),
            woman(vec![condition("Flu", "active", "2026-10-01")]),
        ),
        (
            "disease-subacute",
            woman(vec![condition("Flu", "active", "2026-10-01")]),
            woman(vec![condition("Flu", "active", "2026-11-10")]),
        ),
        (
            "disease-chronic",
            woman(vec![condition("Asthma", "active", "2020-01-01")]),
            woman(vec![condition("Asthma", "resolved", "2020-01-01")]),
        ),
        (
            "disease-relapse",
            woman(vec![condition("Asthma", "relapse", "2020-01-01")]),
            woman(vec![condition("Asthma", "active", "2020-01-01")]),
        ),
        ("disease-in-remission", woman(vec![condition("Leukaemia", "remission", "2020-01-01")]), woman(vec![])),
        (
            "disease-complications",
            woman(vec![condition("Neuropathy due to type 2 diabetes mellitus", "active", "2020-01-01")]),
            woman(vec![condition("Neuropathy", "active", "2020-01-01")]),
        ),
        ("disability", woman(vec![record(DeviceRequest, "Manual wheelchair", "active", "2026-01-01")]), woman(vec![])),
        (
            "systematic-monitoring",
            woman(vec![coded("diabetes", "2015-01-01"), coded("essential-hypertension", "2016-01-01")]),
            woman(vec![coded("diabetes", "2015-01-01")]),
        ),
        (
            "department-cardiology",
            woman(vec![record(Appointment, "Cardiology follow-up", "booked", "2026-10-01")]),
            woman(vec![record(Appointment, "Cardiology follow-up", "booked", "2023-10-01")]),
        ),
        (
            "department-oncology",
            woman(vec![record(Procedure, "Chemotherapy", "completed", "2026-10-01")]),
            woman(three()),
        ),
        (
            "department-paediatrics",
            woman(vec![record(RecordType::Encounter, "Well child visit", "finished", "2026-10-01")]),
            woman(three()),
        ),
        (
            "allergy-latex",
            woman(vec![record(AllergyIntolerance, "Latex allergy", "active", "2020-01-01")]),
            woman(vec![]),
        ),
        ("no-show-at-an-event", woman(vec![activity("event-no-show")]), woman(vec![activity("event-attended")])),
        ("visited-the-portal", woman(vec![activity("portal-visited")]), woman(vec![])),
        ("marketing-allowed-by-email", email(ConsentStatus::Granted), email(ConsentStatus::Denied)),
        (
            "prefers-text-messages",
            PatientFacts { prefers: Some(ContactSystem::Sms), ..woman(vec![]) },
            PatientFacts { prefers: Some(ContactSystem::Email), ..woman(vec![]) },
        ),
        ("donors", of(Relationship::Donor), of(Relationship::Patient)),
        ("community-members", of(Relationship::CommunityMember), of(Relationship::Donor)),
        ("lapsed-donors", gift("2025-01-01"), gift("2026-01-01")),
        ("recent-donors", gift("2026-01-01"), gift("2025-01-01")),
    ];
    for (key, inside, outside) in cases {
        let rule = &shared::segments::templates::template(key).unwrap_or_else(|| panic!("no template {key}")).rule;
        assert!(holds(rule, &inside, today()), "{key} leaves out whom it means");
        assert!(!holds(rule, &outside, today()), "{key} takes in whom it does not mean");
    }
}
