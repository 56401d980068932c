//! Programs, prospect lists and calls as they are kept.

pub mod calls;
pub mod programs;
pub mod report;
pub mod reviews;
pub mod touches;
pub mod visits;
