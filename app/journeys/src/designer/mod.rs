//! The journey designer: the canvas with the tiles of a journey, and the panel of the chosen one.

mod copy_dialog;
mod delete_dialog;
mod ends;
mod figure_line;
mod focus;
mod go_live;
mod insights;
mod node_editor;
mod page;
mod panel;
mod people;
mod settings_panel;
mod state;
mod tiles;
mod top_bar;
mod words;

pub use page::designer_page;
