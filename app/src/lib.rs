//! The staff application as a whole: which page is where, and which chunk it comes in. The one crate that knows all areas.
//! Compiled twice: for the server (`ssr`) and for the browser.
#![recursion_limit = "512"]

#[cfg(feature = "ssr")]
mod files;
#[cfg(feature = "ssr")]
mod given_password;
pub mod pages;
mod root;

#[cfg(feature = "ssr")]
pub use files::files;
#[cfg(feature = "ssr")]
pub use given_password::open_to_given_password;
pub use root::App;
#[cfg(feature = "ssr")]
pub use root::document;
#[cfg(feature = "ssr")]
pub use shell::Assets;
