//! The organization itself: its name, where post reaches it, its zone and the sender of its messages.

use crate::email_address::EmailAddress;
use crate::field::{FieldError, FieldErrors};
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
    /// ISO 3166, two letters: where telephone numbers without a country code are at home. Empty is unknown.
    pub country: String,
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
            name: "Your organization".into(),
            postal_address: String::new(),
            time_zone: "America/Chicago".into(),
            country: "US".into(),
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

impl Organization {
    /// Trims what was typed and refuses what can't stand. Whether the time zone exists is the server's to say.
    ///
    /// # Errors
    /// At each field that needs another look. An empty postal address or sender is allowed here; Go live asks for it.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        for text in [
            &mut self.name,
            &mut self.postal_address,
            &mut self.time_zone,
            &mut self.country,
            &mut self.sender_name,
            &mut self.sender_address,
            &mut self.phone,
        ] {
            *text = text.trim().to_owned();
        }
        let mut errors = FieldErrors::default();
        let name_length = self.name.chars().count();
        errors.require((1..=120).contains(&name_length), "name", "Enter the name that patients know you by.");
        errors.require(self.postal_address.chars().count() <= 400, "postal_address", "Use at most 400 characters.");
        self.country.make_ascii_uppercase();
        let country =
            self.country.is_empty() || self.country.len() == 2 && self.country.bytes().all(|b| b.is_ascii_uppercase());
        errors.require(country, "country", "Enter the two letters of the country (ISO 3166), such as US.");
        errors.require(!self.sender_name.contains(['\r', '\n']), "sender_name", "Write the name on one line.");
        let sender = &self.sender_address;
        let good = sender.is_empty() || sender.parse::<EmailAddress>().is_ok();
        errors.require(good, "sender_address", "Enter an e-mail address like care@hospital.org.");
        let hours = self.quiet_until_hour < 24 && self.quiet_from_hour < 24;
        let differ = hours && self.quiet_until_hour != self.quiet_from_hour;
        errors.require(differ, "quiet_from_hour", "Choose two different hours of the day.");
        errors.require(self.weekly_cap <= 100, "weekly_cap", "Use at most 100 a week.");
        errors.into_result(self)
    }
}
