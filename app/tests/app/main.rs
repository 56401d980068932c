//! What can be said of the application without a browser. Beside the crate, not in it: its own compilation is the longest
//! of all, and with tests inside there would be two.

mod event_cache;
mod icons;
mod limit;
mod places;
mod portal;
mod preferences;
