//! What screens say about a step: one place for the tile, the outline, the palette, lists of steps and a patient's trace.

use super::{Audience, Definition, Known, NodeFigures, NodeId, NodeKind, Outcome};
use crate::consent::Channel;
use crate::graph::{Content, Look, Node};
use crate::hue::Hue;
use crate::ids::{ProgramId, SegmentId, TemplateId, TriggerId};
use crate::patients::Telling;
use crate::segments::sentence::they_text;
use crate::segments::{PatientTest, Rule, Test};

/// What things are called that a step mentions; `None` for what is not known by that name just now.
pub trait Names {
    fn segment(&self, id: SegmentId) -> Option<String>;
    fn template(&self, id: TemplateId) -> Option<String>;
    /// By what the template reaches people.
    fn channel(&self, id: TemplateId) -> Option<Channel>;
    fn trigger(&self, id: TriggerId) -> Option<String>;
    fn program(&self, id: ProgramId) -> Option<String>;
    /// What another step of the same journey is called.
    fn step(&self, id: NodeId) -> Option<String>;
}

/// Knows no names: for what nothing is chosen in yet.
impl Names for () {
    fn segment(&self, _: SegmentId) -> Option<String> {
        None
    }

    fn template(&self, _: TemplateId) -> Option<String> {
        None
    }

    fn channel(&self, _: TemplateId) -> Option<Channel> {
        None
    }

    fn trigger(&self, _: TriggerId) -> Option<String> {
        None
    }

    fn program(&self, _: ProgramId) -> Option<String> {
        None
    }

    fn step(&self, _: NodeId) -> Option<String> {
        None
    }
}

/// A step as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    pub look: Look,
    /// What was chosen, or the kind's name.
    pub title: String,
    /// The settings in words.
    pub detail: String,
}

/// Describes a step by what it does. A tile that a person gave a name to shows that one: see [`title`].
pub fn describe(kind: &NodeKind, names: &impl Names) -> Described {
    let label = kind.label().to_owned();
    let described = |icon, hue, title, detail| Described { look: Look { icon, hue }, title, detail };
    match kind {
        NodeKind::Entry { audience } => {
            let (title, detail) = match audience {
                None => (label, "Choose who starts"),
                Some(Audience::Segment(id)) => (
                    names.segment(*id).unwrap_or_else(|| "A segment that is not live".into()),
                    "Segment · as they join",
                ),
                Some(Audience::Trigger(id)) => (
                    names.trigger(*id).unwrap_or_else(|| "A trigger that is not live".into()),
                    "Trigger · as records change",
                ),
            };
            described("users", Hue::Entry, title, detail.into())
        }
        NodeKind::Message { template: None } => described("mail", Hue::Message, label, "Choose a template".into()),
        NodeKind::Message { template: Some(id) } => {
            let channel = names.channel(*id).map_or("Message", Channel::label);
            described("mail", Hue::Message, names.template(*id).unwrap_or(label), channel.into())
        }
        NodeKind::Tell { telling } => described("tag", Hue::Ours, label, telling_words(telling)),
        NodeKind::Wait { wait } => described("clock", Hue::Wait, label, wait.words()),
        NodeKind::WaitFor(wait) => {
            let things: Vec<String> = wait.ways().into_iter().map(|way| way.label.into_owned()).collect();
            described("hourglass", Hue::Wait, label, things.join(" · "))
        }
        NodeKind::Call(call) => {
            let title = call.program.and_then(|id| names.program(id)).unwrap_or(label);
            let within = format!("Within {} {}", call.amount, call.unit.word(call.amount));
            let detail = match (call.program, call.about.trim()) {
                (None, _) => "Choose a program".to_owned(),
                (Some(_), "") => within,
                (Some(_), about) => format!("{within} · {about}"),
            };
            described("phone", Hue::Goal, title, detail)
        }
        NodeKind::Branch(branch) => {
            let asks = match &branch.arms[..] {
                [only] if only.of.root.blocks.is_empty() => "Choose a question".into(),
                [only] => they_text(&with_names(&only.of, names)),
                several => format!("{} rules, the first that fits", several.len()),
            };
            described("git-branch", Hue::Branch, label, asks)
        }
        NodeKind::Split(split) => described("split", Hue::Branch, label, split.words()),
        NodeKind::Exit => described("circle-dot", Hue::Exit, label, "Leaves the journey".into()),
    }
}

/// What is changed, such as "Add the tag “vip”".
fn telling_words(telling: &Telling) -> String {
    match telling {
        Telling::Tag(tag) | Telling::NoTag(tag) if tag.trim().is_empty() => "Choose a tag".into(),
        Telling::Tag(tag) => format!("Add the tag “{tag}”"),
        Telling::NoTag(tag) => format!("Remove the tag “{tag}”"),
        Telling::Attribute { name, .. } | Telling::NoAttribute(name) if name.trim().is_empty() => {
            "Choose an attribute".into()
        }
        Telling::Attribute { name, value } => format!("Set “{name}” to “{value}”"),
        Telling::NoAttribute(name) => format!("Clear “{name}”"),
    }
}

