//! What the canvas asks of whoever draws on it.

use crate::Board;
use leptos::prelude::*;
use shared::graph::{Content, Edge, Node, NodeId};

/// What is said about the tiles of one graph on the page. Asked while something is drawn, so that what an answer reads is
/// followed.
pub trait Words<C: Content>: Send + Sync + 'static {
    /// A tile's first line.
    fn title(&self, board: Board<C>, node: &Node<C>) -> String;

    /// A tile's second line.
    fn detail(&self, board: Board<C>, node: &Node<C>) -> String;

    /// What stands below these, such as figures.
    fn line(&self, board: Board<C>, node: &Node<C>) -> Option<AnyView>;

    /// Whether something about the tile is wrong.
    fn is_faulty(&self, id: NodeId) -> bool;

    /// What stands beside the words on a line, such as how many went that way.
    fn count(&self, edge: Edge) -> Option<String>;

    /// Called after every change of the graph.
    fn changed(&self);

    /// Called when the keyboard opens the settings of the chosen tile.
    fn open(&self);
}
