//! A journey as one document: a graph of [`NodeKind`]s with the settings of the whole.

use super::{Audience, Awaited, NodeKind, Settings};
use crate::graph::{Content, Edge, Graph, Node, NodeId, Port, ROW};
use crate::ids::{SegmentId, TemplateId};
use crate::segments::Dependencies;
use std::collections::BTreeSet;

/// A whole journey.
pub type Definition = Graph<NodeKind>;

/// What a new journey holds: an audience and an exit, and the organization's zone.
pub fn starter(zone: &str) -> Definition {
    let node = |id, y, kind| Node { id: NodeId(id), label: String::new(), x: 0, y, kind };
    Definition {
        format: NodeKind::FORMAT,
        nodes: vec![node(1, 0, NodeKind::Entry { audience: None }), node(2, ROW, NodeKind::Exit)],
        edges: vec![Edge { from: NodeId(1), port: Port::OUT, to: NodeId(2) }],
        settings: Settings { zone: zone.to_owned(), ..Settings::default() },
        next_node: 3,
    }
}

impl Definition {
    /// The node where everybody starts.
    pub fn entry(&self) -> Option<&Node<NodeKind>> {
        self.starts().next()
    }

    pub fn audience(&self) -> Option<Audience> {
        self.entry()?.kind.audience()
    }

    /// The templates of its messages, each once.
    pub fn templates(&self) -> BTreeSet<TemplateId> {
        self.nodes.iter().filter_map(|node| node.kind.template()).collect()
    }

    /// What a step needs to know about a traveller.
    pub fn asks(&self) -> Dependencies {
        let mut asks = Dependencies::default();
        self.add_asks(&mut asks);
        asks
    }

    /// Adds [`Self::asks`] to what others ask.
    pub fn add_asks(&self, asks: &mut Dependencies) {
        self.nodes.iter().for_each(|node| node.kind.asks(asks));
        self.settings.ends().iter().for_each(|(_, rule)| asks.add(rule));
    }

    /// What its steps wait for.
    pub fn awaited(&self) -> impl Iterator<Item = &Awaited> {
        let waits = self
            .nodes
            .iter()
            .filter_map(|node| if let NodeKind::WaitFor(wait) = &node.kind { Some(&wait.arms) } else { None });
        waits.flatten().map(|arm| &arm.of)
    }

    /// The segments it needs: its audience and those its rules ask about.
    pub fn segments(&self) -> BTreeSet<SegmentId> {
        let mut segments = self.asks().segments;
        if let Some(Audience::Segment(segment)) = self.audience() {
            segments.insert(segment);
        }
        segments
    }
}
