//! The journey graph as it is stored: nodes with a place on the canvas, and edges from a port of one to another.

use super::{Condition, Settings, Wait};
use crate::ids::{SegmentId, TemplateId, TriggerId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// A node's number, unique within its journey and never used again after a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub u32);

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who starts the journey: the members of a segment, or the patients whose records fire a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Segment(SegmentId),
    Trigger(TriggerId),
}

/// A way out of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Port {
    Out,
    Yes,
    No,
}

impl Port {
    /// The word on the edge; empty where there is only one way.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Out => "",
            Self::Yes => "Yes",
            Self::No => "No",
        }
    }
}

/// What a node does, with its settings. `None` and `Unset` are what a fresh tile holds until somebody chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum NodeKind {
    Entry { audience: Option<Audience> },
    Email { template: Option<TemplateId> },
    Wait { wait: Wait },
    Branch { condition: Condition },
    Exit,
}

/// The kind alone: what the palette offers and tile colours follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Entry,
    Email,
    Wait,
    Branch,
    Exit,
}

impl Kind {
    /// What can be added to a journey; the entry is there from the start.
    pub const ADDABLE: [Self; 4] = [Self::Email, Self::Wait, Self::Branch, Self::Exit];

    /// The name on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Entry => "Audience",
            Self::Email => "Send an e-mail",
            Self::Wait => "Wait",
            Self::Branch => "Branch",
            Self::Exit => "Exit",
        }
    }

    /// The name in style sheets and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Email => "email",
            Self::Wait => "wait",
            Self::Branch => "branch",
            Self::Exit => "exit",
        }
    }

    /// A fresh node's settings.
    pub fn fresh(self) -> NodeKind {
        match self {
            Self::Entry => NodeKind::Entry { audience: None },
            Self::Email => NodeKind::Email { template: None },
            Self::Wait => NodeKind::Wait { wait: Wait::default() },
            Self::Branch => NodeKind::Branch { condition: Condition::Unset },
            Self::Exit => NodeKind::Exit,
        }
    }
}

impl NodeKind {
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Entry { .. } => Kind::Entry,
            Self::Email { .. } => Kind::Email,
            Self::Wait { .. } => Kind::Wait,
            Self::Branch { .. } => Kind::Branch,
            Self::Exit => Kind::Exit,
        }
    }

    /// The ways out, in the order they are drawn.
    pub const fn ports(&self) -> &'static [Port] {
        match self {
            Self::Branch { .. } => &[Port::Yes, Port::No],
            Self::Exit => &[],
            _ => &[Port::Out],
        }
    }
}

/// A tile on the canvas. `x` and `y` are its top left corner in canvas units (pixels at 100 %).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    pub id: NodeId,
    /// What a person called it; empty means the kind's own name.
    #[serde(default)]
    pub label: String,
    pub x: i32,
    pub y: i32,
    #[serde(rename = "does")]
    pub kind: NodeKind,
}

impl Node {
    /// What the tile and every message about it say.
    pub fn title(&self) -> &str {
        if self.label.trim().is_empty() { self.kind.kind().label() } else { &self.label }
    }
}

/// Leads from a port of one node to another node. A port has at most one edge; a node may be reached by many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    pub from: NodeId,
    pub port: Port,
    pub to: NodeId,
}

/// A whole journey as one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The shape of this document; 1 is the first.
    pub format: u32,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    pub settings: Settings,
    /// The number the next new node gets.
    pub next_node: u32,
}

impl Definition {
    pub const FORMAT: u32 = 1;

    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The node where everybody starts.
    pub fn entry(&self) -> Option<&Node> {
        self.nodes.iter().find(|node| node.kind.kind() == Kind::Entry)
    }

    pub fn audience(&self) -> Option<Audience> {
        match self.entry()?.kind {
            NodeKind::Entry { audience } => audience,
            _ => None,
        }
    }

    /// Where `port` of `from` leads.
    pub fn next(&self, from: NodeId, port: Port) -> Option<NodeId> {
        self.edges.iter().find(|edge| edge.from == from && edge.port == port).map(|edge| edge.to)
    }

    /// The edges that leave `from`, in the order of its ports.
    pub fn ways_out(&self, from: NodeId) -> Vec<Edge> {
        let mut edges: Vec<Edge> = self.edges.iter().copied().filter(|edge| edge.from == from).collect();
        edges.sort_unstable_by_key(|edge| edge.port);
        edges
    }

    pub fn ways_in(&self, to: NodeId) -> Vec<Edge> {
        self.edges.iter().copied().filter(|edge| edge.to == to).collect()
    }

    /// Everything that can be reached from `start` by following edges, `start` included.
    pub fn reachable(&self, start: NodeId) -> BTreeSet<NodeId> {
        let mut seen = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for edge in self.edges.iter().filter(|edge| edge.from == node) {
                if seen.insert(edge.to) {
                    open.push(edge.to);
                }
            }
        }
        seen
    }

    /// Nodes in the order a reader meets them: from the entry, first way first, then what nothing leads to.
    pub fn reading_order(&self) -> Vec<NodeId> {
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut seen = BTreeSet::new();
        let mut open: Vec<NodeId> = self.nodes.iter().rev().map(|node| node.id).collect();
        open.extend(self.entry().map(|node| node.id));
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                order.push(node);
                open.extend(self.ways_out(node).iter().rev().map(|edge| edge.to));
            }
        }
        order
    }

    /// The templates its e-mails send, each once.
    pub fn templates(&self) -> BTreeSet<TemplateId> {
        self.nodes
            .iter()
            .filter_map(|node| match node.kind {
                NodeKind::Email { template } => template,
                _ => None,
            })
            .collect()
    }

    /// The segments it needs: its audience and those its branches ask about.
    pub fn segments(&self) -> BTreeSet<SegmentId> {
        let audience = match self.audience() {
            Some(Audience::Segment(segment)) => Some(segment),
            _ => None,
        };
        self.nodes
            .iter()
            .filter_map(|node| match &node.kind {
                NodeKind::Branch { condition: Condition::MemberOf { segment } } => *segment,
                _ => None,
            })
            .chain(audience)
            .collect()
    }
}
