//! Prospect lists: columns, cells that a spreadsheet changed, and whom we know.

mod mapping;
mod matching;
mod repair;
