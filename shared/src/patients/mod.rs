//! Patients as screens show them: a line of the list, and one patient's whole record.

mod attribute;
mod consents;
mod list;
mod record;
mod relationship;
mod tags;

pub use attribute::AttributeValue;
pub use consents::{AddressConsents, PatientView};
pub use list::{Activeness, PatientFilter, PatientRow, PatientSort};
pub use record::{
    ClinicalKind, ClinicalLine, ClinicalSection, ContactPoint, Demographics, Identifier, PatientRecord, TimelineLine,
};
pub use relationship::Relationship;
pub use tags::{attribute_name, tag_name};
