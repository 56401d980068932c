//! Code sets: named lists of codes that rules ask for. What ships is ours, in public code systems; licensed value sets are
//! read from the FHIR ValueSet that the operator has obtained.

pub mod built_in;
mod list;
pub mod mapping;
pub mod pasted;
pub mod stewards;
pub mod system;
pub mod value_set;
pub mod wire;

pub use list::{CodeSetSort, CodeSetsQuery};

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
    /// Whether the code, which is worded so, is in it.
    pub fn has(&self, system: &str, code: &str, display: &str) -> bool {
        self.codes.iter().any(|coding| coding.system == system && coding.takes(code, display))
    }

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

/// How a code is written that stands for every code that begins so: `E11*`.
pub const STEM: char = '*';
/// How one is written that stands for every code of its system whose words contain this: `~atorvastatin`, for the products of an ingredient.
pub const WORDED: char = '~';

impl Coding {
    /// What the codes begin with that it stands for, where it is a stem.
    pub fn stem(&self) -> Option<&str> {
        self.code.strip_suffix(STEM)
    }

    /// What the words of the codes contain that it stands for, in small letters.
    pub fn words(&self) -> Option<String> {
        self.code.strip_prefix(WORDED).map(str::to_lowercase)
    }

    /// Stands for more than one code.
    pub fn is_pattern(&self) -> bool {
        self.stem().is_some() || self.words().is_some()
    }

    /// Whether it stands for that code of its system, which is worded so.
    pub fn takes(&self, code: &str, display: &str) -> bool {
        match (self.stem(), self.words()) {
            (Some(stem), _) => code.starts_with(stem),
            (None, Some(words)) => display.to_lowercase().contains(&words),
            (None, None) => self.code == code,
        }
    }

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
        let spaces = self.code.contains(char::is_whitespace) && !self.code.starts_with(WORDED);
        errors.require(!spaces, "code", "A code has no spaces.");
        let all = self.stem().is_some_and(|stem| stem.trim().chars().count() < 2)
            || self.words().is_some_and(|words| words.trim().chars().count() < 4);
        errors.require(
            !all,
            "code",
            "Write at least two signs before *, or four letters after ~: less takes in too much.",
        );
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
