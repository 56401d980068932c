//! Code sets: the list, and one with its codes and versions.

mod about;
mod add_code;
mod codes;
mod doors;
mod editing;
mod list;
mod new_set;
mod page;
mod paste;
mod systems;
mod versions;

pub use list::code_sets_page;
pub use page::code_set_page;
