//! The places of the staff application, in the order of the navigation; the palette finds the same ones.

use shared::people::{
    ImportPatients, ManagePeople, ManageSettings, Me, Permission, SignedIn, ViewAudit, ViewOutreach, ViewPatients,
    ViewSentMessages,
};

/// A page that the navigation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub label: &'static str,
    pub href: &'static str,
    pub icon: &'static str,
    /// The permission without which it is not shown.
    pub needs: &'static str,
}

/// Places under one heading.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub label: &'static str,
    pub places: &'static [Place],
}

const fn place(label: &'static str, href: &'static str, icon: &'static str, needs: &'static str) -> Place {
    Place { label, href, icon, needs }
}

pub const GROUPS: [Group; 4] = [
    Group { label: "", places: &[place("Home", "/staff", "house", SignedIn::NAME)] },
    Group {
        label: "Outreach",
        places: &[
            place("Patients", "/staff/patients", "users", ViewPatients::NAME),
            place("Segments", "/staff/segments", "filter", ViewOutreach::NAME),
            place("Messages", "/staff/messages", "mail", ViewOutreach::NAME),
            place("Journeys", "/staff/journeys", "route", ViewOutreach::NAME),
            place("Triggers", "/staff/triggers", "zap", ViewOutreach::NAME),
        ],
    },
    Group { label: "Events", places: &[place("Events", "/staff/events", "calendar-days", ViewOutreach::NAME)] },
    Group {
        label: "Organisation",
        places: &[
            place("Outbox", "/staff/outbox", "send", ViewSentMessages::NAME),
            place("Imports", "/staff/imports", "upload", ImportPatients::NAME),
            place("People", "/staff/people", "user-cog", ManagePeople::NAME),
            place("Audit", "/staff/audit", "shield-check", ViewAudit::NAME),
            place("Settings", "/staff/settings", "settings", ManageSettings::NAME),
        ],
    },
];

impl Place {
    pub fn is_open_to(&self, me: &Me) -> bool {
        me.holds(self.needs)
    }

    /// Whether the page at `path` belongs to this place.
    pub fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        if self.href == "/staff" {
            return path == "/staff";
        }
        let below = |of: &str| path.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        below(self.href) || (self.href == "/staff/segments" && below("/staff/code-sets"))
    }
}
