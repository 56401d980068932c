//! Public pages, without a browser.

mod event_cache;
mod icons;
mod limit;
mod portal;
mod preferences;
