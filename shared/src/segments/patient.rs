//! Tests of the patient's own attributes.

use serde::{Deserialize, Serialize};

/// One attribute and what it must be. An attribute that is not known fails its test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PatientTest {
    /// The record's status: active or not.
    Active(bool),
    Age(AgeTest),
    /// FHIR administrative gender, any of these.
    Gender(Vec<Gender>),
    /// BCP 47; `es` takes `es-MX` in.
    Language(Vec<String>),
    /// City, state or postcode begins with the text, whatever its case.
    Place {
        part: PlacePart,
        begins: String,
    },
    Deceased(bool),
    /// Has (or has not) a contact point of that kind.
    Reach {
        by: Reach,
        has: bool,
    },
}

/// Age in whole years on the day of the evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeTest {
    /// Both ends included.
    Between {
        from: u16,
        to: u16,
    },
    AtLeast(u16),
    Under(u16),
}

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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlacePart {
    City,
    State,
    Postcode,
}

impl PlacePart {
    pub const ALL: [Self; 3] = [Self::City, Self::State, Self::Postcode];

    pub const fn label(self) -> &'static str {
        match self {
            Self::City => "City",
            Self::State => "State",
            Self::Postcode => "Postcode",
        }
    }
}

/// A kind of contact point a patient may be reached by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    Email,
    /// A telephone number for calls or text messages.
    Phone,
}

impl Reach {
    /// FHIR `ContactPoint.system` codes that count.
    pub const fn systems(self) -> &'static [&'static str] {
        match self {
            Self::Email => &["email"],
            Self::Phone => &["phone", "sms"],
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Email => "e-mail address",
            Self::Phone => "phone number",
        }
    }
}
