//! A tile's own signals.

use leptos::prelude::*;
use shared::graph::{Content, Node};

/// Moving a tile re-renders nothing but its place and its lines.
#[derive(Debug)]
pub struct Cell<C: Content> {
    pub node: RwSignal<Node<C>>,
    pub at: RwSignal<(i32, i32)>,
}

impl<C: Content> Clone for Cell<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: Content> Copy for Cell<C> {}

impl<C: Content> Cell<C> {
    pub(crate) fn of(node: &Node<C>) -> Self {
        Self { at: RwSignal::new((node.x, node.y)), node: RwSignal::new(node.clone()) }
    }
}
