//! The kinds of step a journey can have. A new kind is one variant of [`NodeKind`]; the compiler then names every place that
//! must say something about it.

use super::{Awaited, Branch, CallStep, Seen, Settings, Split, Wait, WaitFor, describe};
use crate::coded;
use crate::graph::{Content, Look, NodeId, Port, Refusals, Way};
use crate::ids::{SegmentId, TemplateId, TriggerId};
use crate::patients::Telling;
use crate::segments::{Dependencies, PatientTest, Rule, Test};
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
    /// Changes a tag or attribute that the organization keeps about the person.
    Tell {
        telling: Telling,
    },
    Wait {
        wait: Wait,
    },
    /// Waits until one of several things happens.
    WaitFor(WaitFor),
    /// Somebody of a program's team calls.
    Call(CallStep),
    /// The first rule that holds says by which way they go on.
    Branch(Branch),
    /// Chance says by which way they go on.
    Split(Split),
    Exit,
}

coded! {
    impl Kind {
        Entry = "entry", "Audience";
        Message = "message", "Send a message";
        Tell = "tell", "Update the person";
        Wait = "wait", "Wait";
        WaitFor = "wait-for", "Wait for";
        Call = "call", "Call";
        Branch = "branch", "Branch";
        Split = "split", "Random split";
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
            Self::Tell => NodeKind::Tell { telling: Telling::Tag(String::new()) },
            Self::Wait => NodeKind::Wait { wait: Wait::default() },
            Self::WaitFor => NodeKind::WaitFor(WaitFor::default()),
            Self::Call => NodeKind::Call(CallStep::default()),
            Self::Branch => NodeKind::Branch(Branch::of(Rule::empty())),
            Self::Split => NodeKind::Split(Split::default()),
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
        if let Self::Entry { audience } = self { *audience } else { None }
    }

    /// The template whose message it sends.
    pub const fn template(&self) -> Option<TemplateId> {
        if let Self::Message { template } = self { *template } else { None }
    }

    /// Whether it does something for which a journey is made.
    pub const fn acts(&self) -> bool {
        match self {
            Self::Message { .. } | Self::Tell { .. } | Self::Call(_) => true,
            Self::Entry { .. }
            | Self::Wait { .. }
            | Self::WaitFor(_)
            | Self::Branch(_)
            | Self::Split(_)
            | Self::Exit => false,
        }
    }

    /// Whether something may wake a traveller who waits here before the time is over.
    pub const fn listens(&self) -> bool {
        matches!(self, Self::WaitFor(_) | Self::Call(_))
    }

    /// Of a node that decides by what is known about the traveller: the way it would send them today.
    pub fn answer(&self, seen: &Seen, today: Date) -> Option<Port> {
        match self {
            Self::Branch(branch) => Some(branch.answer(&seen.patient, today)),
            Self::Entry { .. }
            | Self::Message { .. }
            | Self::Tell { .. }
            | Self::Wait { .. }
            | Self::WaitFor(_)
            | Self::Call(_)
            | Self::Split(_)
            | Self::Exit => None,
        }
    }

    /// The rules it asks.
    pub fn rules(&self) -> Vec<&Rule> {
        match self {
            Self::Branch(branch) => branch.arms.iter().map(|arm| &arm.of).collect(),
            Self::WaitFor(wait) => wait.arms.iter().filter_map(|arm| arm.of.rule()).collect(),
            Self::Entry { .. }
            | Self::Message { .. }
            | Self::Tell { .. }
            | Self::Wait { .. }
            | Self::Call(_)
            | Self::Split(_)
            | Self::Exit => Vec::new(),
        }
    }

    /// [`Self::rules`], to be changed.
    fn rules_mut(&mut self) -> Vec<&mut Rule> {
        match self {
            Self::Branch(branch) => branch.arms.iter_mut().map(|arm| &mut arm.of).collect(),
            Self::WaitFor(wait) => wait.arms.iter_mut().filter_map(|arm| arm.of.rule_mut()).collect(),
            Self::Entry { .. }
            | Self::Message { .. }
            | Self::Tell { .. }
            | Self::Wait { .. }
            | Self::Call(_)
            | Self::Split(_)
            | Self::Exit => Vec::new(),
        }
    }

    /// What must be known about somebody to let them pass.
    pub fn asks(&self, asks: &mut Dependencies) {
        self.rules().into_iter().for_each(|rule| asks.add(rule));
        if let Self::WaitFor(wait) = self {
            wait.arms.iter().for_each(|arm| arm.of.asks(asks));
        }
    }
}

impl Content for NodeKind {
    type Settings = Settings;

    /// 1 had e-mails, a question of its own in each branch, and three ports; see `format1`. 2 had one rule in each branch.
    const FORMAT: u32 = 3;
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
            Self::Entry { .. } | Self::Message { .. } | Self::Tell { .. } | Self::Wait { .. } => vec![Way::only()],
            Self::WaitFor(wait) => wait.ways(),
            Self::Call(call) => call.ways(),
            Self::Branch(branch) => branch.ways(),
            Self::Split(split) => split.ways(),
            Self::Exit => Vec::new(),
        }
    }

    fn is_start(&self) -> bool {
        self.kind() == Kind::Entry
    }

    fn renumber(&mut self, follow: &dyn Fn(NodeId) -> Option<NodeId>) {
        if let Self::WaitFor(wait) = self {
            for arm in &mut wait.arms {
                if let Awaited::Message { step, .. } = &mut arm.of {
                    *step = step.and_then(follow);
                }
            }
        }
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
