//! The truth of a rule for one patient, and what decided it.

use super::{
    Block, BlockId, ByHand, Group, PatientFacts, RecordFacts, RecordType, Rule, SegmentTest, Test, care_gap, sentence,
};
use crate::patients::Relationship;
use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};

mod patient;
mod record;

pub(super) use record::incomparable;

/// Why one block holds or not, and the same for what is inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    pub block: BlockId,
    pub truth: bool,
    /// The block in words.
    pub text: String,
    /// The record that decided: the one found, or for "none" the one in the way.
    pub record: Option<DecidingRecord>,
    pub children: Vec<Explanation>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidingRecord {
    pub record: RecordType,
    pub text: String,
    pub status: Option<String>,
    pub at: Option<UtcMillis>,
    /// The value of an observation, with its unit.
    pub value: Option<String>,
}

/// Evaluates `rule` on `today`, every block of it that is not switched off, so that the answer explains itself.
pub fn evaluate(rule: &Rule, facts: &PatientFacts, today: Date) -> Explanation {
    let mut explained = group(BlockId::ROOT, &rule.enabled().root, facts, today);
    if rule.patients_only() && facts.relationship != Relationship::Patient {
        let text = "are patients, as the rule does not ask for other people".into();
        let reason = Explanation { block: BlockId::ROOT, truth: false, text, record: None, children: Vec::new() };
        explained.truth = false;
        explained.children.insert(0, reason);
    }
    explained
}

/// The truth alone: what [`evaluate`] says, without its reasons and in a fraction of the time.
pub fn holds(rule: &Rule, facts: &PatientFacts, today: Date) -> bool {
    (facts.relationship == Relationship::Patient || !rule.patients_only()) && group_holds(&rule.root, facts, today)
}

/// The truth for somebody who is inside the journey that asks, whatever they are to us: the audience has decided whom the
/// journey looks at. A rule without any block that is switched on says no.
pub fn holds_for_traveller(rule: &Rule, facts: &PatientFacts, today: Date) -> bool {
    rule.root.blocks.iter().any(Block::is_there) && group_holds(&rule.root, facts, today)
}

/// The truth of a group; what is switched off is not there, and so is a group of nothing else.
pub(super) fn group_holds(group: &Group, facts: &PatientFacts, today: Date) -> bool {
    let truths = group.blocks.iter().filter(|block| block.is_there()).map(|block| {
        let truth = match &block.test {
            Test::Group(inner) => group_holds(inner, facts, today),
            Test::Patient(test) => patient::holds(test, facts, today),
            Test::Record(test) => record::holds(test, facts, today),
            Test::CareGap(test) => test.holds(facts, today),
            Test::Segment(test) => belongs(test, facts),
        };
        (block.step, truth)
    });
    group.combine.truth(truths)
}

fn belongs(test: &SegmentTest, facts: &PatientFacts) -> bool {
    test.segment.is_some_and(|id| facts.segments.contains(&id)) == test.member
}

fn block(block: &Block, facts: &PatientFacts, today: Date) -> Explanation {
    let simple = |truth, text| Explanation { block: block.id, truth, text, record: None, children: Vec::new() };
    match &block.test {
        Test::Group(inner) => group(block.id, inner, facts, today),
        Test::Patient(test) => simple(patient::holds(test, facts, today), sentence::patient_words(test)),
        Test::Record(test) => record::explain(block.id, test, facts, today),
        Test::CareGap(test) => care_gap::explain(block.id, test, facts, today),
        Test::Segment(test) => {
            let words = match ByHand::list_of(block.id) {
                Some(list) => format!("are on the list “{}”, kept by hand", list.label()),
                None => sentence::segment_words(test),
            };
            simple(belongs(test, facts), words)
        }
    }
}

pub(super) fn group(id: BlockId, group: &Group, facts: &PatientFacts, today: Date) -> Explanation {
    let children: Vec<_> = group.blocks.iter().map(|inner| block(inner, facts, today)).collect();
    let truths = group.blocks.iter().zip(&children).map(|(block, child)| (block.step, child.truth));
    let truth = group.combine.truth(truths);
    Explanation { block: id, truth, text: format!("{} these", group.combine.label()), record: None, children }
}

/// "> 60 mL/min", "132/84 mm[Hg]", or the words of a coded result.
fn value_words(record: &RecordFacts) -> Option<String> {
    let limit = record.comparator.as_ref().map_or_else(String::new, |comparator| format!("{comparator} "));
    let with_unit = |value: String, unit: Option<&String>| unit.map_or(value.clone(), |unit| format!("{value} {unit}"));
    let measured = record.number.map(|number| with_unit(format!("{limit}{number}"), record.unit.as_ref()));
    let parts: Vec<String> =
        record.components.iter().filter_map(|part| part.number).map(|number| number.to_string()).collect();
    let unit = || record.components.iter().find_map(|part| part.unit.as_ref());
    measured
        .or_else(|| record.value.as_ref().map(|value| value.text.clone()))
        .or_else(|| (!parts.is_empty()).then(|| with_unit(parts.join("/"), unit())))
}

fn deciding(record: &RecordFacts) -> DecidingRecord {
    DecidingRecord {
        record: record.record,
        text: record.concept.as_ref().map_or_else(String::new, |concept| concept.text.clone()),
        status: record.status.clone(),
        at: record.at,
        value: value_words(record),
    }
}
