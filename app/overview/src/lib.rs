//! The home page: what is running, what needs attention, what happened.
#![recursion_limit = "512"]

mod days;
mod page;
mod parts;

pub use page::home_page;
