//! The roles that a member of staff can hold.

use crate::coded;

coded! {
    /// One role a person. Administrators may do everything except read the audit log, which is the privacy officer's.
    pub enum Role {
        Administrator = "administrator", "Administrator";
        Marketer = "marketer", "Marketer";
        EventPlanner = "event-planner", "Event planner";
        Agent = "agent", "Agent";
        Supervisor = "supervisor", "Supervisor";
        PrivacyOfficer = "privacy-officer", "Privacy officer";
    }
}

impl Role {
    /// The name inside a sentence.
    pub fn words(self) -> String {
        self.label().to_lowercase()
    }
}
