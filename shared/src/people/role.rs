//! The roles that a member of staff can hold.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One role a person. Administrators may do everything except read the audit log, which is the privacy officer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Administrator,
    Marketer,
    EventPlanner,
    Agent,
    PrivacyOfficer,
}

impl Role {
    pub const ALL: [Self; 5] =
        [Self::Administrator, Self::Marketer, Self::EventPlanner, Self::Agent, Self::PrivacyOfficer];

    /// The name in the database, on the command line and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Marketer => "marketer",
            Self::EventPlanner => "event-planner",
            Self::Agent => "agent",
            Self::PrivacyOfficer => "privacy-officer",
        }
    }

    /// The name on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Marketer => "Marketer",
            Self::EventPlanner => "Event planner",
            Self::Agent => "Agent",
            Self::PrivacyOfficer => "Privacy officer",
        }
    }

    /// The name inside a sentence.
    pub fn words(self) -> String {
        self.label().to_lowercase()
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|role| role.code()).collect();
            format!("{text:?} is no role; the roles are {}", known.join(", "))
        })
    }
}
