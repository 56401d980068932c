//! The application: pages, components and server functions. Compiled twice: for the server (`ssr`) and for the browser
//! (`hydrate`). Staff pages live under `/staff` and hydrate; public pages are rendered by the server without any script.
#![recursion_limit = "512"]

pub mod account;
pub mod audit;
#[cfg(feature = "ssr")]
pub mod door;
pub mod error;
<<<<<<< HEAD
pub mod events;
pub mod patients;
pub mod people;
=======
pub mod messages;
>>>>>>> 3aa09d5 (Messages: templates list, editor, outbox pages, preference and unsubscribe pages, tracking links)
#[cfg(feature = "ssr")]
pub mod plain;
#[cfg(feature = "ssr")]
pub mod portal;
pub mod routes;
pub mod settings;
pub mod shell;
pub mod ui;

#[cfg(feature = "ssr")]
pub use door::door;
pub use error::AppError;
pub use routes::App;
