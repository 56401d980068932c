//! The pages behind the links in messages: preferences, confirming, unsubscribing, reviews. Plain HTML, no script, no account, no
//! name.

mod confirm;
mod frame;
mod preferences;
mod review;
mod unsubscribe;
mod words;

pub use confirm::confirm_page;
pub use frame::{Organization, unknown_link};
pub use preferences::{AddressLine, Done, PreferencesForm, preferences_page};
pub use review::{ReviewForm, review_page, reviewed_page};
pub use unsubscribe::{unsubscribe_page, unsubscribed_page};
