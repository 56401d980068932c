//! Administrative gender.

use crate::coded;

coded! {
    /// FHIR `administrative-gender`.
    pub enum Gender {
        Female = "female", "Female";
        Male = "male", "Male";
        Other = "other", "Other";
        Unknown = "unknown", "Unknown";
    }
}

impl Gender {
    /// The sex at birth (US Core) that stands for it where no administrative gender is known.
    pub const fn birth_sex(self) -> Option<&'static str> {
        match self {
            Self::Female => Some("F"),
            Self::Male => Some("M"),
            Self::Other | Self::Unknown => None,
        }
    }

    /// The administrative gender or, where that is not known, what the sex at birth stands for.
    pub fn known(code: Option<&str>, birth_sex: Option<&str>) -> Option<Self> {
        let said = code.and_then(Self::from_code);
        let born = || Self::ALL.into_iter().find(|gender| birth_sex.is_some() && gender.birth_sex() == birth_sex);
        match said {
            None | Some(Self::Unknown) => born().or(said),
            said => said,
        }
    }
}
