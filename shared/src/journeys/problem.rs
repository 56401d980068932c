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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journeys::testing::{lab, lab_known};
    use crate::journeys::{Port, append, connect, insert_on_edge, place, set_kind, starter};

    fn messages(definition: &Definition) -> Vec<String> {
        problems(definition, &lab_known()).into_iter().map(|problem| problem.message).collect()
    }

    fn edited(definition: &Definition, patch: Result<crate::journeys::Patch, &'static str>) -> Definition {
        let mut after = definition.clone();
        patch.expect("possible").apply(&mut after);
        after
    }

    #[test]
    fn the_lab_journey_is_in_order() {
        assert_eq!(messages(&lab()), Vec::<String>::new());
    }

    #[test]
    fn a_new_journey_says_everything_it_lacks() {
        let found = messages(&starter("America/Chicago"));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("No start."));
        assert!(found[1].starts_with("No audience."));
        assert!(found[2].starts_with("The journey sends nothing."));
    }

    #[test]
    fn what_is_not_live_can_not_be_used() {
        let found = problems(&lab(), &Known::default());
        let text: Vec<_> = found.iter().map(|problem| problem.message.as_str()).collect();
        assert!(text.iter().any(|text| text.contains("segment is not live")), "{text:?}");
        assert!(text.iter().any(|text| text.contains("template of “Send an e-mail” is not live")), "{text:?}");
    }

    #[test]
    fn dangling_ports_unreachable_tiles_and_reversed_dates_are_named() {
        let journey = edited(&lab(), insert_on_edge(&lab(), lab().edges[0], Kind::Branch));
        let found = messages(&journey);
        assert!(found.iter().any(|text| text == "“Branch” asks nothing. Choose a question."), "{found:?}");
        assert!(found.iter().any(|text| text.starts_with("The way “No” of “Branch” leads nowhere.")), "{found:?}");
        let journey = edited(&lab(), place(&lab(), Kind::Wait, 500, 500));
        assert!(messages(&journey).iter().any(|text| text.starts_with("Nothing leads to “Wait”.")));
        let mut journey = lab();
        std::mem::swap(&mut journey.settings.start, &mut journey.settings.end);
        assert!(messages(&journey)[0].starts_with("The end is not after the start."));
    }

    #[test]
    fn a_circle_needs_a_wait() {
        let journey = edited(&lab(), insert_on_edge(&lab(), lab().edges[0], Kind::Branch));
        let branch = NodeId(journey.next_node - 1);
        let email = journey.next(branch, Port::Yes).expect("the e-mail");
        let circle = edited(&journey, connect(&journey, email, Port::Out, branch));
        let circle = edited(&circle, append(&circle, branch, Port::No, Kind::Exit));
        assert!(messages(&circle).iter().any(|text| text.contains("never rests")));
        let back = circle.edges.iter().copied().find(|edge| edge.from == email).expect("the way back");
        let rested = edited(&circle, insert_on_edge(&circle, back, Kind::Wait));
        assert!(!messages(&rested).iter().any(|text| text.contains("never rests")));
        let wait = NodeId(rested.next_node - 1);
        let until = NodeKind::Wait { wait: Wait::Until { at: LocalDateTime::parse("2026-12-02T09:00") } };
        let fixed_date = edited(&rested, set_kind(&rested, wait, until));
        assert!(messages(&fixed_date).iter().any(|text| text.contains("never rests")));
    }
}
