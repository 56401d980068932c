//! Signing in, and the first administrator.

mod form;
mod page;
mod setup;

pub use page::{SignInForm, sign_in_page};
pub use setup::{SetupForm, setup_page};
