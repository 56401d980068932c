//! What every area stands on, without a browser.

mod door;
mod me;
mod spreadsheet;
