//! What a tile says and looks like: `shared::journeys::describe` with the names the page knows.

use super::state::Designer;
use leptos::prelude::*;
use shared::journeys::{Described, Drawn, Kind, Node, NodeId, describe};

/// How a tile of this kind looks before anything is chosen.
pub fn fresh(kind: Kind) -> Described {
    describe(&kind.fresh(), &())
}

/// A tile's second line: its settings in words.
pub fn detail(designer: Designer, node: &Node) -> String {
    with_names(designer, |names| describe(&node.kind, names).detail)
}

/// The tile's first line: what a person called it, or what is chosen, or the kind.
pub fn title(designer: Designer, node: &Node) -> String {
    with_names(designer, |names| shared::journeys::title(node, names))
}

/// The title of a tile by its number.
pub fn node_title(designer: Designer, id: NodeId) -> String {
    designer
        .read(|definition| definition.node(id).cloned())
        .map_or_else(|| "a tile that is gone".into(), |node| title(designer, &node))
}

fn with_names<T>(designer: Designer, look: impl FnOnce(&Drawn<'_>) -> T) -> T {
    designer.known.with(|known| designer.read(|definition| look(&Drawn { definition, known })))
}
