//! Signing in and the first administrator: pages without any script.

#[cfg(feature = "ssr")]
mod setup;
#[cfg(feature = "ssr")]
mod sign_in;

#[cfg(feature = "ssr")]
pub use setup::{SetupForm, setup_page};
#[cfg(feature = "ssr")]
pub use sign_in::{SignInForm, sign_in_page};
