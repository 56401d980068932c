//! What a graph asks of the things its nodes hold.

use super::{NodeId, Port, Way};
use crate::hue::Hue;
use std::fmt::Debug;

/// What a node is and does, with its settings. Implemented by each kind of graph.
pub trait Content: Clone + PartialEq + Debug + Send + Sync + 'static {
    /// What holds for the whole graph.
    type Settings: Clone + PartialEq + Debug + Send + Sync + 'static;

    /// The newest shape of the stored document.
    const FORMAT: u32;
    /// Whether a graph may begin at several nodes.
    const SEVERAL_STARTS: bool;
    /// Why some edits make no sense, in the words of this kind of graph.
    const REFUSALS: Refusals;

    /// What a node of this kind is called that has no name of its own.
    fn label(&self) -> &'static str;

    /// Its kind's own word, such as `wait`.
    fn code(&self) -> &'static str;

    /// How a node of this kind looks wherever it is offered or drawn.
    fn look(&self) -> Look;

    /// A fresh one of each kind that can be added, in the order of the palette.
    fn palette() -> Vec<Self>;

    /// The ways out, in the order they are drawn; none where a path ends.
    fn ways(&self) -> Vec<Way>;

    /// The names of its ways out, in the order they are drawn.
    fn ports(&self) -> Vec<Port> {
        self.ways().into_iter().map(|way| way.port).collect()
    }

    /// Whether people begin here. Nothing leads to a start.
    fn is_start(&self) -> bool;

    /// Makes what it says about other nodes follow them to new numbers; `None` where the node is not there.
    fn renumber(&mut self, follow: &dyn Fn(NodeId) -> Option<NodeId>) {
        let _ = follow;
    }

    /// Whether both are of one kind, whatever their settings.
    fn same_kind(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// How a kind of node looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// In the sprite of icons.
    pub icon: &'static str,
    pub hue: Hue,
}

/// The refusals that depend on what the graph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusals {
    pub back_to_start: &'static str,
    pub last_start: &'static str,
    pub second_start: &'static str,
    /// A node without a way out can't be put into a line.
    pub end_in_line: &'static str,
    pub nothing_to_paste: &'static str,
}
