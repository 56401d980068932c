//! Signing in and the first administrator (pages without any script), and one's own account.

mod own;
#[cfg(feature = "ssr")]
mod plain_form;
#[cfg(feature = "ssr")]
mod setup;
#[cfg(feature = "ssr")]
mod sign_in;

#[cfg(feature = "ssr")]
pub use own::open_to_given_password;
pub use own::own_account_page;
#[cfg(feature = "ssr")]
pub use setup::{SetupForm, setup_page};
#[cfg(feature = "ssr")]
pub use sign_in::{SignInForm, sign_in_page};
