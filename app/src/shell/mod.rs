//! What surrounds every staff page: document, navigation, home.

#[cfg(feature = "ssr")]
mod document;
mod frame;
mod home;
mod me;
mod not_found;

#[cfg(feature = "ssr")]
pub use document::{Assets, document};
pub use frame::Frame;
pub use home::HomePage;
pub use me::who_am_i;
pub use not_found::NotFound;
