//! Patients as screens show them: a line of the list, and one patient's whole record.

mod consents;
mod list;
mod record;

pub use consents::{AddressConsents, PatientView};
pub use list::{Activeness, PatientFilter, PatientRow, PatientSort};
pub use record::{
    ClinicalKind, ClinicalLine, ClinicalSection, ContactPoint, Demographics, Identifier, PatientRecord, TimelineLine,
};
