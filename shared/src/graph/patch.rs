//! One edit as the difference it makes: applied forwards it does the edit, inverted it undoes it exactly.

use super::{Content, Edge, Graph, Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// The difference between two graphs. The canvas touches only the nodes and edges named here.
#[derive(Debug, Clone, PartialEq)]
pub struct Patch<C: Content> {
    /// What was done, as it is announced: "Added Wait", "Deleted 2 tiles".
    pub what: String,
    /// Per node, how it was and how it is; `None` where it does not exist.
    pub nodes: BTreeMap<NodeId, Change<C>>,
    pub removed: Vec<Edge>,
    pub added: Vec<Edge>,
    pub settings: Option<(C::Settings, C::Settings)>,
    next_node: (u32, u32),
}

/// How a node was and how it is.
pub type Change<C> = (Option<Node<C>>, Option<Node<C>>);

impl<C: Content> Patch<C> {
    /// What leads from `before` to `after`.
    pub fn between(before: &Graph<C>, after: &Graph<C>, what: impl Into<String>) -> Self {
        let mut nodes: BTreeMap<NodeId, Change<C>> =
            before.nodes.iter().map(|node| (node.id, (Some(node.clone()), None))).collect();
        for node in &after.nodes {
            nodes.entry(node.id).or_insert((None, None)).1 = Some(node.clone());
        }
        nodes.retain(|_, (was, is)| was != is);
        let (was, is): (BTreeSet<Edge>, BTreeSet<Edge>) =
            (before.edges.iter().copied().collect(), after.edges.iter().copied().collect());
        Self {
            what: what.into(),
            nodes,
            removed: was.difference(&is).copied().collect(),
            added: is.difference(&was).copied().collect(),
            settings: (before.settings != after.settings).then(|| (before.settings.clone(), after.settings.clone())),
            next_node: (before.next_node, after.next_node),
        }
    }

    /// True when it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.removed.is_empty() && self.added.is_empty() && self.settings.is_none()
    }

    /// Nodes that this edit makes, in order: what should be selected afterwards.
    pub fn new_nodes(&self) -> Vec<NodeId> {
        self.nodes.iter().filter(|(_, (was, is))| was.is_none() && is.is_some()).map(|(id, _)| *id).collect()
    }

    /// What is chosen once this is done to `before`: what it makes; where tiles go, the one before them; else `None`, and
    /// the choice stays as it is.
    pub fn chosen_after(&self, before: &Graph<C>) -> Option<BTreeSet<NodeId>> {
        let new = self.new_nodes();
        if !new.is_empty() {
            return Some(new.into_iter().collect());
        }
        let goes = |id: &NodeId| self.nodes.get(id).is_some_and(|(_, is)| is.is_none());
        let order = before.reading_order();
        let first = order.iter().position(goes)?;
        let leads = before.ways_in(order[first]).into_iter().map(|edge| edge.from);
        let near = leads.chain(order[..first].iter().rev().copied()).chain(order[first..].iter().copied());
        near.into_iter().find(|id| !goes(id)).map(|id| BTreeSet::from([id]))
    }

    /// The edit that undoes this one.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            what: self.what.clone(),
            nodes: self.nodes.iter().map(|(id, (was, is))| (*id, (is.clone(), was.clone()))).collect(),
            removed: self.added.clone(),
            added: self.removed.clone(),
            settings: self.settings.clone().map(|(was, is)| (is, was)),
            next_node: (self.next_node.1, self.next_node.0),
        }
    }

    /// Does the edit.
    pub fn apply(&self, graph: &mut Graph<C>) {
        graph.nodes.retain(|node| !self.nodes.contains_key(&node.id));
        graph.nodes.extend(self.nodes.values().filter_map(|(_, is)| is.clone()));
        graph.nodes.sort_unstable_by_key(|node| node.id);
        graph.edges.retain(|edge| !self.removed.contains(edge));
        graph.edges.extend(&self.added);
        graph.edges.sort_unstable();
        if let Some((_, settings)) = &self.settings {
            graph.settings = settings.clone();
        }
        graph.next_node = self.next_node.1;
    }
}
