//! The rule: a tree of groups over tests of the patient, of related records, of care gaps and of other segments. Version 2
//! of the language; version 1 is read as well.

use super::{CareGapTest, PatientTest, RecordTest};
use crate::ids::SegmentId;
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

/// The newest version of the language this program knows, which it writes.
const NEWEST: u32 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
enum Version {
    Two,
}

impl TryFrom<u32> for Version {
    type Error = String;
    fn try_from(number: u32) -> Result<Self, String> {
        match number {
            // Everything that version 1 could say means the same in version 2.
            1 | 2 => Ok(Self::Two),
            other => Err(format!("rule language version {other} is newer than this program knows ({NEWEST})")),
        }
    }
}

impl From<Version> for u32 {
    fn from(_: Version) -> Self {
        NEWEST
    }
}

/// How a group's blocks make one truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Combine {
    All,
    Any,
    None,
    /// One after the other: the first block is the base, each later one widens or narrows it as its [`Step`] says.
    Steps,
}

impl Combine {
    pub const ALL: [Self; 4] = [Self::All, Self::Any, Self::None, Self::Steps];

    /// What the builder writes between two blocks.
    pub const fn joint(self) -> &'static str {
        match self {
            Self::All => "and",
            Self::Any => "or",
            Self::None => "nor",
            Self::Steps => "then",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All of",
            Self::Any => "Any of",
            Self::None => "None of",
            Self::Steps => "Step by step",
        }
    }

    /// The truth of a group whose blocks have these truths.
    pub fn truth(self, mut truths: impl Iterator<Item = (Step, bool)>) -> bool {
        match self {
            Self::All => truths.all(|(_, truth)| truth),
            Self::Any => truths.any(|(_, truth)| truth),
            Self::None => !truths.any(|(_, truth)| truth),
            Self::Steps => {
                let base = truths.next().is_none_or(|(_, truth)| truth);
                truths.fold(base, |so_far, (step, truth)| step.apply(so_far, truth))
            }
        }
    }
}

/// What a block does to the patients that the blocks before it left, in a group of [`Combine::Steps`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Keeps those who also pass.
    #[default]
    AndAlso,
    /// Adds those who pass.
    Or,
    /// Takes out those who pass.
    ButNot,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::AndAlso, Self::Or, Self::ButNot];

    pub const fn label(self) -> &'static str {
        match self {
            Self::AndAlso => "and also",
            Self::Or => "or",
            Self::ButNot => "but not",
        }
    }

    pub const fn apply(self, so_far: bool, truth: bool) -> bool {
        match self {
            Self::AndAlso => so_far && truth,
            Self::Or => so_far || truth,
            Self::ButNot => so_far && !truth,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_default(&self) -> bool {
        *self == Self::default()
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
    /// Switched off: as if it were not there, but kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// Says something only in a group of [`Combine::Steps`].
    #[serde(default, skip_serializing_if = "Step::is_default")]
    pub step: Step,
    pub test: Test,
}

impl Block {
    pub const fn new(id: BlockId, test: Test) -> Self {
        Self { id, off: false, step: Step::AndAlso, test }
    }

    /// True if the block is switched on and, where it is a group with blocks, at least one block inside it is.
    pub fn is_there(&self) -> bool {
        match &self.test {
            _ if self.off => false,
            Test::Group(inner) => inner.blocks.is_empty() || inner.blocks.iter().any(Self::is_there),
            Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => true,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Test {
    Group(Group),
    Patient(PatientTest),
    Record(RecordTest),
    CareGap(CareGapTest),
    Segment(SegmentTest),
}

/// Is, or is not, a member of another live segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentTest {
    /// `None` until one is chosen.
    pub segment: Option<SegmentId>,
    /// Its name when it was chosen.
    pub name: String,
    pub member: bool,
}

impl Rule {
    pub const fn new(root: Group) -> Self {
        Self { version: Version::Two, root }
    }

    /// A rule without blocks, where a new segment starts.
    pub const fn empty() -> Self {
        Self::new(Group { combine: Combine::All, blocks: Vec::new() })
    }

    /// The rule without the blocks that are switched off, and without groups that have nothing else.
    #[must_use]
    pub fn enabled(&self) -> Self {
        Self::new(self.root.enabled())
    }

    /// Looks at patients only, because it does not ask what people are to us.
    pub fn patients_only(&self) -> bool {
        !self.root.blocks.iter().any(asks_relationship)
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// When the text is not JSON of a rule, or is of a version this program does not know.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Whether the text is a rule that a newer version of this program has written, whatever else it says.
    pub fn is_newer(text: &str) -> bool {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        serde_json::from_str::<Head>(text).is_ok_and(|head| head.version > NEWEST)
    }

    /// The form to store.
    ///
    /// # Panics
    /// Never: every part of a rule has a JSON form.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a rule has no maps with odd keys, so it always serialises")
    }
}

fn asks_relationship(block: &Block) -> bool {
    block.is_there()
        && match &block.test {
            Test::Patient(PatientTest::Relationship(_)) => true,
            Test::Group(inner) => inner.blocks.iter().any(asks_relationship),
            Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => false,
        }
}

impl Group {
    fn enabled(&self) -> Self {
        let bare = |block: &Block| match &block.test {
            Test::Group(inner) => Block { test: Test::Group(inner.enabled()), ..block.clone() },
            Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => block.clone(),
        };
        Self { combine: self.combine, blocks: self.blocks.iter().filter(|block| block.is_there()).map(bare).collect() }
    }

    /// [`Self::each`], to be changed.
    pub fn each_mut(&mut self, visit: &mut dyn FnMut(&mut Block)) {
        for block in &mut self.blocks {
            visit(block);
            if let Test::Group(group) = &mut block.test {
                group.each_mut(visit);
            }
        }
    }

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
