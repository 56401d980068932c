//! Code sets: named lists of codes that rules ask for. What ships is ours, in public code systems; licensed value sets are
//! read from the FHIR ValueSet that the operator has obtained.

pub mod built_in;
pub mod pasted;
pub mod system;
pub mod value_set;
pub mod wire;

use crate::field::{FieldError, FieldErrors};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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

/// The longest name, description and source, in characters.
const LONGEST: (usize, usize, usize) = (150, 1_000, 500);

impl CodeSet {
    /// Trims what was typed and refuses what can't stand. Codes come sorted, each once.
    ///
    /// # Errors
    /// At each field that needs another look; at `codes` when there is none.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        self.name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in [&mut self.description, &mut self.source] {
            *text = text.trim().to_owned();
        }
        let mut errors = FieldErrors::default();
        let (name, description, source) = LONGEST;
        errors.require(!self.name.is_empty(), "name", "Give the code set a name.");
        errors.require(self.name.chars().count() <= name, "name", "A name has at most 150 characters.");
        let short = self.description.chars().count() <= description;
        errors.require(short, "description", "Say it in at most 1,000 characters.");
        errors.require(self.source.chars().count() <= source, "source", "Say it in at most 500 characters.");
        let mut codes = Vec::with_capacity(self.codes.len());
        add(&mut codes, std::mem::take(&mut self.codes));
        self.codes = codes;
        errors.require(!self.codes.is_empty(), "codes", "Add at least one code.");
        // What an import brought may have spaces in it or a system that is no URI.
        let whole = self.codes.iter().all(|coding| !coding.system.is_empty() && !coding.code.is_empty());
        errors.require(whole, "codes", "Each line needs a system and a code.");
        errors.into_result(self)
    }
}

impl Coding {
    /// Trims what was typed and refuses what can't stand; the system may be given by its name.
    ///
    /// # Errors
    /// At `system` or `code`.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        match system::uri(&self.system) {
            Some(uri) => self.system = uri,
            None => errors.add("system", "Give the URI of the code system, such as http://loinc.org."),
        }
        self.code = self.code.trim().to_owned();
        self.display = self.display.split_whitespace().collect::<Vec<_>>().join(" ");
        errors.require(!self.code.is_empty(), "code", "Enter the code.");
        errors.require(!self.code.contains(char::is_whitespace), "code", "A code has no spaces.");
        errors.into_result(self)
    }
}

/// Puts `more` among `codes`, which stay sorted and have each code once. A code that is there already takes the words that
/// come with it, if any do. Returns how many are new.
pub fn add(codes: &mut Vec<Coding>, more: Vec<Coding>) -> usize {
    let before = codes.len();
    codes.extend(more);
    // Stable: of the same code, what was there before stands first.
    codes.sort_by(|one, other| (&one.system, &one.code).cmp(&(&other.system, &other.code)));
    codes.dedup_by(|later, kept| {
        let same = (&later.system, &later.code) == (&kept.system, &kept.code);
        if same && !later.display.is_empty() {
            kept.display = std::mem::take(&mut later.display);
        }
        same
    });
    codes.len() - before
}

/// How many codes `after` has that `before` has not, and the other way round; words do not count.
pub fn difference(before: &[Coding], after: &[Coding]) -> (u64, u64) {
    let keys = |codes: &[Coding]| -> BTreeSet<(String, String)> {
        codes.iter().map(|coding| (coding.system.clone(), coding.code.clone())).collect()
    };
    let (before, after) = (keys(before), keys(after));
    (after.difference(&before).count() as u64, before.difference(&after).count() as u64)
}

/// A name as a key: lower case, with hyphens for everything that is no letter or digit.
pub fn slug(name: &str) -> String {
    let words = name.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), " ");
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{CodeSet, Coding, add, difference, slug};

    fn coding(system: &str, code: &str, display: &str) -> Coding {
        Coding { system: system.into(), code: code.into(), display: display.into() }
    }

    #[test]
    fn codes_are_kept_once_and_take_newer_words() {
        let mut codes = vec![coding("s", "1", ""), coding("s", "2", "Two")];
        let before = codes.clone();
        let more = vec![coding("s", "1", "One"), coding("r", "1", ""), coding("s", "2", ""), coding("r", "1", "")];
        assert_eq!(add(&mut codes, more), 1);
        assert_eq!(codes, [coding("r", "1", ""), coding("s", "1", "One"), coding("s", "2", "Two")]);
        assert_eq!((difference(&before, &codes), difference(&codes, &before)), ((1, 0), (0, 1)));
    }

    #[test]
    fn what_can_not_stand_is_told_at_its_field() {
        let set = CodeSet {
            key: "mine".into(),
            name: "  ".into(),
            description: String::new(),
            source: "x".repeat(501),
            codes: Vec::new(),
        };
        let fields = |errors: Vec<crate::field::FieldError>| errors.into_iter().map(|e| e.field).collect::<Vec<_>>();
        assert_eq!(fields(set.clone().checked().expect_err("refused")), ["name", "source", "codes"]);
        let good = CodeSet { name: " My  set".into(), source: String::new(), ..set };
        let good = CodeSet { codes: vec![coding("http://loinc.org", "1-1", "")], ..good };
        assert_eq!(good.checked().expect("good").name, "My set");
        assert_eq!(fields(coding("our codes", " ", "").checked().expect_err("refused")), ["system", "code"]);
        assert_eq!(coding("LOINC", " 1-1 ", "").checked().expect("good"), coding("http://loinc.org", "1-1", ""));
    }

    #[test]
    fn a_key_has_only_letters_digits_and_hyphens() {
        assert_eq!(slug("  Hospice Care (Ambulatory)  "), "hospice-care-ambulatory");
    }
}
