//! The kinds of action that the audit log can be narrowed to.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditKind {
    Looked,
    Exported,
    Changed,
    Live,
    Sent,
    SignIn,
    Accounts,
    Refused,
}

impl AuditKind {
    pub const ALL: [Self; 8] = [
        Self::Looked,
        Self::Exported,
        Self::Changed,
        Self::Live,
        Self::Sent,
        Self::SignIn,
        Self::Accounts,
        Self::Refused,
    ];

    /// The name in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Looked => "looked",
            Self::Exported => "exported",
            Self::Changed => "changed",
            Self::Live => "live",
            Self::Sent => "sent",
            Self::SignIn => "sign-in",
            Self::Accounts => "accounts",
            Self::Refused => "refused",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The name on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Looked => "Looked and searched",
            Self::Exported => "Exported",
            Self::Changed => "Made, changed, deleted, imported",
            Self::Live => "Went live, stopped, cancelled",
            Self::Sent => "Sent",
            Self::SignIn => "Signing in and out",
            Self::Accounts => "Roles, passwords, lock-outs",
            Self::Refused => "Refused",
        }
    }

    /// The actions of this kind, as entries name them.
    pub const fn actions(self) -> &'static [&'static str] {
        match self {
            Self::Looked => &["view", "list", "search"],
            Self::Exported => &["export"],
            Self::Changed => &["create", "update", "rename", "delete", "import"],
            Self::Live => &["go-live", "stop", "cancel"],
            Self::Sent => &["send", "test"],
            Self::SignIn => &["sign-in", "sign-in-failed", "sign-out", "sign-out-everywhere"],
            Self::Accounts => {
                &["change-role", "disable", "enable", "end-sessions", "reset-password", "change-password"]
            }
            Self::Refused => &["refused"],
        }
    }
}
