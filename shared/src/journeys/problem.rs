//! What keeps a journey from going live: one list, each entry naming the tile and how to put it right.

use super::{Audience, Condition, Definition, Kind, LocalDateTime, Node, NodeId, NodeKind, Unit, Wait};
use crate::ids::{SegmentId, TemplateId, TriggerId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is live just now, by name: only these may be used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Known {
    pub segments: BTreeMap<SegmentId, String>,
    pub templates: BTreeMap<TemplateId, String>,
    pub triggers: BTreeMap<TriggerId, String>,
    /// What the clock in the journey's zone shows, where that is known: an end in the past is a problem.
    pub now: Option<LocalDateTime>,
}

/// What a problem is about, so that the screen can go there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemPlace {
    Node(NodeId),
    Start,
    End,
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
    let reached = definition.entry().map(|entry| definition.reachable(entry.id)).unwrap_or_default();
    let endless = cycles_without_a_wait(definition);
    for id in definition.reading_order() {
        let Some(node) = definition.node(id) else { continue };
        let mut add = |message: String| found.push(Problem { place: ProblemPlace::Node(id), message });
        if !reached.contains(&id) {
            add(format!("Nothing leads to “{}”. Connect it, or delete it.", node.title()));
            continue;
        }
        if let Some(message) = settings_of(definition, node, known) {
            add(message);
        }
        for port in node.kind.ports() {
            if definition.next(id, *port).is_none() {
                add(match port.label() {
                    "" => format!("“{}” leads nowhere. Add what comes next, or an exit.", node.title()),
                    label => format!(
                        "The way “{label}” of “{}” leads nowhere. Add what comes next, or an exit.",
                        node.title()
                    ),
                });
            }
        }
        if endless.contains(&id) {
            add(format!(
                "“{}” is on a circle that never rests. Put a wait for a length of time into the circle, or open it.",
                node.title()
            ));
        }
    }
    if !definition.nodes.iter().any(|node| node.kind.kind() == Kind::Email && reached.contains(&node.id))
        && let Some(entry) = definition.entry()
    {
        found.push(Problem {
            place: ProblemPlace::Node(entry.id),
            message: "The journey sends nothing. Add an e-mail with the plus on a line.".into(),
        });
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
    if let (Some(end), Some(now)) = (settings.end, known.now)
        && end <= now
    {
        add(ProblemPlace::End, "The end has passed. Choose a later one, or none.");
    }
}

/// What is missing or wrong in a node's own settings.
fn settings_of(definition: &Definition, node: &Node, known: &Known) -> Option<String> {
    let title = node.title();
    match &node.kind {
        NodeKind::Entry { audience: None } => {
            Some("No audience. Search for a live segment or trigger and choose it.".into())
        }
        NodeKind::Entry { audience: Some(Audience::Segment(segment)) } => (!known.segments.contains_key(segment))
            .then(|| "The audience's segment is not live. Take it live, or choose another.".into()),
        NodeKind::Entry { audience: Some(Audience::Trigger(trigger)) } => (!known.triggers.contains_key(trigger))
            .then(|| "The audience's trigger is not live. Take it live, or choose another.".into()),
        NodeKind::Email { template: None } => Some(format!("“{title}” has no e-mail. Choose a live template.")),
        NodeKind::Email { template: Some(template) } => (!known.templates.contains_key(template))
            .then(|| format!("The template of “{title}” is not live. Take it live, or choose another.")),
        NodeKind::Wait { wait } => wait_problem(definition, title, wait),
        NodeKind::Branch { condition } => branch_problem(definition, node.id, title, condition, known),
        NodeKind::Exit => None,
    }
}

fn wait_problem(definition: &Definition, title: &str, wait: &Wait) -> Option<String> {
    match wait {
        Wait::For { amount: 0, .. } => Some(format!("“{title}” waits for no time. Enter 1 or more.")),
        Wait::For { amount, unit } if Wait::length(*amount, *unit) > Wait::LONGEST => {
            Some(format!("“{title}” waits longer than two years. Enter a shorter time."))
        }
        Wait::For { .. } => None,
        Wait::Until { at: None } => Some(format!("“{title}” has no date. Choose when people go on.")),
        Wait::Until { at: Some(at) } => match definition.settings.end {
            Some(end) if *at >= end => {
                Some(format!("“{title}” opens after the journey's end. Choose an earlier date, or a later end."))
            }
            _ => None,
        },
    }
}

fn branch_problem(
    definition: &Definition,
    id: NodeId,
    title: &str,
    condition: &Condition,
    known: &Known,
) -> Option<String> {
    match condition {
        Condition::Unset => Some(format!("“{title}” asks nothing. Choose a question.")),
        Condition::Attribute { value, .. } if value.trim().is_empty() => {
            Some(format!("“{title}” compares with nothing. Enter a value."))
        }
        Condition::Attribute { attribute: super::Attribute::Age, value, .. } => value
            .trim()
            .parse::<i32>()
            .is_err()
            .then(|| format!("“{title}” asks for an age. Enter whole years, such as 65.")),
        Condition::Attribute { .. } => None,
        Condition::Opened { node: None } | Condition::Clicked { node: None } => {
            Some(format!("“{title}” asks about no e-mail. Choose one that comes before it."))
        }
        Condition::Opened { node: Some(node) } | Condition::Clicked { node: Some(node) } => {
            let is_email = definition.node(*node).is_some_and(|node| node.kind.kind() == Kind::Email);
            (!is_email || !definition.reachable(*node).contains(&id))
                .then(|| format!("“{title}” asks about an e-mail that doesn't come before it. Choose one that does."))
        }
        Condition::MemberOf { segment: None } => Some(format!("“{title}” asks about no segment. Choose a live one.")),
        Condition::MemberOf { segment: Some(segment) } => (!known.segments.contains_key(segment))
            .then(|| format!("The segment that “{title}” asks about is not live. Take it live, or choose another.")),
    }
}

/// Nodes on a circle that somebody could run round without ever waiting: circles of what is not a wait for a length
/// of time, which always takes some.
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
