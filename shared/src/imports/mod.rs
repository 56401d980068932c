//! What a FHIR import did, for the screen, the command line and the history.

mod preview;
mod report;
mod run;
mod value_set;

pub use preview::{PREVIEWED, TablePreview};
pub use report::{ImportOutcome, ImportReport, OtherCount, Rejected, TableShown, TypeCount};
pub use run::{ImportProgress, ImportRun, ImportStatus};
pub use value_set::{Became, ValueSetTaken};

use crate::ids::ImportId;
use crate::list_query;
use crate::paging::NewestFirst;

list_query! {
    /// What the page of imports shows: the report of one of them.
    pub struct ImportsQuery by NewestFirst, search in Address {
        filter run: ImportId;
    }
}
