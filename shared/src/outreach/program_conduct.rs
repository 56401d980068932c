//! How a program treats people: hours, frequency, hand-over, contacts, chats, and the figures it is to reach.

use crate::coded;
use crate::scheduling::LocalRange;
use serde::{Deserialize, Serialize};

/// When agents call: on the clock of the person called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallingHours {
    /// 0 is Monday, 6 is Sunday.
    pub weekdays: Vec<u8>,
    pub hours: LocalRange,
}

impl Default for CallingHours {
    /// Working days, 9 am to 8 pm: within the hours that 47 CFR 64.1200(c)(1) allows (8 am to 9 pm).
    fn default() -> Self {
        Self { weekdays: vec![0, 1, 2, 3, 4], hours: LocalRange { from: 9 * 60, until: 20 * 60 } }
    }
}

impl CallingHours {
    /// What the law allows: 8 am to 9 pm.
    pub const ALLOWED: LocalRange = LocalRange { from: 8 * 60, until: 21 * 60 };

    /// Whether somebody may be called at that minute of that day of theirs.
    #[must_use]
    pub fn contain(&self, weekday: u8, minute: u16) -> bool {
        self.weekdays.contains(&weekday) && self.hours.contains(minute)
    }

    /// At least one day, and hours within those allowed.
    #[must_use]
    pub fn are_valid(&self) -> bool {
        let hours = self.hours;
        !self.weekdays.is_empty()
            && self.weekdays.iter().all(|day| *day < 7)
            && hours.is_valid()
            && hours.from >= Self::ALLOWED.from
            && hours.until <= Self::ALLOWED.until
    }
}

/// How often one person is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frequency {
    /// Days between two touches, at least.
    pub days_between: u16,
    /// Touches in 30 days, at most.
    pub a_month: u16,
    /// Calls without an answer after which the person rests until next month.
    pub attempts: u16,
}

impl Default for Frequency {
    fn default() -> Self {
        Self { days_between: 6, a_month: 4, attempts: 3 }
    }
}

coded! {
    /// What the scheduling team gets with somebody who wants a visit.
    pub enum Carried {
        Reason = "reason", "Reason for the visit";
        NewAppointment = "new-appointment", "“New appointment” when there is no complaint";
        History = "history", "What they said of their history";
        Insurance = "insurance", "Insurance";
        PreferredTimes = "preferred-times", "Times they prefer";
        Contact = "contact", "How they want to be reached";
        Language = "language", "Language and interpreter";
    }
}

/// Who schedules when agents do not, and what they are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HandOver {
    /// The team or person, in words.
    pub to: String,
    pub carries: Vec<Carried>,
    /// Hours within which they call back.
    pub within_hours: u16,
}

impl Default for HandOver {
    fn default() -> Self {
        Self { to: String::new(), carries: vec![Carried::Reason, Carried::NewAppointment], within_hours: 4 }
    }
}

/// Somebody to turn to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    pub name: String,
    /// What they are asked about.
    pub about: String,
    pub phone: String,
    pub email: String,
}

impl Contact {
    /// Named, and can be reached.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let reachable = !self.phone.trim().is_empty() || !self.email.trim().is_empty();
        !self.name.trim().is_empty() && reachable
    }
}

coded! {
    /// Whether names are enriched with data from elsewhere.
    #[derive(Default)]
    pub enum Enrichment {
        #[default]
        No = "no", "No: as the list has them";
        LineType = "line-type", "Line type of numbers only";
        Vendor = "vendor", "By a vendor, named in the decision";
    }
}

coded! {
    /// Who answers a website chat.
    #[derive(Default)]
    pub enum ChatDuty {
        #[default]
        Practice = "practice", "The practice";
        Agents = "agents", "Agents of this program";
        Nobody = "nobody", "There is no chat";
    }
}

/// Who answers chats of those the practice does not know yet, and of its patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Chats {
    pub new: ChatDuty,
    pub existing: ChatDuty,
}

/// What the program is to reach. 0 sets no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Targets {
    /// A week.
    pub reached: u32,
    pub talked: u32,
    pub booked: u32,
    pub seen: u32,
    /// Percent of call-backs made within `within_minutes` of the time that was named.
    pub service_percent: u8,
    pub within_minutes: u16,
}
