//! What is known about one patient, as far as rules can ask.

use super::{CodeRef, ContactFacts, ContactSystem, Gender, MessageDeed, Reach, RecordType};
use crate::ids::{JourneyId, SegmentId};
use crate::journeys::NodeId;
use crate::outreach::lookup::LineType;
use crate::patients::{AttributeValue, Relationship};
use crate::records::{CodedFact, WordFact};
use crate::time::{Date, UtcMillis};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PatientFacts {
    pub active: bool,
    /// The first day it can be.
    pub birth_date: Option<Date>,
    /// The last day it can be, where it is known to the month or the year only.
    pub birth_until: Option<Date>,
    pub gender: Option<Gender>,
    pub language: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    pub deceased: bool,
    /// Those in use.
    pub contacts: Vec<ContactFacts>,
    pub prefers: Option<ContactSystem>,
    pub relationship: Relationship,
    /// As [`crate::patients::tag_name`] makes them.
    pub tags: BTreeSet<String>,
    /// By name, as [`crate::patients::attribute_name`] makes it.
    pub attributes: BTreeMap<String, AttributeValue>,
    /// Given and family name.
    pub practitioner: Option<String>,
    /// The managing organization's name.
    pub site: Option<String>,
    /// Latitude and longitude.
    pub position: Option<(f64, f64)>,
    pub race: Option<String>,
    pub ethnicity: Option<String>,
    /// When the patient came into Waypost.
    pub added_at: Option<UtcMillis>,
    /// The live segments the patient is in.
    pub segments: BTreeSet<SegmentId>,
    /// The journeys the patient is inside, with the step where they wait.
    pub travels: BTreeSet<(JourneyId, NodeId)>,
    /// What the traveller did with messages of the run that asks, by the step that sent them; empty where a segment asks.
    pub step_messages: BTreeSet<(NodeId, MessageDeed)>,
    pub records: Vec<RecordFacts>,
}

impl PatientFacts {
    /// The first and the last day on which they can be born: the same where the date is known.
    pub fn born(&self) -> Option<(Date, Date)> {
        self.birth_date.map(|first| (first, self.birth_until.unwrap_or(first)))
    }

    /// Has a contact point of that kind.
    pub fn reached(&self, by: Reach) -> bool {
        self.contacts.iter().any(|contact| by.systems().contains(&contact.system))
    }
}

impl ContactFacts {
    /// What kind of line it is, as rules see it; an e-mail address is none.
    pub fn line_type(&self) -> Option<LineType> {
        Reach::Phone.systems().contains(&self.system).then(|| LineType::of(self.line))
    }
}

/// The first day of year 1: earlier than FHIR can write.
pub const BEFORE_ALL_DATES: UtcMillis = UtcMillis(-62_135_596_800_000);

/// One related record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordFacts {
    pub record: RecordType,
    pub concept: Option<ConceptFacts>,
    /// The clinical status of conditions and allergies, the kind of activities, the status of everything else.
    pub status: Option<String>,
    pub verification: Option<String>,
    /// FHIR `doNotPerform`: an order not to. Never matches.
    pub negated: bool,
    /// When it began, was taken, performed, written, given or starts.
    pub at: Option<UtcMillis>,
    /// When it was over, where the type has an end and it is known.
    pub end: Option<UtcMillis>,
    pub number: Option<f64>,
    pub unit: Option<String>,
    /// An observation's coded value.
    pub value: Option<ConceptFacts>,
    pub components: Vec<ComponentFacts>,
    pub body_site: Option<ConceptFacts>,
    /// An encounter's class (v3-ActCode).
    pub class: Option<String>,
    /// The code of an encounter's discharge disposition.
    pub disposition: Option<String>,
    /// FHIR request intent, of orders.
    pub intent: Option<String>,
    /// FHIR quantity comparator of the number.
    pub comparator: Option<String>,
    /// Whether an observation has a result ([`WordFact::Result`]).
    pub result: Option<String>,
    /// Why it was not done ([`WordFact::Refusal`]).
    pub refusal: Option<String>,
    pub reason: Option<ConceptFacts>,
    /// What an activity is about, as (noun, id): of a message also the template it was made of.
    pub about: Vec<(String, String)>,
    /// The names of the location and of the providing organization of a visit.
    pub sites: Vec<String>,
}

