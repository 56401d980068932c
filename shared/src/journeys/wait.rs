//! How long a traveller waits at a node.

use super::LocalDateTime;
use crate::coded;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

coded! {
    /// Units a person thinks in. A day is 24 hours, a week 7 of them.
    pub enum Unit {
        Minutes = "minutes", "minutes";
        Hours = "hours", "hours";
        Days = "days", "days";
        Weeks = "weeks", "weeks";
    }
}

impl Unit {
    /// `hour` or `hours`, as `amount` asks.
    pub fn word(self, amount: u32) -> &'static str {
        if amount == 1 { self.code().trim_end_matches('s') } else { self.code() }
    }

    const fn length(self) -> Millis {
        match self {
            Self::Minutes => Millis::minutes(1),
            Self::Hours => Millis::hours(1),
            Self::Days => Millis::days(1),
            Self::Weeks => Millis::days(7),
        }
    }
}

/// For a length of time from arrival, or until a moment on the journey's own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    For { amount: u32, unit: Unit },
    Until { at: Option<LocalDateTime> },
}

impl Default for Wait {
    fn default() -> Self {
        Self::For { amount: 1, unit: Unit::Days }
    }
}

impl Wait {
    /// The longest wait: two years.
    pub const LONGEST: Millis = Millis::days(731);

    /// The length of a wait of the first sort.
    pub fn length(amount: u32, unit: Unit) -> Millis {
        Millis(unit.length().0.saturating_mul(i64::from(amount)))
    }

    /// What the tile says, such as "3 days" or "until 1 Dec 2026, 09:00".
    pub fn words(&self) -> String {
        match self {
            Self::For { amount, unit } => format!("{amount} {}", unit.word(*amount)),
            Self::Until { at: Some(at) } => format!("until {}", at.words()),
            Self::Until { at: None } => "until a date to be chosen".into(),
        }
    }
}
