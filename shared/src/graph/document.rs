//! The graph as it is stored: nodes with a place on the canvas, and edges from a port of one to another.

use super::{Content, Port, Way};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A node's number, unique within its graph and never used again after a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NodeId(pub u32);

impl fmt::Display for NodeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A tile on the canvas. `x` and `y` are its top left corner in canvas units (pixels at 100 %).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node<C> {
    pub id: NodeId,
    /// What a person called it; empty means the kind's own name.
    #[serde(default)]
    pub label: String,
    pub x: i32,
    pub y: i32,
    #[serde(rename = "does")]
    pub kind: C,
}

impl<C: Content> Node<C> {
    /// What edits call it: its own name, or that of its kind.
    pub fn title(&self) -> &str {
        if self.label.trim().is_empty() { self.kind.label() } else { &self.label }
    }

    /// The way out by this name.
    pub fn way(&self, port: Port) -> Option<Way> {
        self.kind.ways().into_iter().find(|way| way.port == port)
    }
}

/// Leads from a port of one node to another node. A port has at most one edge; a node may be reached by many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    pub from: NodeId,
    pub port: Port,
    pub to: NodeId,
}

/// A whole graph as one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(
    serialize = "C: Serialize, C::Settings: Serialize",
    deserialize = "C: Deserialize<'de>, C::Settings: Deserialize<'de>"
))]
pub struct Graph<C: Content> {
    /// The shape of this document. What is older is upgraded by its owner before it gets here, what is newer is refused.
    #[serde(deserialize_with = "current::<C, _>")]
    pub format: u32,
    pub nodes: Vec<Node<C>>,
    pub edges: Vec<Edge>,
    pub settings: C::Settings,
    /// The number the next new node gets.
    pub next_node: u32,
}

fn current<'de, C: Content, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        format if format == C::FORMAT => Ok(format),
        other => Err(D::Error::custom(format_args!("its format is {other}; this program reads format {}", C::FORMAT))),
    }
}

impl<C: Content> Graph<C> {
    pub fn node(&self, id: NodeId) -> Option<&Node<C>> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The nodes where people begin.
    pub fn starts(&self) -> impl Iterator<Item = &Node<C>> {
        self.nodes.iter().filter(|node| node.kind.is_start())
    }

    /// Where `port` of `from` leads.
    pub fn next(&self, from: NodeId, port: Port) -> Option<NodeId> {
        self.edges.iter().find(|edge| edge.from == from && edge.port == port).map(|edge| edge.to)
    }

    /// The edges that leave `from`, in the order of its ways.
    pub fn ways_out(&self, from: NodeId) -> Vec<Edge> {
        let ports = self.node(from).map(|node| node.kind.ports()).unwrap_or_default();
        let mut edges: Vec<Edge> = self.edges.iter().copied().filter(|edge| edge.from == from).collect();
        edges.sort_by_key(|edge| place(&ports, edge.port));
        edges
    }

    pub fn ways_in(&self, to: NodeId) -> Vec<Edge> {
        self.edges.iter().copied().filter(|edge| edge.to == to).collect()
    }

    /// The edges that leave each node, in the order of its ways: for those who walk the whole graph.
    pub fn outgoing(&self) -> BTreeMap<NodeId, Vec<Edge>> {
        let mut out: BTreeMap<NodeId, Vec<Edge>> = BTreeMap::new();
        for edge in &self.edges {
            out.entry(edge.from).or_default().push(*edge);
        }
        for node in &self.nodes {
            if let Some(edges) = out.get_mut(&node.id).filter(|edges| edges.len() > 1) {
                let ports = node.kind.ports();
                edges.sort_by_key(|edge| place(&ports, edge.port));
            }
        }
        out
    }

    /// Everything that can be reached from `start` by following edges, `start` included.
    pub fn reachable(&self, start: NodeId) -> BTreeSet<NodeId> {
        self.reachable_from([start])
    }

    /// Everything that can be reached from any of `starts`, they included.
    pub fn reachable_from(&self, starts: impl IntoIterator<Item = NodeId>) -> BTreeSet<NodeId> {
        let mut open: Vec<NodeId> = starts.into_iter().collect();
        let mut seen: BTreeSet<NodeId> = open.iter().copied().collect();
        let out = self.outgoing();
        while let Some(node) = open.pop() {
            for edge in out.get(&node).into_iter().flatten() {
                if seen.insert(edge.to) {
                    open.push(edge.to);
                }
            }
        }
        seen
    }

    /// Nodes in the order a reader meets them: from the starts, first way first, then what nothing leads to.
    pub fn reading_order(&self) -> Vec<NodeId> {
        let out = self.outgoing();
        let mut order = Vec::with_capacity(self.nodes.len());
        let mut seen = BTreeSet::new();
        let mut open: Vec<NodeId> = self.nodes.iter().rev().map(|node| node.id).collect();
        let starts: Vec<NodeId> = self.starts().map(|node| node.id).collect();
        open.extend(starts.into_iter().rev());
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                order.push(node);
                open.extend(out.get(&node).into_iter().flatten().rev().map(|edge| edge.to));
            }
        }
        order
    }
}

/// Where among `ports` this one is; what the node does not name comes last.
fn place(ports: &[Port], port: Port) -> usize {
    ports.iter().position(|other| *other == port).unwrap_or(ports.len())
}
