//! Code sets: named lists of codes that rules ask for. What ships is ours, in public code systems; licensed value sets are
//! read from the FHIR ValueSet that the operator has obtained.

pub mod built_in;
pub mod value_set;

use serde::{Deserialize, Serialize};

/// A code of a code system, with its words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Coding {
    pub system: String,
    pub code: String,
    pub display: String,
}

/// A code set as it is written, before the store gives it a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeSet {
    /// What rules name it by: a slug such as `mammography`.
    pub key: String,
    pub name: String,
    pub description: String,
    /// A citation or the URL of the value set.
    pub source: String,
    pub codes: Vec<Coding>,
}

/// A name as a key: lower case, with hyphens for everything that is no letter or digit.
pub fn slug(name: &str) -> String {
    let words = name.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), " ");
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_key_has_only_letters_digits_and_hyphens() {
        assert_eq!(slug("  Hospice Care (Ambulatory)  "), "hospice-care-ambulatory");
    }
}
