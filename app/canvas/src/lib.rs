//! A canvas on which people draw graphs: tiles, lines, palette, minimap, zoom, undo, keyboard, and the same as an outline.
//! It knows `shared::graph` and nothing of what is drawn: whoever draws says in [`Words`] what
//! is said about the tiles.
#![recursion_limit = "512"]

mod add_menu;
mod adding;
mod board;
mod cell;
mod drag;
mod edges;
mod focus;
mod history;
mod keys;
mod minimap;
mod outline;
mod palette;
mod surface;
mod tile;
mod view;
mod words;
mod zoom_bar;

pub use board::{Board, Spot};
pub use cell::Cell;
pub use drag::Drag;
pub use focus::{focus_chosen, keep_focus_on};
pub use keys::undo_keys;
pub use outline::Outline;
pub use surface::Surface;
pub use words::Words;
