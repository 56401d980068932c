//! Draws a journey from its steps in words of data, and puts every tile in its place.

use super::super::{
    Arm, Audience, Awaited, Branch, CallStep, Definition, NodeId, NodeKind, ReEntry, Split, Unit, Wait, WaitFor,
    append, arm_port, connect, set_kind, starter, tidy,
};
use crate::graph::Port;
use crate::ids::{ProgramId, SegmentId, TemplateId};
use crate::outreach::calls::CallWay;
use crate::patients::Telling;
use crate::segments::{MessageDeed, Rule};

/// A journey as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    pub steps: Vec<Draw>,
    pub goal: Option<Rule>,
    pub exit: Option<Rule>,
    pub again: bool,
}

/// One step. Those with ways of their own hold what follows on each; what stands after them in the list is not reached.
#[derive(Debug, Clone, PartialEq)]
pub enum Draw {
    Send(&'static str),
    Days(u32),
    Tag(&'static str),
    /// A call by the program's team, what it is about, and what follows for everybody who neither agreed nor wants no more. Without
    /// a program they get a tag instead.
    Call(&'static str, Vec<Draw>),
    /// The name of the question, yes, no.
    Ask(&'static str, Rule, Vec<Draw>, Vec<Draw>),
    /// Half and half: two messages compared.
    Halves(Vec<Draw>, Vec<Draw>),
    /// Opened or clicked the message that was sent last, within so many days; else.
    Opened(u32, Vec<Draw>, Vec<Draw>),
    /// What is waited for within so many days, each with what follows; else.
    Await(u32, Vec<(Awaited, Vec<Draw>)>, Vec<Draw>),
}

/// The draft of a shape.
#[must_use]
pub fn drawn(
    shape: &Shape,
    zone: &str,
    segment: Option<SegmentId>,
    program: Option<ProgramId>,
    message: &dyn Fn(&str) -> Option<TemplateId>,
) -> Definition {
    let mut graph = starter(zone);
    let entry = NodeId(1);
    let exit = NodeId(2);
    // The exit that every journey starts with is made anew at each end.
    graph.nodes.retain(|node| node.id != exit);
    graph.edges.clear();
    apply(&mut graph, |graph| set_kind(graph, entry, NodeKind::Entry { audience: segment.map(Audience::Segment) }));
    let mut pen = Pen { graph, program, message };
    pen.follow(entry, Port::OUT, &shape.steps, None);
    let mut graph = pen.graph;
    graph.settings.goal.clone_from(&shape.goal);
    graph.settings.exits.rule.clone_from(&shape.exit);
    if shape.again {
        graph.settings.re_entry = ReEntry::AfterLeaving;
    }
    tidy(&graph).apply(&mut graph);
    graph
}

fn apply(graph: &mut Definition, edit: impl FnOnce(&Definition) -> Result<super::super::Patch, &'static str>) {
    // Edits of a graph that was just made are possible; one that is not leaves it as it is, and the checks say what is missing.
    if let Ok(patch) = edit(graph) {
        patch.apply(graph);
    }
}

struct Pen<'a> {
    graph: Definition,
    program: Option<ProgramId>,
    message: &'a dyn Fn(&str) -> Option<TemplateId>,
}

impl Pen<'_> {
    /// Draws the steps after a way; `sent` is the tile of the last message on it.
    fn follow(&mut self, mut from: NodeId, mut port: Port, steps: &[Draw], mut sent: Option<NodeId>) {
        for step in steps {
            let id = self.put(from, port, self.kind(step, sent));
            match step {
                Draw::Send(_) => sent = Some(id),
                Draw::Days(_) | Draw::Tag(_) => {}
                Draw::Ask(name, _, yes, no) => {
                    self.name(id, name);
                    self.follow(id, Port::YES, yes, sent);
                    return self.follow(id, Port::NO, no, sent);
                }
                Draw::Call(_, then) => return self.after_call(id, then, sent),
                Draw::Halves(one, other) => {
                    self.follow(id, arm_port(1), one, sent);
                    return self.follow(id, arm_port(2), other, sent);
                }
                Draw::Opened(_, yes, no) => {
                    self.follow(id, arm_port(1), yes, sent);
                    return self.follow(id, WaitFor::timeout_port(), no, sent);
                }
                Draw::Await(_, arms, no) => {
                    for ((_, then), number) in arms.iter().zip(1..) {
                        self.follow(id, arm_port(number), then, sent);
                    }
                    return self.follow(id, WaitFor::timeout_port(), no, sent);
                }
            }
            (from, port) = (id, Port::OUT);
        }
        self.put(from, port, NodeKind::Exit);
    }

    /// What follows a call: those who agreed, who want no more or can't be called are through; all others meet again.
    fn after_call(&mut self, id: NodeId, then: &[Draw], sent: Option<NodeId>) {
        if self.program.is_none() {
            return self.follow(id, Port::OUT, then, sent);
        }
        let mut joint = None;
        for way in CallWay::ALL {
            match way {
                CallWay::Agreed | CallWay::BadNumber | CallWay::NoMore => {
                    self.put(id, way.port(), NodeKind::Exit);
                }
                CallWay::Declined | CallWay::Voicemail | CallWay::NoAnswer | CallWay::Other | CallWay::Timeout => {
                    if let Some(joint) = joint {
                        apply(&mut self.graph, |graph| connect(graph, id, way.port(), joint));
                    } else {
                        joint = Some(NodeId(self.graph.next_node));
                        self.follow(id, way.port(), then, sent);
                    }
                }
            }
        }
    }

    fn kind(&self, step: &Draw, sent: Option<NodeId>) -> NodeKind {
        match step {
            Draw::Send(key) => NodeKind::Message { template: (self.message)(key) },
            Draw::Days(days) => NodeKind::Wait { wait: Wait::For { amount: *days, unit: Unit::Days } },
            Draw::Call(about, _) => match self.program {
                Some(program) => {
                    let about = (*about).to_owned();
                    NodeKind::Call(CallStep { program: Some(program), about, ..CallStep::default() })
                }
                None => NodeKind::Tell { telling: Telling::Tag(format!("Call: {about}")) },
            },
            Draw::Tag(tag) => NodeKind::Tell { telling: Telling::Tag((*tag).to_owned()) },
            Draw::Ask(_, rule, ..) => NodeKind::Branch(Branch::of(rule.clone())),
            Draw::Halves(..) => NodeKind::Split(Split::default()),
            Draw::Opened(days, ..) => {
                let opened = Awaited::Message { step: sent, did: MessageDeed::Opened, link: String::new() };
                NodeKind::WaitFor(WaitFor {
                    arms: vec![Arm::new(arm_port(1), "", opened)],
                    amount: *days,
                    unit: Unit::Days,
                })
            }
            Draw::Await(days, arms, _) => NodeKind::WaitFor(WaitFor {
                arms: arms
                    .iter()
                    .zip(1..)
                    .map(|((of, _), number)| Arm::new(arm_port(number), "", of.clone()))
                    .collect(),
                amount: *days,
                unit: Unit::Days,
            }),
        }
    }

    fn put(&mut self, from: NodeId, port: Port, kind: NodeKind) -> NodeId {
        let id = NodeId(self.graph.next_node);
        apply(&mut self.graph, |graph| append(graph, from, port, kind));
        id
    }

    fn name(&mut self, id: NodeId, name: &str) {
        if let Some(node) = self.graph.nodes.iter_mut().find(|node| node.id == id) {
            name.clone_into(&mut node.label);
        }
    }
}
