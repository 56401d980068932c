//! The application: pages, components and server functions. Compiled twice: for the server (`ssr`) and for the browser
//! (`hydrate`). Staff pages live under `/staff` and hydrate; public pages are rendered by the server without any script.
#![recursion_limit = "512"]

pub mod account;
pub mod audit;
mod chunks;
pub mod code_sets;
#[cfg(feature = "ssr")]
mod files;
pub mod imports;
pub mod journeys;
pub mod messages;
pub mod patients;
pub mod people;
#[cfg(feature = "ssr")]
pub mod plain;
#[cfg(feature = "ssr")]
pub mod portal;
pub mod routes;
pub mod segments;
pub mod settings;
pub mod shell;

#[cfg(feature = "ssr")]
pub use files::files;
pub use routes::App;
#[cfg(feature = "ssr")]
pub use routes::document;
