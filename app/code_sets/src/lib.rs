//! Code sets: the list, one with its codes and versions, and the search over the codes in the data.
#![recursion_limit = "512"]

mod about;
mod add_code;
mod codes;
mod doors;
mod editing;
mod imported;
mod list;
mod new_set;
mod origin;
mod outside;
mod page;
mod paste;
mod search;
mod systems;
mod versions;

pub use imported::value_sets_page;
pub use list::code_sets_page;
pub use page::code_set_page;
pub use search::CodeSearch;
