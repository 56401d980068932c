//! Two lists on top of a rule, kept by hand: who is in whatever the rule says, and who is out. Who is on both is out.

use super::{Block, BlockId, Combine, Group, PatientTest, Rule, SegmentTest, Step, Test};
use crate::ids::SegmentId;
use crate::patients::Relationship;
use serde::{Deserialize, Serialize};

/// A list of people that belongs to a segment and is kept by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemberList {
    /// The members of a static segment.
    Members,
    /// Who is in a dynamic segment whatever its rule says.
    Included,
    /// Who is not in it, whatever the rule or the other list says.
    Excluded,
}

impl MemberList {
    /// The lists of a dynamic segment.
    pub const OF_DYNAMIC: [Self; 2] = [Self::Included, Self::Excluded];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Included => "included",
            Self::Excluded => "excluded",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Members => "Members",
            Self::Included => "Always in",
            Self::Excluded => "Never in",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Members, Self::Included, Self::Excluded].into_iter().find(|list| list.code() == code)
    }
}

/// The lists of a dynamic segment. Each is a static segment of its own, so that everything that can ask for membership
/// of a segment can ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ByHand {
    /// `None` until somebody was put on it.
    pub included: Option<SegmentId>,
    pub excluded: Option<SegmentId>,
}

impl ByHand {
    /// Names the blocks that [`Self::on_top_of`] adds; no rule has as many of its own.
    pub const fn block(list: MemberList) -> BlockId {
        match list {
            MemberList::Members => BlockId(u32::MAX),
            MemberList::Included => BlockId(u32::MAX - 1),
            MemberList::Excluded => BlockId(u32::MAX - 2),
        }
    }

    /// The list that a block of that name asks for.
    pub fn list_of(block: BlockId) -> Option<MemberList> {
        MemberList::OF_DYNAMIC.into_iter().find(|list| Self::block(*list) == block)
    }

    pub const fn list(self, list: MemberList) -> Option<SegmentId> {
        match list {
            MemberList::Members => None,
            MemberList::Included => self.included,
            MemberList::Excluded => self.excluded,
        }
    }

    /// The rule that membership follows: step by step the rule, or on the one list, but not on the other. A rule that goes
    /// step by step itself goes on so.
    #[must_use]
    pub fn on_top_of(self, rule: &Rule) -> Rule {
        if self == Self::default() {
            return rule.clone();
        }
        let enabled = rule.enabled().root;
        let mut blocks = if enabled.combine == Combine::Steps && !enabled.blocks.is_empty() {
            enabled.blocks
        } else {
            vec![Block::new(Self::block(MemberList::Members), Test::Group(enabled))]
        };
        if rule.patients_only() {
            // Said here, as the whole no longer looks at patients only: whoever is put on the list by hand is in.
            let patients = Test::Patient(PatientTest::Relationship(vec![Relationship::Patient]));
            blocks.push(Block::new(Self::ONLY_PATIENTS, patients));
        }
        for (list, step) in [(MemberList::Included, Step::Or), (MemberList::Excluded, Step::ButNot)] {
            if let Some(segment) = self.list(list) {
                let test = SegmentTest { segment: Some(segment), name: list.label().to_owned(), member: true };
                blocks.push(Block { step, ..Block::new(Self::block(list), Test::Segment(test)) });
            }
        }
        Rule::new(Group { combine: Combine::Steps, blocks })
    }

    const ONLY_PATIENTS: BlockId = BlockId(u32::MAX - 3);
}
