//! What keeps a journey from going live: one list, each entry naming the tile and how to put it right.

use super::arm::unnamed;
use super::{
    Audience, Awaited, CallStep, Definition, Drawn, Kind, LocalDateTime, Node, NodeId, NodeKind, Unit, Wait, WaitFor,
    title,
};
use crate::consent::Channel;
use crate::graph::Content;
use crate::ids::{ProgramId, SegmentId, TemplateId, TriggerId};
use crate::patients::{AttributeValue, Telling, attribute_name, tag_name};
use crate::segments::{Asker, PatientTest, Rule, Test, problems_of};
use crate::time::Gap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is live just now, by name: only these may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Known {
    pub segments: BTreeMap<SegmentId, String>,
    pub templates: BTreeMap<TemplateId, String>,
    /// By what these templates reach people.
    #[serde(default)]
    pub channels: BTreeMap<TemplateId, Channel>,
    pub triggers: BTreeMap<TriggerId, String>,
    /// Outreach programs that are live.
    #[serde(default)]
    pub programs: BTreeMap<ProgramId, String>,
    /// What the clock in the journey's zone shows, where that is known: an end in the past is a problem.
    pub now: Option<LocalDateTime>,
    /// The times that clocks in the journey's zone skip in the years to come.
    pub gaps: Vec<Gap>,
}

impl Known {
    fn skips(&self, at: LocalDateTime) -> bool {
        self.gaps.iter().any(|gap| gap.skips(at))
    }
}

fn skipped(at: LocalDateTime) -> String {
    format!("Clocks are put forward that night: {} does not exist. Choose another time.", at.words())
}

/// What a problem is about, so that the screen can go there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemPlace {
    Node(NodeId),
    Start,
    End,
    Goal,
    ExitRule,
}

/// Something to put right. `message` says what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    pub place: ProblemPlace,
    pub message: String,
}

/// Everything that is wrong, in reading order; empty when the journey can go live.
pub fn problems(definition: &Definition, known: &Known) -> Vec<Problem> {
    let mut found = Vec::new();
    dates(definition, known, &mut found);
    let names = Drawn { definition, known };
    let reached = definition.reachable_from(definition.starts().map(|node| node.id));
    let endless = cycles_without_a_wait(definition);
    for id in definition.reading_order() {
        let Some(node) = definition.node(id) else { continue };
        let title = title(node, &names);
        let mut add = |message: String| found.push(Problem { place: ProblemPlace::Node(id), message });
        if !reached.contains(&id) {
            add(format!("Nothing leads to “{title}”. Connect it, or delete it."));
            continue;
        }
        settings_of(definition, node, &title, known).into_iter().for_each(&mut add);
        for way in node.kind.ways().into_iter().filter(|way| definition.next(id, way.port).is_none()) {
            add(match &*way.label {
                "" => format!("“{title}” leads nowhere. Add a next step, or an exit."),
                label => format!("The way “{label}” of “{title}” leads nowhere. Add a next step, or an exit."),
            });
        }
        if endless.contains(&id) {
            add(format!("“{title}” is in a loop without a wait. Add a wait to the loop, or break it."));
        }
    }
    let acts = |node: &Node| node.kind.acts() && reached.contains(&node.id);
    if let Some(entry) = definition.entry().filter(|_| !definition.nodes.iter().any(acts)) {
        found.push(Problem {
            place: ProblemPlace::Node(entry.id),
            message: "The journey sends nothing. Add a message with the plus on a line.".into(),
        });
    }
    let settings = &definition.settings;
    for (place, title, rule) in
        [(ProblemPlace::Goal, "Goal", &settings.goal), (ProblemPlace::ExitRule, "Exit rule", &settings.exits.rule)]
    {
        for message in rule.iter().flat_map(|rule| rule_problems(definition, None, title, rule, known)) {
            found.push(Problem { place, message });
        }
    }
    found
}

fn dates(definition: &Definition, known: &Known, found: &mut Vec<Problem>) {
    let settings = &definition.settings;
    let mut add = |place, message: &str| found.push(Problem { place, message: message.into() });
    if settings.start.is_none() {
        add(ProblemPlace::Start, "No start. Choose the date and time from which people enter.");
    }
    if let (Some(start), Some(end)) = (settings.start, settings.end)
        && end <= start
    {
        add(ProblemPlace::End, "The end is not after the start. Choose a later end, or none.");
    }
    for (place, at) in [(ProblemPlace::Start, settings.start), (ProblemPlace::End, settings.end)] {
        if let Some(at) = at.filter(|at| known.skips(*at)) {
            add(place, &skipped(at));
        }
    }
    if let (Some(end), Some(now)) = (settings.end, known.now)
        && end <= now
    {
        add(ProblemPlace::End, "The end has passed. Choose a later one, or none.");
    }
}

