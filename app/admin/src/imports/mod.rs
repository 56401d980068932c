//! Importing FHIR files: upload, progress, report, history.

mod doors;
mod page;
mod report;
mod upload;
mod waiting;

pub use page::imports_page;
