//! What is wrong with a rule, block by block, and how to put it right.

use super::{AgeTest, AttributeTest, Block, BlockId, ContactSystem, Group, PatientTest, Rule, Test};
use crate::field::FieldError;
use crate::outreach::lookup::LineType;
use crate::patients::attribute_name;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

mod record;

/// A complaint about one block or row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub block: BlockId,
    pub message: String,
}

impl From<Problem> for FieldError {
    fn from(problem: Problem) -> Self {
        Self::new(format!("block-{}", problem.block.0), problem.message)
    }
}

/// How deep groups may nest: as deep as the builder can show on a phone, and no rule needs more.
pub const DEEPEST: usize = 6;
/// How many blocks and rows a rule may have.
pub const MOST_BLOCKS: usize = 200;

/// What holds the rule, and so what it may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    Segment,
    /// A step of a journey, which may ask about the steps before it.
    Journey,
}

/// Everything that keeps a segment's rule from going live; empty when it may. What is switched off is not looked at.
pub fn problems(rule: &Rule) -> Vec<Problem> {
    problems_of(rule, Asker::Segment)
}

/// [`problems`] of a rule that `asker` holds.
pub fn problems_of(rule: &Rule, asker: Asker) -> Vec<Problem> {
    let rule = rule.enabled();
    let mut found = Vec::new();
    if rule.root.blocks.is_empty() {
        found.push(complain(BlockId::ROOT, "Say who belongs: add a criterion or a related record."));
    }
    let mut seen = BTreeSet::from([BlockId::ROOT]);
    group(&rule.root, asker, 1, &mut found, &mut seen);
    if seen.len() > MOST_BLOCKS {
        found.push(complain(
            BlockId::ROOT,
            format!("A rule has at most {MOST_BLOCKS} rows; this one has {}.", seen.len()),
        ));
    }
    found
}

fn complain(block: BlockId, message: impl Into<String>) -> Problem {
    Problem { block, message: message.into() }
}

fn group(group: &Group, asker: Asker, depth: usize, found: &mut Vec<Problem>, seen: &mut BTreeSet<BlockId>) {
    let mut named = |id: BlockId, found: &mut Vec<Problem>| {
        if !seen.insert(id) {
            found.push(complain(id, "Two blocks have the same number; remove one and add it again."));
        }
    };
    for block in &group.blocks {
        named(block.id, found);
        if let Test::Record(test) = &block.test {
            for condition in test.rows() {
                named(condition.id, found);
            }
        }
    }
    for block in &group.blocks {
        match &block.test {
            Test::Group(inner) if inner.blocks.is_empty() => {
                found.push(complain(block.id, "This group is empty: add to it, or remove it."));
            }
            Test::Group(_) if depth >= DEEPEST => {
                found.push(complain(block.id, format!("Groups nest at most {DEEPEST} deep.")));
            }
            Test::Group(inner) => self::group(inner, asker, depth + 1, found, seen),
            Test::Patient(test) => found.extend(patient(test, asker).map(|message| complain(block.id, message))),
            Test::Record(test) => record::problems(block.id, test, found),
            Test::CareGap(test) if test.definition().is_none() => {
                found.push(complain(block.id, "Choose a care gap."));
            }
            Test::CareGap(test) if test.states.is_empty() => {
                found.push(complain(block.id, "Choose at least one state of the care gap."));
            }
            Test::Segment(test) if test.segment.is_none() => found.push(complain(block.id, "Choose a segment.")),
            Test::CareGap(_) | Test::Segment(_) => {}
        }
    }
    contradictions(group, asker, found);
}

fn patient(test: &PatientTest, asker: Asker) -> Option<&'static str> {
    match test {
        PatientTest::Age(age) | PatientTest::AgeOn { is: age, .. } => age_problem(*age),
        PatientTest::Gender(any_of) if any_of.is_empty() => Some("Choose at least one gender."),
        PatientTest::Language(any_of) if any_of.is_empty() => Some("Enter at least one language."),
        PatientTest::Place { text, .. } if text.trim().is_empty() => Some("Enter the text to compare with."),
        PatientTest::Race(any_of) | PatientTest::Ethnicity(any_of) if any_of.is_empty() => Some("Choose at least one."),
        PatientTest::Added(date) => record::date_problem(*date),
        PatientTest::Relationship(any_of) if any_of.is_empty() => Some("Choose at least one."),
        PatientTest::Prefers(any_of) if any_of.is_empty() => Some("Choose at least one."),
        PatientTest::LineType(any_of) if any_of.is_empty() => Some("Choose at least one kind of line."),
        PatientTest::LineType(any_of) if any_of.contains(&LineType::Unknown) => {
            Some("A number of unknown type counts as a landline: choose that.")
        }
        PatientTest::Tag { any_of, .. } if any_of.is_empty() => Some("Enter at least one tag."),
        PatientTest::Practitioner(any_of) if any_of.is_empty() => Some("Choose at least one practitioner."),
        PatientTest::Site(any_of) if any_of.is_empty() => Some("Choose at least one site."),
        PatientTest::Travels(test) if test.journey.is_none() => Some("Choose a journey."),
        PatientTest::StepMessage(_) if asker == Asker::Segment => {
            Some("Only a journey can ask about the messages of its steps. Remove this row.")
        }
        PatientTest::StepMessage(test) if test.step.is_none() => Some("Choose a message that an earlier step sends."),
        PatientTest::Distance(distance) => distance.problem(),
        PatientTest::Consent(test) if ContactSystem::of_channel(test.channel).is_empty() => {
            Some("Letters go to no contact point, so nothing is said about them there: choose another channel.")
        }
        PatientTest::Attribute { name, .. } if attribute_name(name).is_none() => {
            Some("Enter the attribute’s name, at most 60 characters.")
        }
        PatientTest::Attribute { is: AttributeTest::AnyOf(any_of), .. } if any_of.is_empty() => {
            Some("Enter at least one value.")
        }
        PatientTest::Attribute { is: AttributeTest::Number { value, .. }, .. } if !value.is_finite() => {
            Some("Enter a number.")
        }
        PatientTest::Attribute { is: AttributeTest::Date(date), .. } => record::date_problem(*date),
        PatientTest::Active(_)
        | PatientTest::Gender(_)
        | PatientTest::Language(_)
        | PatientTest::Place { .. }
        | PatientTest::Deceased(_)
        | PatientTest::Reach { .. }
        | PatientTest::Race(_)
        | PatientTest::Ethnicity(_)
        | PatientTest::Birthday { .. }
        | PatientTest::Relationship(_)
        | PatientTest::Tag { .. }
        | PatientTest::Attribute { .. }
        | PatientTest::Practitioner(_)
        | PatientTest::Site(_)
        | PatientTest::Consent(_)
        | PatientTest::LineType(_)
        | PatientTest::Prefers(_)
        | PatientTest::Travels(_)
        | PatientTest::StepMessage(_) => None,
    }
}