/// What is missing or wrong in a node's own settings.
fn settings_of(definition: &Definition, node: &Node, title: &str, known: &Known) -> Vec<String> {
    let one = |wrong: bool, message: String| if wrong { vec![message] } else { Vec::new() };
    match &node.kind {
        NodeKind::Entry { audience: None } => {
            vec!["No audience. Search for a live segment or trigger and choose it.".into()]
        }
        NodeKind::Entry { audience: Some(Audience::Segment(segment)) } => one(
            !known.segments.contains_key(segment),
            "The audience's segment is not live. Take it live, or choose another.".into(),
        ),
        NodeKind::Entry { audience: Some(Audience::Trigger(trigger)) } => one(
            !known.triggers.contains_key(trigger),
            "The audience's trigger is not live. Take it live, or choose another.".into(),
        ),
        NodeKind::Message { template: None } => vec![format!("“{title}” has no template. Choose a live one.")],
        NodeKind::Message { template: Some(template) } => one(
            !known.templates.contains_key(template),
            format!("The template of “{title}” is not live. Take it live, or choose another."),
        ),
        NodeKind::Tell { telling } => telling_problem(title, telling).into_iter().collect(),
        NodeKind::Wait { wait } => wait_problem(definition, title, wait, known).into_iter().collect(),
        NodeKind::WaitFor(wait) => wait_for_problems(definition, node.id, title, wait, known),
        NodeKind::Call(call) => call_problems(title, call, known),
        NodeKind::Branch(branch) => {
            let mut found = Vec::new();
            unnamed(title, &branch.arms, "rule", &mut found);
            if branch.arms.is_empty() {
                found.push(format!("“{title}” asks nothing. Add a rule."));
            }
            let several = branch.arms.len() > 1;
            for (arm, way) in branch.arms.iter().zip(branch.ways()) {
                let called = if several { format!("{title}: {}", way.label) } else { title.to_owned() };
                found.extend(rule_problems(definition, Some(node.id), &called, &arm.of, known));
            }
            found
        }
        NodeKind::Split(split) => {
            let mut found = Vec::new();
            unnamed(title, &split.arms, "share", &mut found);
            if split.total() != 100 {
                found.push(format!(
                    "The shares of “{title}” make {} percent. Change them so that they make 100.",
                    split.total()
                ));
            }
            if split.arms.iter().any(|arm| arm.of == 0) {
                found.push(format!("A share of “{title}” is 0 percent. Enter 1 or more, or remove it."));
            }
            found
        }
        NodeKind::Exit => Vec::new(),
    }
}

/// What is missing in a call.
fn call_problems(title: &str, call: &CallStep, known: &Known) -> Vec<String> {
    let mut found = Vec::new();
    match call.program {
        None => found.push(format!("“{title}” has no program. Choose the one whose team calls.")),
        Some(program) if !known.programs.contains_key(&program) => {
            found.push(format!("The program of “{title}” has ended. Choose another."));
        }
        Some(_) => {}
    }
    if call.amount == 0 {
        found.push(format!("“{title}” leaves no time to call. Say within how many days."));
    }
    if call.about.chars().count() > CallStep::ABOUT_MAX {
        found.push(format!("What “{title}” is about is too long. Use at most {} characters.", CallStep::ABOUT_MAX));
    }
    found
}

/// What is missing in a change of a tag or attribute.
fn telling_problem(title: &str, telling: &Telling) -> Option<String> {
    match telling {
        Telling::Tag(tag) | Telling::NoTag(tag) if tag_name(tag).is_none() => {
            Some(format!("“{title}” has no tag. Enter one, at most 60 characters."))
        }
        Telling::Attribute { name, .. } | Telling::NoAttribute(name) if attribute_name(name).is_none() => {
            Some(format!("“{title}” has no attribute. Enter its name, at most 60 characters."))
        }
        Telling::Attribute { value, .. } if AttributeValue::parse(value).is_none() => {
            Some(format!("“{title}” has no value. Enter one, at most 500 characters."))
        }
        Telling::Tag(_) | Telling::NoTag(_) | Telling::Attribute { .. } | Telling::NoAttribute(_) => None,
    }
}

fn wait_problem(definition: &Definition, title: &str, wait: &Wait, known: &Known) -> Option<String> {
    match wait {
        Wait::For { amount: 0, .. } => Some(format!("“{title}” waits for no time. Enter 1 or more.")),
        Wait::For { amount, unit } if Wait::length(*amount, *unit) > Wait::LONGEST => {
            Some(format!("“{title}” waits longer than two years. Enter a shorter time."))
        }
        Wait::For { .. } => None,
        Wait::Until { at: None } => Some(format!("“{title}” has no date. Choose when people go on.")),
        Wait::Until { at: Some(at) } if known.skips(*at) => Some(format!("“{title}”: {}", skipped(*at))),
        Wait::Until { at: Some(at) } => match definition.settings.end {
            Some(end) if *at >= end => {
                Some(format!("“{title}” opens after the journey's end. Choose an earlier date, or a later end."))
            }
            _ => None,
        },
    }
}

