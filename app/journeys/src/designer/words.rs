//! What a tile says and looks like: `shared::journeys::describe` with the names the page knows.

use super::state::Designer;
use leptos::prelude::*;
use shared::journeys::{Drawn, Node, describe};

/// A tile's second line: its settings in words.
pub fn detail(designer: Designer, node: &Node) -> String {
    with_names(designer, |names| describe(&node.kind, names).detail)
}

/// The tile's first line: what a person called it, or what is chosen, or the kind.
pub fn title(designer: Designer, node: &Node) -> String {
    with_names(designer, |names| shared::journeys::title(node, names))
}

fn with_names<T>(designer: Designer, look: impl FnOnce(&Drawn<'_>) -> T) -> T {
    designer.known.with(|known| designer.board.read(|definition| look(&Drawn { definition, known })))
}
