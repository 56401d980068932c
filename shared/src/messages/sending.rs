//! How sending goes on after the other side's answer: whose turn is first, when a message is tried again, when a whole channel
//! pauses.

use crate::coded;
use crate::consent::{Channel, Purpose};
use crate::time::{Millis, UtcMillis};
use serde::{Deserialize, Serialize};

/// Whose turn comes first when more is due than can leave at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody waits for it: a confirmation, a sign-in link.
    Answer,
    Care,
    Campaign,
}

impl Urgency {
    pub const ALL: [Self; 3] = [Self::Answer, Self::Care, Self::Campaign];

    /// Its number in the database; smaller is sooner.
    pub const fn rank(self) -> i64 {
        match self {
            Self::Answer => 0,
            Self::Care => 1,
            Self::Campaign => 2,
        }
    }
}

impl Purpose {
    /// How soon messages for this purpose leave.
    pub const fn urgency(self) -> Urgency {
        match self {
            Self::Transactional => Urgency::Answer,
            Self::Treatment | Self::Event => Urgency::Care,
            Self::Marketing | Self::Survey => Urgency::Campaign,
        }
    }
}

/// The first waits between attempts.
const WAITS: [Millis; 4] = [Millis::minutes(1), Millis::minutes(5), Millis::minutes(15), Millis::hours(1)];
/// All later ones.
const LAST_WAIT: Millis = Millis::hours(4);
/// How long a message is tried: as long as a mail server keeps one (RFC 5321 4.5.4.1).
pub const TRIED_FOR: Millis = Millis::days(5);

/// When a message that was not taken is tried again, after `attempts` attempts; `None` once it has been tried for
/// [`TRIED_FOR`]. `spread` (any number, such as the message's own) moves it by a tenth at most, so that messages refused
/// together do not all come back together.
pub fn next_try(now: UtcMillis, attempts: u32, spread: u64) -> Option<UtcMillis> {
    let wait = |attempt: u32| WAITS.get(attempt as usize).copied().unwrap_or(LAST_WAIT);
    let tried: i64 = (0..attempts.saturating_sub(1)).map(|attempt| wait(attempt).0).sum();
    if tried >= TRIED_FOR.0 {
        return None;
    }
    let wait = wait(attempts.saturating_sub(1)).0;
    let share = i64::try_from(spread % 201).unwrap_or_default() - 100;
    Some(now + Millis(wait + wait / 1_000 * share))
}

coded! {
    /// Why a channel sends nothing for a while.
    pub enum PauseReason {
        /// Connecting or signing in failed: nothing is wrong with any message.
        Unreachable = "unreachable", "can't be reached";
        /// It took none of several messages and said to try later.
        Busy = "busy", "takes nothing at the moment";
        /// It refused several messages in a row for reasons that have nothing to do with their recipients.
        Refusing = "refusing", "refuses everything";
    }
}

impl PauseReason {
    /// How long to wait before one message is tried, after `tries` tries that changed nothing.
    pub fn wait(self, tries: u32) -> Millis {
        let (first, longest) = match self {
            Self::Unreachable | Self::Busy => (Millis(15_000), Millis::minutes(5)),
            Self::Refusing => (Millis::minutes(15), Millis::hours(4)),
        };
        Millis((first.0 << tries.min(10)).min(longest.0))
    }
}

/// A channel that sends nothing for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelPause {
    pub channel: Channel,
    pub reason: PauseReason,
    /// What the other side said; for staff.
    pub answer: String,
    pub since: UtcMillis,
    /// Tries since then that changed nothing.
    pub tries: u32,
    pub next_try: UtcMillis,
}

/// What came of a group of messages that were handed over together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub sent: usize,
    pub unreachable: usize,
    /// "Try later."
    pub busy: usize,
    /// Refused for good, not because of the recipient.
    pub refused: usize,
    /// Refused because of the recipient, or nobody knows.
    pub other: usize,
}

/// Fewer than this say nothing about the channel.
const SEVERAL: usize = 5;

impl Tally {
    /// Whether the channel must pause after this. `probe` is a single message that was tried while it paused.
    pub const fn pause(&self, probe: bool) -> Option<PauseReason> {
        let several = if probe { 1 } else { SEVERAL };
        if self.sent > 0 || self.other > 0 {
            None
        } else if self.unreachable > 0 {
            Some(PauseReason::Unreachable)
        } else if self.refused >= several {
            Some(PauseReason::Refusing)
        } else if self.busy >= several {
            Some(PauseReason::Busy)
        } else {
            None
        }
    }
}
