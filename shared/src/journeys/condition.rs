//! What a branch asks about a traveller, and the answer.

use super::NodeId;
use crate::ids::SegmentId;
use crate::time::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something a patient's own record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attribute {
    Age,
    Gender,
    Language,
    City,
    State,
    PostalCode,
}

impl Attribute {
    pub const ALL: [Self; 6] = [Self::Age, Self::Gender, Self::Language, Self::City, Self::State, Self::PostalCode];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Gender => "gender",
            Self::Language => "language",
            Self::City => "city",
            Self::State => "state",
            Self::PostalCode => "postal-code",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Age => "Age",
            Self::Gender => "Gender",
            Self::Language => "Language",
            Self::City => "City",
            Self::State => "State",
            Self::PostalCode => "Postal code",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    Is,
    IsNot,
    Contains,
    AtLeast,
    AtMost,
}

impl Comparison {
    pub const ALL: [Self; 5] = [Self::Is, Self::IsNot, Self::Contains, Self::AtLeast, Self::AtMost];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is-not",
            Self::Contains => "contains",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Contains => "contains",
            Self::AtLeast => "is at least",
            Self::AtMost => "is at most",
        }
    }
}

/// A yes-or-no question, answered when the traveller arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "asks", rename_all = "kebab-case")]
pub enum Condition {
    Unset,
    Attribute {
        attribute: Attribute,
        comparison: Comparison,
        value: String,
    },
    /// Whether the e-mail of an earlier node was opened. Mail programs that load pictures by themselves count as opening.
    Opened {
        node: Option<NodeId>,
    },
    Clicked {
        node: Option<NodeId>,
    },
    MemberOf {
        segment: Option<SegmentId>,
    },
}

/// What is known about a traveller at the moment of a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    pub deceased: bool,
    pub birth_date: Option<Date>,
    pub gender: Option<String>,
    pub language: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    /// Nodes of this run whose e-mail was opened.
    pub opened: BTreeSet<NodeId>,
    pub clicked: BTreeSet<NodeId>,
    /// Of the segments the journey asks about, those the patient is in.
    pub member_of: BTreeSet<SegmentId>,
}

impl Condition {
    /// The answer on the day `today`. What is unknown or not set is "no".
    pub fn holds(&self, facts: &Facts, today: Date) -> bool {
        match self {
            Self::Unset => false,
            Self::Opened { node } => {
                node.is_some_and(|node| facts.opened.contains(&node) || facts.clicked.contains(&node))
            }
            Self::Clicked { node } => node.is_some_and(|node| facts.clicked.contains(&node)),
            Self::MemberOf { segment } => segment.is_some_and(|segment| facts.member_of.contains(&segment)),
            Self::Attribute { attribute: Attribute::Age, comparison, value } => {
                let (Some(born), Ok(limit)) = (facts.birth_date, value.trim().parse::<i32>()) else { return false };
                let age = born.age_on(today);
                match comparison {
                    Comparison::Is | Comparison::Contains => age == limit,
                    Comparison::IsNot => age != limit,
                    Comparison::AtLeast => age >= limit,
                    Comparison::AtMost => age <= limit,
                }
            }
            Self::Attribute { attribute, comparison, value } => {
                let known = match attribute {
                    Attribute::Age => &None,
                    Attribute::Gender => &facts.gender,
                    Attribute::Language => &facts.language,
                    Attribute::City => &facts.city,
                    Attribute::State => &facts.state,
                    Attribute::PostalCode => &facts.postal_code,
                };
                let Some(known) = known.as_deref().map(str::to_lowercase) else { return false };
                let value = value.trim().to_lowercase();
                match comparison {
                    Comparison::Is => known == value,
                    Comparison::IsNot => known != value,
                    Comparison::Contains => known.contains(&value),
                    Comparison::AtLeast => known >= value,
                    Comparison::AtMost => known <= value,
                }
            }
        }
    }

    /// True when the answer depends on what became of an e-mail.
    pub const fn asks_about_mail(&self) -> bool {
        matches!(self, Self::Opened { .. } | Self::Clicked { .. })
    }

    /// What the tile says. `names` gives a node's title or a segment's name.
    pub fn words(&self, node_title: impl Fn(NodeId) -> String, segment_name: impl Fn(SegmentId) -> String) -> String {
        match self {
            Self::Unset => "question to be chosen".into(),
            Self::Attribute { attribute, comparison, value } => {
                format!("{} {} {}", attribute.label(), comparison.label(), value.trim())
            }
            Self::Opened { node } => node
                .map_or_else(|| "opened: e-mail to be chosen".into(), |node| format!("opened “{}”", node_title(node))),
            Self::Clicked { node } => node.map_or_else(
                || "clicked: e-mail to be chosen".into(),
                |node| format!("clicked in “{}”", node_title(node)),
            ),
            Self::MemberOf { segment } => segment.map_or_else(
                || "in a segment to be chosen".into(),
                |segment| format!("in “{}”", segment_name(segment)),
            ),
        }
    }
}
