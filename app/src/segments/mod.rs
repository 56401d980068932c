//! Segments: the list, the rule builder, the members.

mod ages;
mod api;
mod block;
mod block_tools;
mod builder;
mod care_gap_card;
mod chips;
mod condition;
mod condition_row;
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
mod list;
mod list_dialog;
mod members;
mod name_dialog;
mod name_form;
mod new_segment;
mod number_input;
mod page;
mod patient;
mod publish_dialog;
mod record_card;
mod record_types;
mod rule_text;
mod segment_card;
mod sentence;
mod static_members;
mod template_dialog;
mod why;
mod word_list;

pub use condition::CodeSearch;
pub use gallery::segment_templates_page;
pub use list::segments_page;
pub use page::segment_page;
