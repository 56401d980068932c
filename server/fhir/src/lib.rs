//! FHIR R4 in, and tables of people: files of bundles, resources and Bulk Data lines become rows. A thread reads and flattens, one writer
//! stores; between them at most a few batches wait, so memory stays small however large the files are.

pub mod background;
mod bundle;
mod concepts;
mod datatypes;
mod encoding;
mod error;
mod flatten;
mod moment;
mod options;
mod people;
mod preview;
mod progress;
pub mod prospects;
mod reader;
mod reference;
mod resource;
pub mod sheet;
mod source;
mod tally;
mod writer;

pub use error::ImportError;
pub use options::Options;
pub use preview::preview;
pub use progress::Progress;
pub use source::{SourceFile, find, ordered};
pub use writer::{import, import_files};
