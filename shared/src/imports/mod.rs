//! What a FHIR import did, for the screen, the command line and the history.

mod report;
mod run;

pub use report::{ImportOutcome, ImportReport, OtherCount, Rejected, TypeCount};
pub use run::{ImportProgress, ImportRun, ImportStatus};
