//! Graphs that people draw: nodes with named ways out, lines between them, edits as patches that can be undone, and a tidy
//! layout. What a node holds is its owner's: journeys use it, and whatever else is drawn on a canvas.

mod clipping;
mod content;
mod document;
mod edits;
mod geometry;
mod layout;
mod patch;
mod port;

pub use clipping::{Clipping, copy, duplicate, paste};
pub use content::{Content, Look, Refusals};
pub use document::{Edge, Graph, Node, NodeId};
pub use edits::{
    Edit, append, connect, delete, disconnect, insert_on_edge, move_nodes, place, relabel, set_kind, set_settings,
};
pub use geometry::{View, bounds, curve, framed, port_offset};
pub use layout::{COLUMN, ROW, TILE_HEIGHT, TILE_WIDTH, tidy};
pub use patch::Patch;
pub use port::{Port, Way};
