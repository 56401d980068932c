//! What the store promises, on both databases. Beside the crate, not in it: with tests inside it would be compiled twice.

mod addresses;
mod audit;
mod care_gap_remarks;
mod channels;
mod code_sets;
mod consent;
mod documents;
mod events;
mod full_disk;
mod journeys;
mod keys;
mod media;
mod outbox;
mod overview;
mod patients;
mod people;
mod scheduling;
mod search;
mod segments;
mod sessions;
mod staff;
mod starters;
mod statements;
mod suppression;
mod templates;
mod vaccines;
