//! What would happen if a message went out now: how many people get it, and why the others do not.

use super::{Channel, Decision, Purpose, Refusal};
use crate::segments::wire::SMALLEST_CELL;
use serde::{Deserialize, Serialize};

/// Figures of one audience, channel and purpose, at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendForecast {
    pub channel: Channel,
    pub purpose: Purpose,
    pub people: u64,
    pub sent: u64,
    /// They get it when their quiet hours end.
    pub held: u64,
    /// Why not, the most frequent first.
    pub refused: Vec<(Refusal, u64)>,
    /// People who share their address with somebody else who gets it: that mailbox or number gets several.
    pub shared_address: u64,
    /// The figures are rounded, for somebody who may not see patients.
    pub coarse: bool,
}

impl SendForecast {
    pub fn new(channel: Channel, purpose: Purpose) -> Self {
        Self { channel, purpose, people: 0, sent: 0, held: 0, refused: Vec::new(), shared_address: 0, coarse: false }
    }

    /// Counts one person.
    pub fn count(&mut self, decision: Decision) {
        self.people += 1;
        match decision {
            Decision::Send => self.sent += 1,
            Decision::Hold(_) => self.held += 1,
            Decision::Refuse(why) => match self.refused.iter_mut().find(|(one, _)| *one == why) {
                Some((_, count)) => *count += 1,
                None => self.refused.push((why, 1)),
            },
        }
    }

    /// Puts the reasons into their order.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.refused.sort_by_key(|(why, count)| (u64::MAX - count, why.code()));
        self
    }

    /// The same for somebody who may not see patients: nothing that is said of a few people, and no two figures whose difference
    /// would say it.
    #[must_use]
    pub fn rounded(self) -> Self {
        let coarse = |count: u64| if count < SMALLEST_CELL { 0 } else { count / 10 * 10 };
        let refused = self.refused.into_iter().map(|(why, count)| (why, coarse(count))).filter(|(_, count)| *count > 0);
        Self {
            people: coarse(self.people),
            sent: coarse(self.sent),
            held: coarse(self.held),
            refused: refused.collect(),
            shared_address: coarse(self.shared_address),
            coarse: true,
            ..self
        }
    }
}
