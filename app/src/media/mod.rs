//! Pictures: uploaded once, used by messages and events.

mod doors;
mod library;

pub use library::Library;
