//! The kinds of step a journey can have. A new kind is one variant of [`NodeKind`]; the compiler then names every place that
//! must say something about it.

use super::{Settings, Wait, describe};
use crate::coded;
use crate::graph::{Content, Look, NodeId, Port, Refusals, Way};
use crate::ids::{SegmentId, TemplateId, TriggerId};
use crate::segments::{PatientFacts, PatientTest, Rule, Test, holds_for_traveller};
use crate::time::Date;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;

/// Who starts the journey: the members of a segment, or the patients whose records fire a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Segment(SegmentId),
    Trigger(TriggerId),
}

/// What a node does, with its settings. `None` and an empty rule are what a fresh tile holds until somebody chooses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[strum_discriminants(
    name(Kind),
    doc = "The kind alone: what the palette offers, in this order. Its code is the name in documents.",
    derive(PartialOrd, Ord, Hash)
)]
pub enum NodeKind {
    Entry {
        audience: Option<Audience>,
    },
    /// Sends a message made of the template, by the template's channel.
    Message {
        template: Option<TemplateId>,
    },
    Wait {
        wait: Wait,
    },
    /// Whom the rule takes in goes on by "yes".
    Branch {
        rule: Rule,
    },
    Exit,
}

coded! {
    impl Kind {
        Entry = "entry", "Audience";
        Message = "message", "Send a message";
        Wait = "wait", "Wait";
        Branch = "branch", "Branch";
        Exit = "exit", "Exit";
    }
}

impl Kind {
    /// What can be added to a journey; the entry is there from the start.
    pub fn addable() -> Vec<Self> {
        Self::ALL.into_iter().filter(|kind| !kind.fresh().is_start()).collect()
    }

    /// A fresh node's settings.
    pub fn fresh(self) -> NodeKind {
        match self {
            Self::Entry => NodeKind::Entry { audience: None },
            Self::Message => NodeKind::Message { template: None },
            Self::Wait => NodeKind::Wait { wait: Wait::default() },
            Self::Branch => NodeKind::Branch { rule: Rule::empty() },
            Self::Exit => NodeKind::Exit,
        }
    }
}

impl From<Kind> for NodeKind {
    fn from(kind: Kind) -> Self {
        kind.fresh()
    }
}

impl NodeKind {
    pub fn kind(&self) -> Kind {
        self.into()
    }

    /// Who starts here.
    pub const fn audience(&self) -> Option<Audience> {
        match self {
            Self::Entry { audience } => *audience,
            Self::Message { .. } | Self::Wait { .. } | Self::Branch { .. } | Self::Exit => None,
        }
    }

    /// The template whose message it sends.
    pub const fn template(&self) -> Option<TemplateId> {
        match self {
            Self::Message { template } => *template,
            Self::Entry { .. } | Self::Wait { .. } | Self::Branch { .. } | Self::Exit => None,
        }
    }

    /// Of a node that decides by what is known about the traveller: the way it would send them today.
    pub fn answer(&self, facts: &PatientFacts, today: Date) -> Option<Port> {
        match self {
            Self::Branch { rule } => Some(if holds_for_traveller(rule, facts, today) { Port::YES } else { Port::NO }),
            Self::Entry { .. } | Self::Message { .. } | Self::Wait { .. } | Self::Exit => None,
        }
    }

    /// The rules it asks.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        match self {
            Self::Branch { rule } => Some(rule),
            Self::Entry { .. } | Self::Message { .. } | Self::Wait { .. } | Self::Exit => None,
        }
        .into_iter()
    }

    /// [`Self::rules`], to be changed.
    pub fn rules_mut(&mut self) -> impl Iterator<Item = &mut Rule> {
        match self {
            Self::Branch { rule } => Some(rule),
            Self::Entry { .. } | Self::Message { .. } | Self::Wait { .. } | Self::Exit => None,
        }
        .into_iter()
    }
}

impl Content for NodeKind {
    type Settings = Settings;

    /// 1 had e-mails, a question of its own in each branch, and three ports; see `format1`.
    const FORMAT: u32 = 2;
    const SEVERAL_STARTS: bool = false;
    const REFUSALS: Refusals = Refusals {
        back_to_start: "Nothing can lead back to the audience.",
        last_start: "The audience can't be deleted: every journey starts with one.",
        second_start: "A journey has one audience.",
        end_in_line: "An exit ends a path. Add it at the end of one, or branch first.",
        nothing_to_paste: "There is nothing to paste. Copy a tile first; the audience can't be copied.",
    };

    fn label(&self) -> &'static str {
        self.kind().label()
    }

    fn code(&self) -> &'static str {
        self.kind().code()
    }

    fn look(&self) -> Look {
        describe(self, &()).look
    }

    fn palette() -> Vec<Self> {
        Kind::addable().into_iter().map(Kind::fresh).collect()
    }

    fn ways(&self) -> Vec<Way> {
        match self {
            Self::Entry { .. } | Self::Message { .. } | Self::Wait { .. } => vec![Way::only()],
            Self::Branch { .. } => vec![Way::new(Port::YES, "Yes"), Way::new(Port::NO, "No")],
            Self::Exit => Vec::new(),
        }
    }

    fn is_start(&self) -> bool {
        self.kind() == Kind::Entry
    }

    fn renumber(&mut self, follow: &dyn Fn(NodeId) -> Option<NodeId>) {
        for rule in self.rules_mut() {
            rule.root.each_mut(&mut |block| {
                if let Test::Patient(PatientTest::StepMessage(test)) = &mut block.test {
                    test.step = test.step.take().and_then(|mut step| {
                        step.node = follow(step.node)?;
                        Some(step)
                    });
                }
            });
        }
    }
}
