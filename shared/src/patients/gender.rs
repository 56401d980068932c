//! Administrative gender.

use serde::{Deserialize, Serialize};

/// FHIR `administrative-gender`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    Female,
    Male,
    Other,
    Unknown,
}

impl Gender {
    pub const ALL: [Self; 4] = [Self::Female, Self::Male, Self::Other, Self::Unknown];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Female => "Female",
            Self::Male => "Male",
            Self::Other => "Other",
            Self::Unknown => "Unknown",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gender| gender.code() == code)
    }

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
