//! Patients as screens show them: a line of the list, and one patient's whole record.

mod attribute;
mod care_gaps;
mod column;
mod consents;
mod contact_system;
mod gender;
mod likeness;
mod list;
mod merge;
mod person_line;
mod record;
mod relationship;
mod same_person;
mod tags;

pub use attribute::AttributeValue;
pub use care_gaps::{GapLine, GapRemark, GapRemarkLine};
pub use column::{Column, ColumnKind, is_doubtful};
pub use consents::{AddressConsents, PatientView, SaidToStaff};
pub use contact_system::ContactSystem;
pub use gender::Gender;
pub use likeness::{Described, reasons};
pub use list::{Activeness, PatientFilter, PatientRow, PatientSort, PatientsQuery, RecordsShown};
pub use merge::{Duplicates, LikelyPair, MergedPair, PairSide};
pub use person_line::{Columns, Meaning, PersonLine, parted};
pub use record::{
    ClinicalLine, ClinicalSection, ContactPoint, Demographics, Identifier, OwnAttribute, PatientRecord, TimelineLine,
    VaccineLine, status_words,
};
pub use relationship::Relationship;
pub use same_person::{Known, contradict, name_words};
pub use tags::{Telling, attribute_name, tag_name};

/// The family name of somebody whose name nobody knows: shown to staff, never written to anybody.
pub const NO_NAME: &str = "(no name)";
