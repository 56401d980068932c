//! Segments: the list, the rule builder, the members.
#![recursion_limit = "512"]

mod add_people;
mod ages;
mod by_hand;
mod by_hand_change;
mod delete_dialog;
mod doors;
mod draft;
#[cfg(feature = "ssr")]
pub mod export;
mod figures;
mod flow;
mod gallery;
mod header;
mod history;
mod insights;
mod links;
mod list;
mod list_dialog;
mod members;
mod name_dialog;
mod new_segment;
mod page;
mod person_search;
mod publish_dialog;
mod rule_text;
mod sentence;
mod status;
mod template_dialog;
mod why;

pub use gallery::segment_templates_page;
pub use list::segments_page;
pub use page::segment_page;
