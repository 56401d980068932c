//! Public pages, without a browser.

mod cookie;
mod event_cache;
mod icons;
mod limit;
mod portal;
mod preferences;
mod review;
