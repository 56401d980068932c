//! Programs, prospect lists and calls as they are kept.

pub mod calls;
pub mod lookup;
pub mod programs;
pub mod prospects;
pub mod report;
pub mod reviews;
pub mod touches;
pub mod visits;
