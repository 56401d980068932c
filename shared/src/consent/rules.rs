//! The organisation's own rules for sending: quiet hours, frequency caps, tracking.

use super::{Channel, Purpose, QuietHours};
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

/// The setting `sending`. Caps count and concern marketing and surveys only: care and requested answers are never capped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
            caps: vec![FrequencyCap { count: 1, days: 1 }, FrequencyCap { count: 3, days: 7 }],
            tracked: vec![Purpose::Event, Purpose::Marketing, Purpose::Survey],
        }
    }
}

impl SendingRules {
    /// The name of the setting.
    pub const KEY: &'static str = "sending";

    pub fn quiet_hours(&self, channel: Channel) -> Option<QuietHours> {
        match channel {
            Channel::Email => self.email_quiet_hours,
            Channel::Sms | Channel::Voice => self.phone_quiet_hours,
            Channel::Post => None,
        }
    }

    pub fn caps_for(&self, purpose: Purpose) -> &[FrequencyCap] {
        match purpose {
            Purpose::Marketing | Purpose::Survey => &self.caps,
            Purpose::Treatment | Purpose::Event | Purpose::Transactional => &[],
        }
    }

    pub fn tracks(&self, purpose: Purpose) -> bool {
        self.tracked.contains(&purpose)
    }
}
