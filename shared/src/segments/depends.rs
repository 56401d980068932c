//! What a rule could care about: which changes and which passage of time may change who is in.

use super::care_gap::CareGap;
use super::{AttributeTest, ConceptFacts, Content, Group, PatientTest, RecordCondition, RecordType, Rule, Test};
use crate::change::Changed;
use crate::ids::SegmentId;
use crate::records::CodedFact;
use crate::records::RecordKind;
use std::collections::{BTreeMap, BTreeSet};

/// What the truth of a rule depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// By type, which of them.
    pub records: BTreeMap<RecordType, AskedRecords>,
    /// Keys of code sets.
    pub code_sets: BTreeSet<String>,
    /// Other segments whose membership is asked for.
    pub segments: BTreeSet<SegmentId>,
    /// Where people are in journeys.
    pub journeys: bool,
    /// What the places of visits are called.
    pub sites: bool,
    /// What people said to messages.
    pub consent: bool,
    /// Where and how people can be reached.
    pub contacts: bool,
    /// Tags and attributes of the organization's own.
    pub own: bool,
    /// What a traveller did with the messages of the journey's steps.
    pub step_messages: bool,
    /// Ages and windows that move: the truth may change when the date does, though nobody changed anything.
    pub date: bool,
}

/// Which records of a type a rule looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedRecords {
    /// Whatever their code.
    any: bool,
    /// (system, code)
    codes: BTreeSet<(String, String)>,
    /// Keys of code sets.
    sets: BTreeSet<String>,
}

impl AskedRecords {
    /// Takes in what a test with these conditions looks at: all of them hold for one record, so that the first which names
    /// codes says which records come into question.
    fn extend(&mut self, conditions: &[RecordCondition]) {
        for row in conditions {
            if let Content::Codes(CodedFact::Concept, codes) = row.test.content() {
                return self.codes.extend(codes.iter().map(|code| (code.system.clone(), code.code.clone())));
            }
            if let Content::Sets(CodedFact::Concept, keys) = row.test.content() {
                return self.sets.extend(keys.iter().cloned());
            }
        }
        self.any = true;
    }
}

impl Dependencies {
    /// Takes in what another rule depends on.
    pub fn add(&mut self, rule: &Rule) {
        group(&rule.enabled().root, self);
    }

    /// Takes in what a care gap depends on.
    pub fn add_gap(&mut self, gap: &CareGap) {
        self.date = true;
        gap.groups().for_each(|inner| group(inner, self));
    }

    /// The types of record that are looked at.
    pub fn record_types(&self) -> impl Iterator<Item = RecordType> {
        self.records.keys().copied()
    }

    /// Whether a record of that type with that concept could decide anything. One that could not may come and go.
    pub fn ask(&self, record: RecordType, concept: Option<&ConceptFacts>) -> bool {
        self.records.get(&record).is_some_and(|asked| {
            asked.any
                || concept.is_some_and(|concept| {
                    concept.codings.iter().any(|coding| asked.codes.contains(coding))
                        || concept.sets.iter().any(|set| asked.sets.contains(set))
                })
        })
    }

    /// Whether such a change could change who is in. A change to the patient always could: a rule
    /// that asks for nothing but an absence takes every new patient in.
    pub fn mention(&self, changed: Changed) -> bool {
        match changed {
            Changed::Kind(RecordKind::Patient) | Changed::ContactPoint | Changed::CareTeam => true,
            Changed::Kind(RecordKind::Record(record)) => self.records.contains_key(&record),
            Changed::Kind(RecordKind::Organization | RecordKind::Practitioner | RecordKind::Location) => false,
            Changed::Consent => self.consent,
            Changed::Segment => !self.segments.is_empty(),
            Changed::JourneyRun => self.journeys,
        }
    }
}

pub fn dependencies(rule: &Rule) -> Dependencies {
    let mut found = Dependencies::default();
    found.add(rule);
    found
}

fn group(group: &Group, found: &mut Dependencies) {
    group.each(&mut |block| match &block.test {
        Test::Group(_) => {}
        Test::Patient(test) => {
            found.journeys |= matches!(test, PatientTest::Travels(_));
            found.consent |= matches!(test, PatientTest::Consent(_));
            found.contacts |=
                matches!(test, PatientTest::Consent(_) | PatientTest::Reach { .. } | PatientTest::LineType(_));
            found.own |= matches!(test, PatientTest::Tag { .. } | PatientTest::Attribute { .. });
            found.step_messages |= matches!(test, PatientTest::StepMessage(_));
            found.date |= match test {
                PatientTest::Age(_) | PatientTest::AgeOn { .. } | PatientTest::Birthday { .. } => true,
                PatientTest::Added(date) | PatientTest::Attribute { is: AttributeTest::Date(date), .. } => date.moves(),
                PatientTest::Active(_)
                | PatientTest::Gender(_)
                | PatientTest::Language(_)
                | PatientTest::Place { .. }
                | PatientTest::Deceased(_)
                | PatientTest::Reach { .. }
                | PatientTest::Race(_)
                | PatientTest::Ethnicity(_)
                | PatientTest::Relationship(_)
                | PatientTest::Tag { .. }
                | PatientTest::Attribute { .. }
                | PatientTest::Practitioner(_)
                | PatientTest::Site(_)
                | PatientTest::Distance(_)
                | PatientTest::Consent(_)
                | PatientTest::LineType(_)
                | PatientTest::Prefers(_)
                | PatientTest::Travels(_)
                | PatientTest::StepMessage(_) => false,
            };
        }
        Test::Record(test) => {
            asked(&test.records, &test.conditions, found);
            rows(test.rows(), found);
        }
        Test::CareGap(test) => {
            found.date = true;
            if let Some(gap) = test.definition() {
                found.add_gap(gap);
            }
        }
        Test::Segment(test) => {
            found.segments.extend(test.segment);
        }
    });
}

fn asked(records: &[RecordType], conditions: &[RecordCondition], found: &mut Dependencies) {
    for record in records {
        found.records.entry(*record).or_default().extend(conditions);
    }
}

fn rows<'a>(rows: impl Iterator<Item = &'a RecordCondition>, found: &mut Dependencies) {
    for row in rows {
        let content = row.test.content();
        found.date |= content.window().is_some_and(super::DateTest::moves);
        found.code_sets.extend(content.sets().iter().cloned());
        found.sites |= matches!(content, Content::Sites(_));
        if let Content::Near(near) = content {
            asked(&near.records, &near.conditions, found);
            self::rows(near.conditions.iter(), found);
        }
    }
}
