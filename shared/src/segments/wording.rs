//! Comparing a few words, such as the name of a city, with what a rule asks for.

use crate::coded;

coded! {
    /// How the text of a record must compare with the text of a rule. Case (A to Z) and the spaces around the rule's text do
    /// not matter. Where nothing is recorded, no comparison holds.
    #[derive(Default)]
    pub enum WordingTest {
        #[default]
        Begins = "begins", "begins with";
        Is = "is", "is";
        IsNot = "is-not", "is not";
        Contains = "contains", "contains";
        /// In alphabetical order the same or later, as in "ZIP codes from 72000".
        From = "from", "is from";
        /// In alphabetical order the same or earlier.
        UpTo = "up-to", "is up to";
    }
}

impl WordingTest {
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
