//! The rule: a tree of groups over tests of the patient and of related records. Version 1 of the language.

use super::{PatientTest, RecordTest};
use serde::{Deserialize, Serialize};

/// Names one block or row of a rule for as long as it lives: counts, problems and the sentence refer to it, and moving
/// the block does not change it. The root group is [`BlockId::ROOT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(pub u32);

impl BlockId {
    pub const ROOT: Self = Self(0);
}

/// A whole rule, as it is stored. Its `version` says which language it is written in, so that later versions can
/// still read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    version: Version,
    pub root: Group,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
enum Version {
    One,
}

impl TryFrom<u32> for Version {
    type Error = String;
    fn try_from(number: u32) -> Result<Self, String> {
        match number {
            1 => Ok(Self::One),
            other => Err(format!("rule language version {other} is newer than this program knows (1)")),
        }
    }
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        1
    }
}

/// How a group's blocks make one truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Combine {
    All,
    Any,
    None,
}

impl Combine {
    pub const ALL: [Self; 3] = [Self::All, Self::Any, Self::None];

    /// What the builder writes between two blocks.
    pub const fn joint(self) -> &'static str {
        match self {
            Self::All => "and",
            Self::Any => "or",
            Self::None => "nor",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All of",
            Self::Any => "Any of",
            Self::None => "None of",
        }
    }
}

/// Blocks and how they combine. Nestable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub combine: Combine,
    pub blocks: Vec<Block>,
}

/// One block of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub id: BlockId,
    pub test: Test,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    Group(Group),
    Patient(PatientTest),
    Record(RecordTest),
}

impl Rule {
    pub const fn new(root: Group) -> Self {
        Self { version: Version::One, root }
    }

    /// A rule without blocks, where a new segment starts.
    pub const fn empty() -> Self {
        Self::new(Group { combine: Combine::All, blocks: Vec::new() })
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// When the text is not JSON of a rule, or is of a version this program does not know.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The form to store.
    ///
    /// # Panics
    /// Never: every part of a rule has a JSON form.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a rule has no maps with odd keys, so it always serialises")
    }
}

impl Group {
    /// Calls `visit` for every block below, outermost first.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Block)) {
        for block in &self.blocks {
            visit(block);
            if let Test::Group(group) = &block.test {
                group.each(visit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::arbitrary;
    use super::Rule;
    use proptest::prelude::*;

    #[test]
    fn a_rule_of_a_later_version_is_refused_by_name() {
        let error = Rule::from_json(r#"{"version":2,"root":{"combine":"all","blocks":[]}}"#).expect_err("refused");
        assert!(error.to_string().contains("version 2"), "{error}");
    }

    #[test]
    fn the_stored_form_says_its_version() {
        assert_eq!(Rule::empty().to_json(), r#"{"version":1,"root":{"combine":"all","blocks":[]}}"#);
    }

    proptest! {
        #[test]
        fn stored_and_read_back_is_the_same_rule(rule in arbitrary::rule()) {
            prop_assert_eq!(Rule::from_json(&rule.to_json()).expect("readable"), rule);
        }
    }
}
