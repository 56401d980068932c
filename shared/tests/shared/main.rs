//! What the domain promises. Beside the crate, not in it: with tests inside it would be compiled twice.

mod activity;
mod audit;
mod calls;
mod care_gaps;
mod code_sets;
mod coded;
mod consent;
mod delimited;
mod events;
mod graph;
mod imports;
mod journeys;
mod lists;
mod lookup;
mod messages;
mod overview;
mod patients;
mod people;
mod phi;
mod prospects;
mod records;
mod scheduling;
mod segments;
mod text;
mod time;
mod vaccines;
