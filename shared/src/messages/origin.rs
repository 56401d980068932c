//! What wanted a message sent.

use crate::coded;

coded! {
    /// What wanted a message sent. The label is said after a message's purpose.
    pub enum OriginKind {
        Journey = "journey", "by a journey";
        Event = "event", "by an event";
        /// An outreach program: what follows a call, and what surrounds a visit.
        Program = "program", "by a program";
        /// A program's report to its stakeholders.
        Report = "report", "a report";
        /// Sign-in links of the portal.
        Account = "account", "by the portal";
        /// A template tried out by staff.
        Test = "test", "a test";
    }
}

impl OriginKind {
    /// Whether its messages are outreach: sign-in links and tests stay out of timelines.
    pub const fn is_outreach(self) -> bool {
        match self {
            Self::Journey | Self::Event | Self::Program => true,
            Self::Report | Self::Account | Self::Test => false,
        }
    }
}