const fn age_problem(age: AgeTest) -> Option<&'static str> {
    match age {
        AgeTest::Between { from, to } if from > to => {
            Some("The first age is above the second, so nobody fits: swap them.")
        }
        AgeTest::Under(0) => Some("Nobody is under 0: enter an age from 1."),
        AgeTest::Between { to: oldest, .. } | AgeTest::AtLeast(oldest) if oldest > 130 => {
            Some("Nobody is that old: enter an age up to 130.")
        }
        AgeTest::Between { .. } | AgeTest::AtLeast(_) | AgeTest::Under(_) => None,
    }
}

/// Tests that can't hold together in an "all of" group: ages that don't overlap, a status both ways.
fn contradictions(group: &Group, asker: Asker, found: &mut Vec<Problem>) {
    if group.combine != super::Combine::All {
        return;
    }
    let mut ages: Option<(u16, u16)> = None;
    let mut said: Vec<&PatientTest> = Vec::new();
    for block in group.blocks.iter().filter(|block| !block.off) {
        let Test::Patient(test) = &block.test else { continue };
        if let PatientTest::Age(age) = test {
            if patient(test, asker).is_some() {
                continue;
            }
            let (low, high) = match *age {
                AgeTest::Between { from, to } => (from, to),
                AgeTest::AtLeast(least) => (least, u16::MAX),
                AgeTest::Under(limit) => (0, limit - 1),
            };
            let (lowest, highest) = ages.unwrap_or((0, u16::MAX));
            let both = (low.max(lowest), high.min(highest));
            if both.0 > both.1 {
                found.push(complain(block.id, "No age fits this and the ages above: change one of them."));
            } else {
                ages = Some(both);
            }
        }
        let against = said.iter().any(|other| match (*other, test) {
            (PatientTest::Active(a), PatientTest::Active(b)) | (PatientTest::Deceased(a), PatientTest::Deceased(b)) => {
                a != b
            }
            (PatientTest::Reach { by: a, has: with }, PatientTest::Reach { by: b, has: without }) => {
                a == b && with != without
            }
            (PatientTest::Gender(a), PatientTest::Gender(b)) => {
                !b.is_empty() && !a.is_empty() && !a.iter().any(|gender| b.contains(gender))
            }
            _ => false,
        });
        if against {
            found.push(complain(block.id, "This contradicts a row above, so nobody fits: remove one of them."));
        }
        said.push(test);
    }
}

/// The rule without what is not filled in yet, and how many rows were left out: what the live count counts while
/// somebody is still typing.
pub fn without_unfinished(rule: &Rule) -> (Rule, usize) {
    let bad: BTreeSet<_> = problems(rule).into_iter().map(|problem| problem.block).collect();
    let mut left_out = 0;
    let root = prune(&rule.enabled().root, &bad, &mut left_out);
    (Rule::new(root), left_out)
}

fn prune(group: &Group, bad: &BTreeSet<BlockId>, left_out: &mut usize) -> Group {
    let mut blocks = Vec::new();
    for block in &group.blocks {
        if bad.contains(&block.id) {
            *left_out += 1;
            continue;
        }
        let test = match &block.test {
            Test::Group(inner) => {
                let inner = prune(inner, bad, left_out);
                if inner.blocks.is_empty() {
                    continue;
                }
                Test::Group(inner)
            }
            Test::Record(test) => {
                let mut test = test.clone();
                let before = test.rows().count();
                test.conditions.retain(|condition| !bad.contains(&condition.id));
                test.then.retain(|condition| !bad.contains(&condition.id));
                *left_out += before - test.rows().count();
                if test.quantifier.picks_a_day() && test.then.is_empty() {
                    continue;
                }
                Test::Record(test)
            }
            test @ (Test::Patient(_) | Test::CareGap(_) | Test::Segment(_)) => test.clone(),
        };
        blocks.push(Block { test, ..*block });
    }
    Group { combine: group.combine, blocks }
}
