//! What the settings page edits, and what it refuses.

use super::Organization;
use crate::consent::{EmailAddress, SendingRules};
use crate::field::{FieldError, FieldErrors};
use serde::{Deserialize, Serialize};

/// The organisation and its rules for sending, as one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub organization: Organization,
    pub sending: SendingRules,
}

impl Settings {
    /// Trims what was typed and refuses what can't stand. Whether the time zone exists is the server's to say.
    ///
    /// # Errors
    /// At each field that needs another look. An empty postal address or sender is allowed here; Go live asks for it.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        let organization = &mut self.organization;
        for text in [
            &mut organization.name,
            &mut organization.postal_address,
            &mut organization.time_zone,
            &mut organization.sender_name,
            &mut organization.sender_address,
            &mut organization.phone,
        ] {
            *text = text.trim().to_owned();
        }
        let mut errors = FieldErrors::default();
        let name_length = organization.name.chars().count();
        errors.require((1..=120).contains(&name_length), "name", "Enter the name that patients know you by.");
        errors.require(organization.postal_address.chars().count() <= 400, "postal_address", "Use at most 400 characters.");
        let sender = &organization.sender_address;
        let good = sender.is_empty() || sender.parse::<EmailAddress>().is_ok();
        errors.require(good, "sender_address", "Enter an e-mail address like care@hospital.org.");
        errors.require(!organization.sender_name.contains(['\r', '\n']), "sender_name", "Write the name on one line.");
        for cap in &self.sending.caps {
            let sane = (1..=100).contains(&cap.count) && (1..=365).contains(&cap.days);
            errors.require(sane, "caps", "A limit is 1 to 100 messages in 1 to 365 days.");
        }
        errors.into_result(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_sender_and_a_missing_name_are_both_told() {
        let mut settings = Settings::default();
        settings.organization.name = "  ".into();
        settings.organization.sender_address = "care at hospital".into();
        let errors = settings.checked().expect_err("refused");
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["name", "sender_address"]);
    }
}