/// A tile's first line: what a person called it, or what is chosen, or the kind.
pub fn title(node: &Node<NodeKind>, names: &impl Names) -> String {
    if node.label.trim().is_empty() { describe(&node.kind, names).title } else { node.label.clone() }
}

/// What a step is called where only its name is shown: a wait says how long, and an audience is one.
pub fn called(node: &Node<NodeKind>, names: &impl Names) -> String {
    match &node.kind {
        NodeKind::Wait { wait } if node.label.trim().is_empty() => format!("Wait {}", wait.words()),
        NodeKind::Entry { .. } => node.title().to_owned(),
        NodeKind::Message { .. }
        | NodeKind::Tell { .. }
        | NodeKind::Wait { .. }
        | NodeKind::WaitFor(_)
        | NodeKind::Call(_)
        | NodeKind::Branch(_)
        | NodeKind::Split(_)
        | NodeKind::Exit => title(node, names),
    }
}

/// The counts a tile shows once the journey is live, each with its word.
pub fn figures(kind: &NodeKind, figures: &NodeFigures) -> Vec<(i64, String)> {
    let counts = |all: &[(i64, &str)]| all.iter().map(|(count, word)| (*count, (*word).to_owned())).collect();
    match kind {
        NodeKind::Entry { .. } => counts(&[(figures.came, "in"), (figures.went, "out")]),
        NodeKind::Message { .. } => {
            counts(&[(figures.came, "in"), (figures.went, "out"), (figures.messages.opened, "opened")])
        }
        NodeKind::Tell { .. } => counts(&[(figures.came, "in"), (figures.went, "out")]),
        NodeKind::Wait { .. } => counts(&[(figures.waiting, "waiting"), (figures.went, "out")]),
        NodeKind::WaitFor(_) | NodeKind::Call(_) => counts(&[(figures.waiting, "waiting"), (figures.went, "out")]),
        NodeKind::Branch(_) | NodeKind::Split(_) => match kind.ways() {
            ways if ways.len() > 3 => counts(&[(figures.came, "in"), (figures.went, "out")]),
            ways => {
                let taken = |way: crate::graph::Way| {
                    (figures.ways.get(&way.port).copied().unwrap_or_default(), way.label.to_lowercase())
                };
                ways.into_iter().map(taken).collect()
            }
        },
        NodeKind::Exit => counts(&[(figures.went, "done")]),
    }
}

/// What came of a stay at a step, by its code in the database. `kind` is what the step does, where that is known.
pub fn outcome_words(kind: Option<&NodeKind>, code: &str) -> String {
    match Outcome::from_code(code) {
        None if code == Outcome::WAITING => "Waiting".into(),
        None => "Left".into(),
        Some(Outcome::Passed) => "Went on".into(),
        Some(Outcome::Sent) => "Message handed to the outbox".into(),
        Some(Outcome::Took(port)) => {
            let ways = kind.map(Content::ways).unwrap_or_default();
            let label = ways.into_iter().find(|way| way.port == port).map(|way| way.label.to_lowercase());
            format!("Answer: {}", label.unwrap_or_else(|| port.to_string()))
        }
        Some(Outcome::Finished(reason)) => reason.label().into(),
    }
}

/// The rule with today's names of the segments and steps it mentions instead of those from when they were chosen.
fn with_names(rule: &Rule, names: &impl Names) -> Rule {
    let mut rule = rule.clone();
    rule.root.each_mut(&mut |block| match &mut block.test {
        Test::Segment(test) => {
            if let Some(name) = test.segment.and_then(|id| names.segment(id)) {
                test.name = name;
            }
        }
        Test::Patient(PatientTest::StepMessage(test)) => {
            if let Some(step) = &mut test.step
                && let Some(name) = names.step(step.node)
            {
                step.name = name;
            }
        }
        Test::Group(_) | Test::Patient(_) | Test::Record(_) | Test::CareGap(_) => {}
    });
    rule
}

/// Names from what is live and from the journey itself.
#[derive(Debug, Clone, Copy)]
pub struct Drawn<'a> {
    pub definition: &'a Definition,
    pub known: &'a Known,
}

impl Names for Drawn<'_> {
    fn segment(&self, id: SegmentId) -> Option<String> {
        self.known.segments.get(&id).cloned()
    }

    fn template(&self, id: TemplateId) -> Option<String> {
        self.known.templates.get(&id).cloned()
    }

    fn channel(&self, id: TemplateId) -> Option<Channel> {
        self.known.channels.get(&id).copied()
    }

    fn trigger(&self, id: TriggerId) -> Option<String> {
        self.known.triggers.get(&id).cloned()
    }

    fn program(&self, id: ProgramId) -> Option<String> {
        self.known.programs.get(&id).cloned()
    }

    fn step(&self, id: NodeId) -> Option<String> {
        self.definition.node(id).map(|node| match &node.kind {
            // A branch's own words name other steps; its name does not.
            NodeKind::Branch(_) => node.title().to_owned(),
            NodeKind::Entry { .. }
            | NodeKind::Message { .. }
            | NodeKind::Tell { .. }
            | NodeKind::Wait { .. }
            | NodeKind::WaitFor(_)
            | NodeKind::Call(_)
            | NodeKind::Split(_)
            | NodeKind::Exit => title(node, self),
        })
    }
}
