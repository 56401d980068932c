//! Accounts and sessions as the screens show them.

use super::Role;
use crate::ids::StaffId;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// One person in the list of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRow {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub created_at: UtcMillis,
    pub disabled_at: Option<UtcMillis>,
    pub last_signed_in_at: Option<UtcMillis>,
    /// Open sessions.
    pub sessions: u32,
}

/// Who is signed in and what they may do: what the shell shows and hides by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub id: StaffId,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Names of the permissions held, see [`super::permissions_of`].
    pub permissions: Vec<String>,
    /// The organization's name.
    pub organization: String,
}

impl Me {
    pub fn may<P: super::Permission>(&self) -> bool {
        self.holds(P::NAME)
    }

    /// Whether the permission of that name is held.
    pub fn holds(&self, permission: &str) -> bool {
        self.permissions.iter().any(|name| name == permission)
    }
}

/// One of somebody's open sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    pub key: i64,
    pub created_at: UtcMillis,
    pub last_seen_at: UtcMillis,
    /// The browser, as it calls itself.
    pub user_agent: String,
    /// The one that asks.
    pub current: bool,
}

impl SessionRow {
    /// "Edge on Windows".
    #[must_use]
    pub fn browser(&self) -> String {
        let pick = |names: &[(&'static str, &'static str)], other: &'static str| {
            names.iter().find(|(sign, _)| self.user_agent.contains(sign)).map_or(other, |(_, name)| *name)
        };
        let browser = pick(
            &[
                ("Edg/", "Edge"),
                ("Firefox/", "Firefox"),
                ("Chrome/", "Chrome"),
                ("Safari/", "Safari"),
                ("curl/", "curl"),
            ],
            "A browser",
        );
        let system = pick(
            &[
                ("Android", "Android"),
                ("iPhone", "iPhone"),
                ("iPad", "iPad"),
                ("Windows", "Windows"),
                ("Mac OS X", "macOS"),
                ("CrOS", "ChromeOS"),
                ("Linux", "Linux"),
            ],
            "an unknown system",
        );
        format!("{browser} on {system}")
    }
}
