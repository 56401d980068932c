//! What somebody is to us.

use serde::{Deserialize, Serialize};

/// Most people are patients; others support the organisation or follow what it does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relationship {
    #[default]
    Patient,
    CommunityMember,
    Donor,
}

impl Relationship {
    pub const ALL: [Self; 3] = [Self::Patient, Self::CommunityMember, Self::Donor];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::CommunityMember => "community-member",
            Self::Donor => "donor",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Patient => "Patient",
            Self::CommunityMember => "Community member",
            Self::Donor => "Donor",
        }
    }

    /// Several of them, in the middle of a sentence.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Patient => "patients",
            Self::CommunityMember => "community members",
            Self::Donor => "donors",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|relationship| relationship.code() == code)
    }
}
