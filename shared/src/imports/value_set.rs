//! What an import made of a ValueSet: which code set it became, and which rules ask for that one.

use crate::code_sets::mapping::Suggestion;
use crate::coded;
use serde::{Deserialize, Serialize};

coded! {
    /// How a ValueSet met the code sets that there are.
    #[derive(Default)]
    pub enum Became {
        /// Nothing was called so.
        #[default]
        OwnSet = "own-set", "A code set of its own";
        /// It is the first that feeds that set.
        Replaced = "replaced", "Takes the place of the codes there";
        /// Other ValueSets feed that set too.
        Joined = "joined", "Joins other value sets";
        /// It is a part of what that set means.
        Beside = "beside", "Stands beside the codes that ship";
        Updated = "updated", "Newer codes";
        Unchanged = "unchanged", "Unchanged";
    }
}

/// A ValueSet and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueSetTaken {
    pub name: String,
    /// Its OID, URL or name.
    pub identity: String,
    pub codes: u64,
    /// Kept, though we have no name for their code system.
    pub of_unknown_systems: u64,
    /// Left out: nothing could be found by them.
    pub without_system: u64,
    pub became: Became,
    /// The code set that it feeds.
    pub key: String,
    pub set_name: String,
    /// Care gaps, segments and templates that ask for that set.
    pub asked_by: Vec<String>,
    /// A set that it may stand for, where it names none.
    pub suggestion: Option<Suggestion>,
}

/// Names that are listed; more are counted.
const LISTED: usize = 3;

impl ValueSetTaken {
    /// Which rules ask for the set it became, or that none does and what to do about it.
    pub fn asked(&self) -> String {
        match (self.asked_by.len(), &self.suggestion) {
            (0, Some(one)) => {
                format!("No rule asks for it. It may stand for “{}”: {}. Map it to that set.", one.name, one.why)
            }
            (0, None) => "No rule asks for it. Map it to a set that a rule asks for, or name it in a rule of your own."
                .to_owned(),
            (1..=LISTED, _) => format!("Asked for by {}.", self.asked_by.join(", ")),
            (all, _) => format!("Asked for by {} and {} more.", self.asked_by[..LISTED].join(", "), all - LISTED),
        }
    }

    /// How many codes, and what is odd about some of them.
    pub fn counted(&self) -> String {
        let mut text = format!("{} {}", self.codes, if self.codes == 1 { "code" } else { "codes" });
        if self.of_unknown_systems > 0 {
            text += &format!(", {} of a code system we have no name for (kept)", self.of_unknown_systems);
        }
        if self.without_system > 0 {
            text += &format!(", {} more without a code system (left out)", self.without_system);
        }
        text
    }

    /// A line for the terminal.
    pub fn line(&self) -> String {
        format!(
            "ValueSet “{}” ({}, {}): {}, “{}” ({}). {}",
            self.name,
            self.identity,
            self.counted(),
            self.became.label(),
            self.set_name,
            self.key,
            self.asked()
        )
    }
}
