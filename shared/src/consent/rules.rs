//! The organization's own rules for sending: quiet hours, frequency caps, tracking.

use super::{Channel, Purpose, QuietHours};
use crate::people::Organization;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// At most `count` messages of the capped purposes to one address in any `days` days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrequencyCap {
    pub count: u32,
    pub days: u32,
}

impl FrequencyCap {
    pub const fn window(self) -> Millis {
        Millis::days(self.days as i64)
    }
}

/// What the law allows for texts and calls about care that nobody was asked about (47 CFR 64.1200(a)(9)(iv)(E)).
const REMINDER_CAPS: [FrequencyCap; 2] = [FrequencyCap { count: 1, days: 1 }, FrequencyCap { count: 3, days: 7 }];

/// Made from the organization's settings. Its caps count and concern marketing and surveys; reminders by text or call have those
/// of the law, and requested answers none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingRules {
    /// E-mail waits in the inbox and wakes nobody, so this is off unless switched on.
    pub email_quiet_hours: Option<QuietHours>,
    /// For text messages and calls.
    pub phone_quiet_hours: Option<QuietHours>,
    pub caps: Vec<FrequencyCap>,
    /// Purposes whose opens and clicks are measured. Care is left out: who opened a reminder is health information.
    pub tracked: Vec<Purpose>,
}

impl Default for SendingRules {
    fn default() -> Self {
        Self {
            email_quiet_hours: None,
            phone_quiet_hours: Some(QuietHours::USUAL),
            caps: vec![],
            tracked: vec![Purpose::Event, Purpose::Marketing, Purpose::Survey],
        }
    }
}

impl SendingRules {
    pub fn quiet_hours(&self, channel: Channel) -> Option<QuietHours> {
        match channel {
            Channel::Email => self.email_quiet_hours,
            Channel::Sms | Channel::Voice => self.phone_quiet_hours,
            Channel::Post => None,
        }
    }

    pub fn caps_for(&self, channel: Channel, purpose: Purpose) -> &[FrequencyCap] {
        match (purpose, channel) {
            (Purpose::Marketing | Purpose::Survey, _) => &self.caps,
            (Purpose::Treatment, Channel::Sms | Channel::Voice) => &REMINDER_CAPS,
            (Purpose::Treatment, Channel::Email | Channel::Post) | (Purpose::Event | Purpose::Transactional, _) => &[],
        }
    }

    pub fn tracks(&self, purpose: Purpose) -> bool {
        self.tracked.contains(&purpose)
    }
}

impl From<&Organization> for SendingRules {
    fn from(organization: &Organization) -> Self {
        let minutes = |hour: u8| u16::from(hour.min(23)) * 60;
        let hours = QuietHours::new(minutes(organization.quiet_until_hour), minutes(organization.quiet_from_hour));
        let weekly = (organization.weekly_cap > 0).then_some(FrequencyCap { count: organization.weekly_cap, days: 7 });
        Self {
            email_quiet_hours: hours.filter(|_| organization.quiet_email),
            phone_quiet_hours: hours,
            caps: weekly.into_iter().collect(),
            ..Self::default()
        }
    }
}
