//! The organisation itself: its name, where post reaches it, its zone and the sender of its messages.

use serde::{Deserialize, Serialize};

/// What the settings page edits. The defaults name nobody, so that Go live can say what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Organization {
    pub name: String,
    /// Lines separated by newlines: every commercial message must carry it (CAN-SPAM, 15 USC 7704).
    pub postal_address: String,
    /// IANA name, such as `America/Chicago`.
    pub time_zone: String,
    pub sender_name: String,
    pub sender_address: String,
    pub phone: String,
    /// Hours of the day in the recipient's zone between which texts and calls go out.
    pub quiet_until_hour: u8,
    pub quiet_from_hour: u8,
    /// Whether e-mail keeps quiet hours too.
    pub quiet_email: bool,
    /// Commercial messages that one person gets at most in a rolling week; 0 is no limit.
    pub weekly_cap: u32,
}

impl Default for Organization {
    fn default() -> Self {
        Self {
            name: "Your organisation".into(),
            postal_address: String::new(),
            time_zone: "America/Chicago".into(),
            sender_name: String::new(),
            sender_address: String::new(),
            phone: String::new(),
            quiet_until_hour: 8,
            quiet_from_hour: 21,
            quiet_email: false,
            weekly_cap: 0,
        }
    }
}
