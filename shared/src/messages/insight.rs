//! What became of a template's messages: the funnel, why some did not go out, over time, link by link.

use crate::consent::Refusal;
use crate::segments::wire::SMALLEST_CELL;
use crate::time::Date;
use serde::{Deserialize, Serialize};

/// Figures of one template, in all its versions and languages. Tests do not count.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MessageInsight {
    pub queued: u64,
    pub sent: u64,
    pub delivered: u64,
    pub opened: u64,
    pub clicked: u64,
    pub bounced: u64,
    pub failed: u64,
    pub unsubscribed: u64,
    /// Why, the most frequent first.
    pub refused: Vec<(Refusal, u64)>,
    /// How many were sent a day (UTC), the latest last; days without any are left out.
    pub days: Vec<(Date, u64)>,
    pub links: Vec<LinkInsight>,
    /// The figures are rounded, for somebody who may not see patients.
    pub coarse: bool,
}

/// One link of the message, without what is each recipient's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkInsight {
    pub url: String,
    /// Messages that had it.
    pub messages: u64,
    /// Those in which it was followed.
    pub followed: u64,
}

impl MessageInsight {
    /// The same for somebody who may not see patients: nothing that is said of a few people.
    #[must_use]
    pub fn rounded(self) -> Self {
        let coarse = |count: u64| if count < SMALLEST_CELL { 0 } else { count / 10 * 10 };
        Self {
            queued: coarse(self.queued),
            sent: coarse(self.sent),
            delivered: coarse(self.delivered),
            opened: coarse(self.opened),
            clicked: coarse(self.clicked),
            bounced: coarse(self.bounced),
            failed: coarse(self.failed),
            unsubscribed: coarse(self.unsubscribed),
            refused: self
                .refused
                .into_iter()
                .map(|(why, count)| (why, coarse(count)))
                .filter(|(_, count)| *count > 0)
                .collect(),
            days: self
                .days
                .into_iter()
                .map(|(day, count)| (day, coarse(count)))
                .filter(|(_, count)| *count > 0)
                .collect(),
            links: self
                .links
                .into_iter()
                .map(|link| LinkInsight { messages: coarse(link.messages), followed: coarse(link.followed), ..link })
                .collect(),
            coarse: true,
        }
    }
}

/// An address without what may be one recipient's own: its query and fragment.
pub fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}
