//! Segments as rows: their rules, who is in, and the changes of membership that journeys follow.

mod by_hand;
pub mod compile;
pub mod concepts;
pub mod count;
pub mod edit;
pub mod explain;
pub mod facts;
pub mod follow;
pub mod index;
pub mod insights;
pub mod list;
pub mod lists;
pub mod members;
pub mod membership;
mod nesting;
mod notes;
mod places;
pub mod preview;
pub mod publish;
pub mod refresh;
pub mod statement;
pub mod templates;
mod turns;
pub mod uses;
pub mod versions;
pub mod vocabulary;
pub mod whole;

pub use concepts::{concepts, subjects};
pub use count::{count, size};
pub use edit::{create, delete, duplicate, rename, save_draft};
pub use explain::explain;
pub use follow::{concepts_of, follow_patient, lock};
pub use index::{Everyone, FactIndex, prune_log};
pub use insights::insights;
pub use list::{by_id, live, page};
pub use lists::{add_listed, freeze};
pub use members::{candidates, export, members};
pub use membership::{add_members, is_member, member_keys, remove_members};
pub use places::journey_places;
pub use preview::preview;
pub use publish::{go_live, stop};
pub use refresh::{Listeners, LiveSegment, live_dynamic, re_evaluate, refresh};
pub use templates::{change_template, delete_template, from_template, gallery, keep_template};
pub use turns::together;
pub use uses::uses;
pub use versions::versions;
pub use vocabulary::{known_places, words_in_use};
pub use whole::{compare, refresh_due, refresh_failed};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
