//! What is on the canvas: the graph, a signal a tile, what is chosen, and the patches that lead back and forth.

use crate::{Cell, Words};
use leptos::html;
use leptos::prelude::*;
use shared::graph::{Clipping, Content, Edge, Graph, NodeId, Patch, Port, View};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where the next tile would go: a line, or an open port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    Edge(Edge),
    Port(NodeId, Port),
}

/// The canvas's state, found by every part of it through the context. Cheap to copy.
pub struct Board<C: Content> {
    /// Whether the graph may be changed.
    pub editable: Signal<bool>,
    pub(crate) graph: StoredValue<Graph<C>>,
    /// Counts changes of the graph; whoever shows something derived from all of it follows this.
    pub changes: RwSignal<u32>,
    pub ids: RwSignal<Vec<NodeId>>,
    pub(crate) cells: StoredValue<BTreeMap<NodeId, Cell<C>>>,
    /// The page's owner. A signal belongs to whoever runs when it is made, and a tile must outlive the menu that added it.
    pub(crate) owner: StoredValue<Owner>,
    pub edges: RwSignal<Vec<Edge>>,
    pub chosen: RwSignal<BTreeSet<NodeId>>,
    pub(crate) undo: RwSignal<Vec<Patch<C>>>,
    pub(crate) redo: RwSignal<Vec<Patch<C>>>,
    /// The tile whose settings were changed last, and `changes` then.
    pub(crate) typed: StoredValue<Option<(NodeId, u32)>>,
    /// Counts edits; says of the last one whether it chose tiles.
    pub(crate) edited: RwSignal<(u32, bool)>,
    pub(crate) clipping: StoredValue<Option<Clipping<C>>>,
    pub view: RwSignal<View>,
    pub(crate) surface: NodeRef<html::Div>,
    /// For screen readers.
    pub announced: RwSignal<String>,
    pub adding: RwSignal<Option<Spot>>,
    /// Where what is carried over the canvas would go, were it let go now.
    pub aimed: RwSignal<Option<Spot>>,
    /// Whether the outline is shown instead of the canvas.
    pub outline: RwSignal<bool>,
    words: StoredValue<Option<Arc<dyn Words<C>>>>,
}

impl<C: Content> Clone for Board<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Content> Copy for Board<C> {}

impl<C: Content> Board<C> {
    pub fn new(graph: Graph<C>, editable: Signal<bool>) -> Self {
        Self {
            editable,
            changes: RwSignal::new(0),
            ids: RwSignal::new(graph.nodes.iter().map(|node| node.id).collect()),
            cells: StoredValue::new(graph.nodes.iter().map(|node| (node.id, Cell::of(node))).collect()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            edges: RwSignal::new(graph.edges.clone()),
            chosen: RwSignal::default(),
            undo: RwSignal::new(Vec::new()),
            redo: RwSignal::new(Vec::new()),
            typed: StoredValue::new(None),
            edited: RwSignal::new((0, false)),
            clipping: StoredValue::new(None),
            view: RwSignal::new(View { dx: 300.0, dy: 56.0, zoom: 1.0 }),
            surface: NodeRef::new(),
            announced: RwSignal::default(),
            adding: RwSignal::new(None),
            aimed: RwSignal::new(None),
            outline: RwSignal::new(false),
            graph: StoredValue::new(graph),
            words: StoredValue::new(None),
        }
    }

    /// Says what is said about the tiles. Called once, before anything is drawn.
    pub fn speak(&self, words: impl Words<C>) {
        self.words.set_value(Some(Arc::new(words)));
    }

    pub fn use_context() -> Self {
        expect_context()
    }

    pub(crate) fn words(&self) -> Option<Arc<dyn Words<C>>> {
        self.words.get_value()
    }

    pub fn editable_now(&self) -> bool {
        self.editable.get_untracked()
    }

    /// Looks at the graph as it is, without following it.
    pub fn read<T>(&self, look: impl FnOnce(&Graph<C>) -> T) -> T {
        self.graph.with_value(look)
    }

    /// Looks at the graph and follows it.
    pub fn follow<T>(&self, look: impl FnOnce(&Graph<C>) -> T) -> T {
        self.changes.track();
        self.graph.with_value(look)
    }

    pub fn cell(&self, id: NodeId) -> Option<Cell<C>> {
        self.cells.with_value(|cells| cells.get(&id).copied())
    }

    pub(crate) fn each_cell(&self, mut look: impl FnMut(NodeId, Cell<C>)) {
        self.cells.with_value(|cells| cells.iter().for_each(|(id, cell)| look(*id, *cell)));
    }

    /// The one chosen tile, if exactly one is.
    pub fn only_chosen(&self) -> Option<NodeId> {
        self.chosen.with(|chosen| if chosen.len() == 1 { chosen.first().copied() } else { None })
    }

    pub fn choose(&self, id: NodeId) {
        self.chosen.set(BTreeSet::from([id]));
    }

    /// A tile's first line, by its number.
    pub fn title(&self, id: NodeId) -> String {
        let node = self.read(|graph| graph.node(id).cloned());
        match (node, self.words()) {
            (Some(node), Some(words)) => words.title(*self, &node),
            (Some(node), None) => node.title().to_owned(),
            (None, _) => "a tile that is gone".into(),
        }
    }
}
