//! Copies of nodes with the lines among them, within a graph and from one to another.

use super::geometry::aside;
use super::{COLUMN, Content, Edge, Edit, Graph, Node, NodeId, Patch};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Nodes taken along, with the lines among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clipping<C> {
    pub nodes: Vec<Node<C>>,
    pub edges: Vec<Edge>,
}

/// What of `chosen` can be copied: everything but the starts.
pub fn copy<C: Content>(graph: &Graph<C>, chosen: &BTreeSet<NodeId>) -> Clipping<C> {
    let wanted = |node: &&Node<C>| chosen.contains(&node.id) && !node.kind.is_start();
    let nodes: Vec<Node<C>> = graph.nodes.iter().filter(wanted).cloned().collect();
    let inside = |id: NodeId| nodes.iter().any(|node| node.id == id);
    let edges = graph.edges.iter().copied().filter(|edge| inside(edge.from) && inside(edge.to)).collect();
    Clipping { edges, nodes }
}

/// Adds what was copied, moved by (`right`, `down`) and further until it lies on no other tile, with new numbers. What a copy says about a copied node follows the copy.
pub fn paste<C: Content>(graph: &Graph<C>, clipping: &Clipping<C>, right: i32, down: i32) -> Edit<C> {
    if clipping.nodes.is_empty() {
        return Err(C::REFUSALS.nothing_to_paste);
    }
    let mut after = graph.clone();
    let places: Vec<(i32, i32)> = clipping.nodes.iter().map(|node| (node.x + right, node.y + down)).collect();
    let right = right + aside(graph, &places);
    let renumbered: BTreeMap<NodeId, NodeId> =
        clipping.nodes.iter().map(|node| node.id).zip((graph.next_node..).map(NodeId)).collect();
    let follow = |id: NodeId| renumbered.get(&id).copied().or_else(|| graph.node(id).map(|node| node.id));
    for node in &clipping.nodes {
        let mut new = Node { id: renumbered[&node.id], x: node.x + right, y: node.y + down, ..node.clone() };
        new.kind.renumber(&follow);
        after.nodes.push(new);
    }
    after.next_node += clipping.nodes.len() as u32;
    for edge in &clipping.edges {
        if let (Some(from), Some(to)) = (renumbered.get(&edge.from), renumbered.get(&edge.to)) {
            after.edges.push(Edge { from: *from, port: edge.port, to: *to });
        }
    }
    let what = match clipping.nodes.as_slice() {
        [one] => format!("Pasted {}", one.title()),
        many => format!("Pasted {} tiles", many.len()),
    };
    Ok(Patch::between(graph, &after, what))
}

/// Copies nodes beside themselves.
pub fn duplicate<C: Content>(graph: &Graph<C>, chosen: &BTreeSet<NodeId>) -> Edit<C> {
    paste(graph, &copy(graph, chosen), COLUMN, 0)
}
