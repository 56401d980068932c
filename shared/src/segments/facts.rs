//! What is known about one patient, as far as rules can ask.

use super::{Gender, RecordType};
use crate::time::{Date, UtcMillis};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PatientFacts {
    pub active: bool,
    pub birth_date: Option<Date>,
    pub gender: Option<Gender>,
    pub language: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    pub deceased: bool,
    /// Has a contact point of FHIR system `email`.
    pub has_email: bool,
    /// Has one of FHIR system `phone` or `sms`.
    pub has_phone: bool,
    pub records: Vec<RecordFacts>,
}

/// One related record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordFacts {
    pub record: RecordType,
    pub concept: Option<ConceptFacts>,
    /// The clinical status of conditions and allergies, the status of everything else.
    pub status: Option<String>,
    pub verification: Option<String>,
    /// FHIR `doNotPerform`: an order not to. Never matches.
    pub negated: bool,
    /// When it began, was taken, performed, written, given or starts.
    pub at: Option<UtcMillis>,
    pub number: Option<f64>,
    pub unit: Option<String>,
}

/// A FHIR CodeableConcept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConceptFacts {
    pub text: String,
    /// As [`search_text`] makes it.
    pub search_text: String,
    /// (system, code) of every coding.
    pub codings: Vec<(String, String)>,
}

/// What "text contains" looks in: the concept's text and its displays in lower case, each once, one a line, so that
/// "begins" finds the start of each.
pub fn search_text<'a>(text: &'a str, displays: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for words in std::iter::once(text).chain(displays) {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::search_text;

    #[test]
    fn each_wording_is_a_line_once() {
        assert_eq!(
            search_text("Hypermetropia", ["Hypermetropia", "Far-sightedness  (disorder)"]),
            "hypermetropia\nfar-sightedness (disorder)"
        );
    }
}
