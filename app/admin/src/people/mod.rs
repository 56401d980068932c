//! The people who work here: list, add, change role, reset password, lock out.

mod add;
mod change;
mod doors;
mod list;

pub use list::people_page;
