//! Patients: the list, and one patient's whole record.
#![recursion_limit = "512"]

mod care_gaps;
mod clinical;
mod consents;
mod contact;
mod doors;
mod duplicates;
mod facts;
mod list;
mod record;
mod timeline;
mod told;
mod vaccines;
mod wishes;

pub use duplicates::duplicates_page;
pub use list::patients_page;
pub use record::patient_page;