impl RecordFacts {
    /// A record of which nothing is known but its type.
    pub const fn new(record: RecordType) -> Self {
        Self {
            record,
            concept: None,
            status: None,
            verification: None,
            negated: false,
            at: None,
            end: None,
            number: None,
            unit: None,
            value: None,
            components: Vec::new(),
            body_site: None,
            class: None,
            disposition: None,
            intent: None,
            comparator: None,
            result: None,
            refusal: None,
            reason: None,
            about: Vec::new(),
            sites: Vec::new(),
        }
    }

    /// What is kept of it as that word.
    pub fn word(&self, fact: WordFact) -> Option<&str> {
        let word = match fact {
            WordFact::Status => &self.status,
            WordFact::Verification => &self.verification,
            WordFact::Class => &self.class,
            WordFact::Disposition => &self.disposition,
            WordFact::Intent => &self.intent,
            WordFact::Unit => &self.unit,
            WordFact::Comparator => &self.comparator,
            WordFact::Result => &self.result,
            WordFact::Refusal => &self.refusal,
        };
        word.as_deref()
    }

    pub const fn word_mut(&mut self, fact: WordFact) -> &mut Option<String> {
        match fact {
            WordFact::Status => &mut self.status,
            WordFact::Verification => &mut self.verification,
            WordFact::Class => &mut self.class,
            WordFact::Disposition => &mut self.disposition,
            WordFact::Intent => &mut self.intent,
            WordFact::Unit => &mut self.unit,
            WordFact::Comparator => &mut self.comparator,
            WordFact::Result => &mut self.result,
            WordFact::Refusal => &mut self.refusal,
        }
    }

    /// What is kept of it as that concept.
    pub const fn coded(&self, fact: CodedFact) -> Option<&ConceptFacts> {
        match fact {
            CodedFact::Concept => self.concept.as_ref(),
            CodedFact::Value => self.value.as_ref(),
            CodedFact::BodySite => self.body_site.as_ref(),
            CodedFact::Reason => self.reason.as_ref(),
        }
    }

    pub const fn coded_mut(&mut self, fact: CodedFact) -> &mut Option<ConceptFacts> {
        match fact {
            CodedFact::Concept => &mut self.concept,
            CodedFact::Value => &mut self.value,
            CodedFact::BodySite => &mut self.body_site,
            CodedFact::Reason => &mut self.reason,
        }
    }

    /// Its status says that it is over.
    fn is_over(&self) -> bool {
        self.status.as_deref().is_some_and(|status| self.record.over().contains(&status))
    }

    /// When it began, as windows see it: what goes on, and has no date in the record, began before every date.
    pub fn began(&self) -> Option<UtcMillis> {
        let before_all = self.record.goes_on() && (self.end.is_some() || !self.is_over());
        self.at.or(before_all.then_some(BEFORE_ALL_DATES))
    }

    /// When it was over; `None` while it goes on, or when that is not known. What its status says is over, without a day of its
    /// end, is known to have been there on the day it began and on no later one.
    pub fn over(&self) -> Option<UtcMillis> {
        self.end.or(if self.record.goes_on() && !self.is_over() { None } else { self.at })
    }
}

/// One part of an observation, such as the systolic pressure of a blood pressure.
#[derive(Debug, Clone, PartialEq)]
pub struct ComponentFacts {
    pub concept: ConceptFacts,
    pub number: Option<f64>,
    pub unit: Option<String>,
    pub comparator: Option<String>,
}

/// A FHIR CodeableConcept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConceptFacts {
    pub text: String,
    /// As [`search_text`] makes it.
    pub search_text: String,
    /// (system, code) of every coding.
    pub codings: Vec<(String, String)>,
    /// The keys of the code sets that have one of the codings.
    pub sets: BTreeSet<String>,
}

impl ConceptFacts {
    pub fn is_any_of(&self, codes: &[CodeRef]) -> bool {
        codes
            .iter()
            .any(|wanted| self.codings.iter().any(|(system, code)| *system == wanted.system && *code == wanted.code))
    }

    pub fn is_in(&self, sets: &[String]) -> bool {
        sets.iter().any(|key| self.sets.contains(key))
    }
}

/// What "text contains" looks in: the concept's text and its displays in lower case, each once, one a line, so that
/// "begins" finds the start of each.
pub fn search_text<'a>(text: &'a str, displays: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for words in std::iter::once(text).chain(displays) {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}
