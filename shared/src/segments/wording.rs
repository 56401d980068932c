//! Comparing a few words, such as the name of a city, with what a rule asks for.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// How the text of a record must compare with the text of a rule. Case (A to Z) and the spaces around the rule's text do
/// not matter. Where nothing is recorded, no comparison holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum WordingTest {
    #[default]
    Begins,
    Is,
    IsNot,
    Contains,
    /// In alphabetical order the same or later, as in "ZIP codes from 72000".
    From,
    /// In alphabetical order the same or earlier.
    UpTo,
}

impl WordingTest {
    /// What stands between the attribute and the text.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Begins => "begins with",
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Contains => "contains",
            Self::From => "is from",
            Self::UpTo => "is up to",
        }
    }

    /// The text of a rule as it is compared.
    pub fn wanted(text: &str) -> String {
        text.trim().to_ascii_lowercase()
    }

    /// `wanted` as [`Self::wanted`] makes it.
    pub fn holds(self, found: &str, wanted: &str) -> bool {
        let found = found.to_ascii_lowercase();
        match self {
            Self::Begins => found.starts_with(wanted),
            Self::Is => found == wanted,
            Self::IsNot => found != wanted,
            Self::Contains => found.contains(wanted),
            Self::From => found.as_str() >= wanted,
            Self::UpTo => found.as_str() <= wanted,
        }
    }
}
