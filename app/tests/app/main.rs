//! What can be said of the application without a browser. Beside the crate, not in it: its own compilation is the longest
//! of all, and with tests inside there would be two.

mod door;
mod event_cache;
mod icons;
mod limit;
mod me;
mod portal;
mod preferences;
mod spreadsheet;
mod words;
