//! The journey designer: a canvas of tiles, the panel of the chosen one, and the same as an outline.

mod add_menu;
mod branch_editor;
mod canvas;
mod copy_dialog;
mod delete_dialog;
mod drag;
mod edges;
mod figure_line;
mod focus;
mod go_live;
mod insights;
mod keys;
mod live_picker;
mod minimap;
mod node_editor;
mod outline;
mod page;
mod palette;
mod panel;
mod people;
mod settings_panel;
mod state;
mod tile;
mod top_bar;
mod words;
mod zoom_bar;

pub use page::designer_page;
