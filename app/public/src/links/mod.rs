//! The pages behind the links in messages: preferences and unsubscribing. Plain HTML, no script, no account, no name.

mod frame;
mod preferences;
mod unsubscribe;

pub use frame::{Organisation, unknown_link};
pub use preferences::{PreferencesForm, preferences_page};
pub use unsubscribe::{unsubscribe_page, unsubscribed_page};
