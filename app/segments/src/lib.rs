//! Segments: the list, the rule builder, the members.
#![recursion_limit = "512"]

mod add_people;
mod ages;
mod api;
mod block;
mod block_tools;
mod builder;
mod by_hand;
mod by_hand_change;
mod care_gap_card;
mod chips;
mod condition;
mod condition_row;
mod delete_dialog;
#[cfg(feature = "ssr")]
pub mod export;
mod figures;
mod flow;
mod gallery;
mod group;
mod header;
mod history;
mod insights;
mod joint;
mod links;
mod list;
mod list_dialog;
mod members;
mod name_dialog;
mod new_segment;
mod number_input;
mod page;
mod patient;
mod person_search;
mod publish_dialog;
mod record_card;
mod record_types;
mod rule_text;
mod segment_card;
mod sentence;
mod status;
mod template_dialog;
mod why;
mod word_list;

pub use gallery::segment_templates_page;
pub use list::segments_page;
pub use page::segment_page;