/// What is wrong with what a step waits for.
fn wait_for_problems(definition: &Definition, id: NodeId, title: &str, wait: &WaitFor, known: &Known) -> Vec<String> {
    let mut found = Vec::new();
    unnamed(title, &wait.arms, "way", &mut found);
    if wait.arms.is_empty() {
        found.push(format!("“{title}” waits for nothing. Add what it waits for, or use a wait."));
    }
    if wait.amount == 0 {
        found.push(format!("“{title}” waits for no time. Enter 1 or more."));
    } else if wait.timeout() > Wait::LONGEST {
        found.push(format!("“{title}” waits longer than two years. Enter a shorter time."));
    }
    for (arm, way) in wait.arms.iter().zip(wait.ways()) {
        let called = format!("{title}: {}", way.label);
        match &arm.of {
            Awaited::Message { step: None, .. } => {
                found.push(format!("“{called}” has no message. Choose a step that sends one."))
            }
            Awaited::Message { step: Some(step), .. } => {
                if !comes_before(definition, *step, Some(id)) {
                    found.push(format!(
                        "“{called}” waits for a message that doesn't come before it. Choose one that does."
                    ));
                }
            }
            Awaited::Segment { segment: None, .. } => {
                found.push(format!("“{called}” has no segment. Choose a live one."))
            }
            Awaited::Segment { segment: Some(segment), .. } => {
                if !known.segments.contains_key(segment) {
                    found.push(format!("The segment of “{called}” is not live. Take it live, or choose another."));
                }
            }
            Awaited::Fits { rule } => found.extend(rule_problems(definition, Some(id), &called, rule, known)),
            Awaited::Custom { name } if name.trim().is_empty() => {
                found.push(format!("“{called}” has no name. Enter the name under which the event is sent."));
            }
            Awaited::Custom { .. } | Awaited::Event { .. } => {}
        }
    }
    found
}

/// Whether `step` sends a message before `id`, or, where no step asks, at all.
fn comes_before(definition: &Definition, step: NodeId, id: Option<NodeId>) -> bool {
    definition.node(step).is_some_and(|node| node.kind.kind() == Kind::Message)
        && id.is_none_or(|id| definition.reachable(step).contains(&id))
}

/// What is wrong with a rule that the step `id`, or the journey itself, asks.
fn rule_problems(definition: &Definition, id: Option<NodeId>, title: &str, rule: &Rule, known: &Known) -> Vec<String> {
    if rule.enabled().root.blocks.is_empty() {
        return vec![format!("“{title}” asks nothing. Choose a question.")];
    }
    let mut found: Vec<String> = problems_of(rule, Asker::Journey)
        .into_iter()
        .map(|problem| format!("“{title}”: {}", problem.message))
        .collect();
    rule.root.each(&mut |block| match &block.test {
        Test::Patient(PatientTest::StepMessage(test)) => {
            let Some(step) = &test.step else { return };
            if !comes_before(definition, step.node, id) {
                found
                    .push(format!("“{title}” asks about a message that doesn't come before it. Choose one that does."));
            }
        }
        Test::Segment(test) if test.segment.is_some_and(|segment| !known.segments.contains_key(&segment)) => {
            found.push(format!("The segment that “{title}” asks about is not live. Take it live, or choose another."));
        }
        Test::Group(_) | Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => {}
    });
    found
}

/// Nodes on a cycle without a timed wait, which a traveller would loop through for ever.
fn cycles_without_a_wait(definition: &Definition) -> BTreeSet<NodeId> {
    let rests = |id: NodeId| {
        definition.node(id).is_some_and(|node| {
            matches!(node.kind, NodeKind::Wait { wait: Wait::For { amount, unit } } if Wait::length(amount, unit) >= Wait::length(1, Unit::Minutes))
        })
    };
    let mut left: BTreeSet<NodeId> = definition.nodes.iter().map(|node| node.id).filter(|id| !rests(*id)).collect();
    // Peel off what has no way in or no way out among the rest; what stays lies on a circle or between circles.
    loop {
        let open: Vec<NodeId> = left
            .iter()
            .copied()
            .filter(|id| {
                let on = |edge: &super::Edge| edge.to == *id && left.contains(&edge.from);
                let off = |edge: &super::Edge| edge.from == *id && left.contains(&edge.to);
                !definition.edges.iter().any(on) || !definition.edges.iter().any(off)
            })
            .collect();
        if open.is_empty() {
            return left;
        }
        for id in open {
            left.remove(&id);
        }
    }
}
