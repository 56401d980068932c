//! Journeys as they were stored in format 1, and what each part of them means today. Never changed: drafts and live versions
//! of then are read for as long as Waypost exists.

use super::{Audience, Branch, Definition, LocalDateTime, NodeKind, Settings, Wait};
use crate::graph::{Content, Edge, Node, NodeId};
use crate::ids::{SegmentId, TemplateId};
use crate::segments::{
    AgeTest, Block, BlockId, Combine, Gender, Group, MessageDeed, PatientTest, PlacePart, Rule, SegmentTest,
    StepMessageTest, Test, TravelStep, WordingTest,
};
use serde::Deserialize;

/// The document.
#[derive(Deserialize)]
pub(super) struct Journey1 {
    nodes: Vec<Node<Kind1>>,
    edges: Vec<Edge>,
    settings: Settings,
    next_node: u32,
}

#[derive(Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Kind1 {
    Entry { audience: Option<Audience> },
    Email { template: Option<TemplateId> },
    Wait { wait: Wait1 },
    Branch { condition: Condition1 },
    Exit,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Wait1 {
    For { amount: u32, unit: super::Unit },
    Until { at: Option<LocalDateTime> },
}

/// The one question of a branch. What was unknown or not set was "no".
#[derive(Clone, Deserialize)]
#[serde(tag = "asks", rename_all = "kebab-case")]
enum Condition1 {
    Unset,
    Attribute { attribute: Attribute1, comparison: Comparison1, value: String },
    Opened { node: Option<NodeId> },
    Clicked { node: Option<NodeId> },
    MemberOf { segment: Option<SegmentId> },
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Attribute1 {
    Age,
    Gender,
    Language,
    City,
    State,
    PostalCode,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Comparison1 {
    Is,
    IsNot,
    Contains,
    AtLeast,
    AtMost,
}

impl From<Journey1> for Definition {
    fn from(old: Journey1) -> Self {
        let titles: Vec<(NodeId, String)> = old.nodes.iter().map(|node| (node.id, called(node))).collect();
        let title = |id: NodeId| titles.iter().find(|(node, _)| *node == id).map(|(_, title)| title.clone());
        let nodes = old.nodes.into_iter().map(|Node { id, label, x, y, kind }| {
            let kind = match kind {
                Kind1::Entry { audience } => NodeKind::Entry { audience },
                Kind1::Email { template } => NodeKind::Message { template },
                Kind1::Wait { wait: Wait1::For { amount, unit } } => {
                    NodeKind::Wait { wait: Wait::For { amount, unit } }
                }
                Kind1::Wait { wait: Wait1::Until { at } } => NodeKind::Wait { wait: Wait::Until { at } },
                Kind1::Branch { condition } => NodeKind::Branch(Branch::of(condition.rule(&title))),
                Kind1::Exit => NodeKind::Exit,
            };
            Node { id, label, x, y, kind }
        });
        Self {
            format: NodeKind::FORMAT,
            nodes: nodes.collect(),
            edges: old.edges,
            settings: old.settings,
            next_node: old.next_node,
        }
    }
}

/// A tile's own name, or what an e-mail's tile is called today.
fn called(node: &Node<Kind1>) -> String {
    if node.label.trim().is_empty() { super::Kind::Message.label().to_owned() } else { node.label.clone() }
}

impl Condition1 {
    /// The rule that answers as the question did.
    fn rule(self, title: &dyn Fn(NodeId) -> Option<String>) -> Rule {
        let did = |node: Option<NodeId>, did| {
            let step = node.map(|node| TravelStep { node, name: title(node).unwrap_or_default() });
            Test::Patient(PatientTest::StepMessage(StepMessageTest { step, did }))
        };
        let test = match self {
            Self::Unset => return Rule::empty(),
            Self::Opened { node } => did(node, MessageDeed::Opened),
            Self::Clicked { node } => did(node, MessageDeed::Clicked),
            // The name is shown from what is live; the one of then was not kept.
            Self::MemberOf { segment } => Test::Segment(SegmentTest { segment, name: String::new(), member: true }),
            Self::Attribute { attribute, comparison, value } => attribute_test(attribute, comparison, value.trim()),
        };
        of(Combine::All, vec![test])
    }
}

fn of(combine: Combine, tests: Vec<Test>) -> Rule {
    let blocks = tests.into_iter().zip(1..).map(|(test, id)| Block::new(BlockId(id), test)).collect();
    let mut rule = Rule::new(Group { combine, blocks });
    let mut next = rule.root.blocks.len() as u32;
    rule.root.each_mut(&mut |block| {
        if let Test::Group(inner) = &mut block.test {
            for inner in &mut inner.blocks {
                next += 1;
                inner.id = BlockId(next);
            }
        }
    });
    rule
}

fn any(tests: Vec<PatientTest>) -> Test {
    let blocks = tests.into_iter().map(|test| Block::new(BlockId::ROOT, Test::Patient(test))).collect();
    Test::Group(Group { combine: Combine::Any, blocks })
}

fn attribute_test(attribute: Attribute1, comparison: Comparison1, value: &str) -> Test {
    let place = |part| {
        let how = match comparison {
            Comparison1::Is => WordingTest::Is,
            Comparison1::IsNot => WordingTest::IsNot,
            Comparison1::Contains => WordingTest::Contains,
            Comparison1::AtLeast => WordingTest::From,
            Comparison1::AtMost => WordingTest::UpTo,
        };
        Test::Patient(PatientTest::Place { part, how, text: value.to_owned() })
    };
    match attribute {
        Attribute1::Age => age(comparison, value),
        Attribute1::Gender => gender(comparison, value),
        Attribute1::Language => language(comparison, value),
        Attribute1::City => place(PlacePart::City),
        Attribute1::State => place(PlacePart::State),
        Attribute1::PostalCode => place(PlacePart::Postcode),
    }
}

/// What is no number was never true, like any of nothing.
fn age(comparison: Comparison1, value: &str) -> Test {
    let Ok(years) = value.parse::<i32>() else { return any(Vec::new()) };
    // Nobody is younger than 0 or as old as the largest number here, so ages beyond either are all alike.
    let narrow = |years: i32| u16::try_from(years.clamp(0, i32::from(u16::MAX))).unwrap_or(u16::MAX);
    let (from, after) = (narrow(years), narrow(years.saturating_add(1)));
    match comparison {
        Comparison1::Is | Comparison1::Contains if years < 0 => any(Vec::new()),
        Comparison1::Is | Comparison1::Contains => Test::Patient(PatientTest::Age(AgeTest::Between { from, to: from })),
        Comparison1::IsNot if years < 0 => Test::Patient(PatientTest::Age(AgeTest::AtLeast(0))),
        Comparison1::IsNot => {
            any(vec![PatientTest::Age(AgeTest::Under(from)), PatientTest::Age(AgeTest::AtLeast(after))])
        }
        Comparison1::AtLeast => Test::Patient(PatientTest::Age(AgeTest::AtLeast(from))),
        Comparison1::AtMost => Test::Patient(PatientTest::Age(AgeTest::Under(after))),
    }
}

/// The codes were compared as words; there are four, so those that passed can be named.
fn gender(comparison: Comparison1, value: &str) -> Test {
    let value = value.to_lowercase();
    let passes = |gender: &Gender| match comparison {
        Comparison1::Is => gender.code() == value,
        Comparison1::IsNot => gender.code() != value,
        Comparison1::Contains => gender.code().contains(&value),
        Comparison1::AtLeast => gender.code() >= value.as_str(),
        Comparison1::AtMost => gender.code() <= value.as_str(),
    };
    Test::Patient(PatientTest::Gender(Gender::ALL.into_iter().filter(passes).collect()))
}

/// Today a language takes its regions in (`es` also `es-MX`), and "is not" takes those in of whom no language is known.
/// Languages were never earlier or later than others in a way that means anything: such a question took nobody in.
fn language(comparison: Comparison1, value: &str) -> Test {
    let spoken = PatientTest::Language(vec![value.to_owned()]);
    match comparison {
        Comparison1::Is | Comparison1::Contains => Test::Patient(spoken),
        Comparison1::IsNot => {
            let blocks = vec![Block::new(BlockId::ROOT, Test::Patient(spoken))];
            Test::Group(Group { combine: Combine::None, blocks })
        }
        Comparison1::AtLeast | Comparison1::AtMost => any(Vec::new()),
    }
}
