//! What Waypost knows about outreach, free of clocks, randomness and I/O: domain types, validation and decisions.
//! The server performs what this crate decides; the browser runs the very same code to validate and explain.

#![warn(clippy::wildcard_enum_match_arm)]

pub mod activity;
pub mod audit;
pub mod change;
pub mod code_sets;
pub mod coded;
pub mod consent;
pub mod delimited;
pub mod email_address;
pub mod events;
pub mod field;
pub mod graph;
pub mod hue;
pub mod ids;
pub mod imports;
pub mod journeys;
pub mod language;
pub mod messages;
pub mod noun;
pub mod outreach;
pub mod overview;
pub mod paging;
pub mod patients;
pub mod people;
pub mod phi;
pub mod records;
pub mod scheduling;
pub mod segments;
pub mod text;
pub mod time;
pub mod units;
pub mod used_by;
pub mod vaccines;
