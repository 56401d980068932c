//! What wanted a message sent.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginKind {
    Journey,
    Event,
    /// Sign-in links of the portal.
    Account,
    /// A template tried out by staff.
    Test,
}

impl OriginKind {
    pub const ALL: [Self; 4] = [Self::Journey, Self::Event, Self::Account, Self::Test];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Journey => "journey",
            Self::Event => "event",
            Self::Account => "account",
            Self::Test => "test",
        }
    }

    /// As it is said after a message's purpose.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Journey => "by a journey",
            Self::Event => "by an event",
            Self::Account => "by the portal",
            Self::Test => "a test",
        }
    }

    /// Whether its messages are outreach: sign-in links and tests stay out of timelines.
    pub const fn is_outreach(self) -> bool {
        match self {
            Self::Journey | Self::Event => true,
            Self::Account | Self::Test => false,
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
