//! Writing what was read from a FHIR source: records of any type, new or changed, and deletions, in whatever order
//! they come. The `fhir` crate reads and flattens; the SQL is here.

mod apply;
mod column;
mod concepts;
mod delete;
mod diagnoses;
mod identity;
mod lookup;
mod record;
mod rows;
pub mod runs;
mod unresolved;

pub use apply::{Importer, Outcome};
pub use column::{Column, columns};
pub use concepts::Concepts;
pub(crate) use identity::{add_alias, born};
pub use record::{Attached, Component, Concept, Contact, Field, Key, Record, Reference, SamePerson};
pub(crate) use rows::reserve;
pub use shared::records::RecordKind;
