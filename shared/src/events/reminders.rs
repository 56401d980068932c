//! When an attendee is reminded: by default 24 hours and 1 hour before the start.

use crate::time::{Millis, UtcMillis};

/// One reminder, so long before the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// Part of the message's key, such as `24h`.
    pub code: &'static str,
    pub before: Millis,
}

/// The default reminders, earliest first.
pub const DEFAULT: [Reminder; 2] =
    [Reminder { code: "24h", before: Millis::hours(24) }, Reminder { code: "1h", before: Millis::hours(1) }];

/// A reminder sooner than this after the confirmation would only repeat it.
pub const TOO_SOON: Millis = Millis::minutes(30);

/// When the next reminder is due for somebody whose place was confirmed (or who was last reminded) at `since`.
/// `None` when none is left.
pub fn next(start: UtcMillis, since: UtcMillis) -> Option<UtcMillis> {
    DEFAULT.iter().map(|reminder| start - reminder.before).find(|at| *at > since + TOO_SOON)
}

/// The reminder to send at `now`, if one is due since `due_at`: the latest whose time has come, so that after an
/// outage nobody gets two at once; none once the event has begun (too late).
pub fn due(start: UtcMillis, due_at: UtcMillis, now: UtcMillis) -> Option<Reminder> {
    if now >= start {
        return None;
    }
    DEFAULT.into_iter().rev().find(|reminder| {
        let at = start - reminder.before;
        at >= due_at && at <= now
    })
}
