//! Pictures: uploaded once, used by messages and events.
#![recursion_limit = "512"]

mod doors;
mod library;

pub use library::Library;
