//! The pages behind the links in messages: preferences, unsubscribing, reviews. Plain HTML, no script, no account, no name.

mod frame;
mod preferences;
mod review;
mod unsubscribe;

pub use frame::{Organisation, unknown_link};
pub use preferences::{PreferencesForm, preferences_page};
pub use review::{ReviewForm, review_page, reviewed_page};
pub use unsubscribe::{unsubscribe_page, unsubscribed_page};
