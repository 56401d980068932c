//! The hours of the recipient's day in which nothing is sent, and the moment after which it may be.

use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

/// What the gate must know about the recipient's time zone. The server answers from the zone database, the browser from
/// the offset it was told.
pub trait LocalTime {
    /// Minutes since midnight on the wall clock at that moment, 0 to 1439.
    fn minute_of_day(&self, at: UtcMillis) -> u16;

    /// The first moment strictly after `after` at which the wall clock shows `minute` of the day; where the clocks jump
    /// over it, the moment of the jump.
    fn next(&self, minute: u16, after: UtcMillis) -> UtcMillis;
}

/// The window in which messages may go out, in minutes of the recipient's day. Outside it they are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// Sending begins: 480 is 08:00.
    pub open: u16,
    /// Sending ends: 1260 is 21:00.
    pub close: u16,
}

impl QuietHours {
    /// 8 am to 9 pm, the Telephone Consumer Protection Act's hours (47 CFR 64.1200(c)(1)).
    pub const USUAL: Self = Self { open: 8 * 60, close: 21 * 60 };

    /// A window with two different ends within the day. It may pass midnight: open 22:00, close 06:00.
    pub fn new(open: u16, close: u16) -> Option<Self> {
        (open < 1440 && close < 1440 && open != close).then_some(Self { open, close })
    }

    /// `None` when a message may go now; else the moment at which the window opens again.
    pub fn hold_until(self, now: UtcMillis, zone: &impl LocalTime) -> Option<UtcMillis> {
        let minute = zone.minute_of_day(now);
        let is_open = if self.open < self.close {
            (self.open..self.close).contains(&minute)
        } else {
            minute >= self.open || minute < self.close
        };
        (!is_open).then(|| zone.next(self.open, now))
    }
}

/// A zone that never changes its clocks: minutes east of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UtcOffset(pub i16);

impl LocalTime for UtcOffset {
    fn minute_of_day(&self, at: UtcMillis) -> u16 {
        let minutes = at.0.div_euclid(60_000) + i64::from(self.0);
        minutes.rem_euclid(1440) as u16
    }

    fn next(&self, minute: u16, after: UtcMillis) -> UtcMillis {
        const DAY: i64 = 86_400_000;
        let offset = i64::from(self.0) * 60_000;
        let local = after.0 + offset;
        let today = local.div_euclid(DAY) * DAY + i64::from(minute) * 60_000;
        UtcMillis(if today > local { today } else { today + DAY } - offset)
    }
}

#[cfg(feature = "zones")]
pub use zone::Zone;

#[cfg(feature = "zones")]
mod zone {
    use super::LocalTime;
    use crate::time::UtcMillis;
    use jiff::civil::{DateTime, Time};
    use jiff::{Timestamp, ToSpan, tz::TimeZone};

    /// A zone of the IANA database.
    #[derive(Debug, Clone)]
    pub struct Zone(TimeZone);

    impl Zone {
        /// `None` when the database does not know the name.
        pub fn named(iana: &str) -> Option<Self> {
            TimeZone::get(iana).ok().map(Self)
        }

        fn local(&self, at: UtcMillis) -> DateTime {
            let timestamp = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::MAX);
            self.0.to_datetime(timestamp)
        }
    }

    impl LocalTime for Zone {
        fn minute_of_day(&self, at: UtcMillis) -> u16 {
            let local = self.local(at);
            local.hour() as u16 * 60 + local.minute() as u16
        }

        fn next(&self, minute: u16, after: UtcMillis) -> UtcMillis {
            let time = Time::constant((minute / 60) as i8, (minute % 60) as i8, 0, 0);
            // The day before too: near midnight a clock change can put "today at 08:00" behind us and yesterday's ahead.
            let mut date = self.local(after).date().saturating_sub(1.day());
            for _ in 0..4 {
                let ambiguous = self.0.to_ambiguous_timestamp(date.to_datetime(time));
                // The earlier of two readings may be behind us and the later ahead; in a gap both name the jump's sides.
                let offset_jump = if let jiff::tz::AmbiguousOffset::Gap { .. } = ambiguous.offset() {
                    self.after_gap(date.to_datetime(time))
                } else {
                    None
                };
                let candidates = [
                    offset_jump,
                    ambiguous.earlier().ok().filter(|_| offset_jump.is_none()),
                    ambiguous.later().ok().filter(|_| offset_jump.is_none()),
                ];
                let first = candidates
                    .into_iter()
                    .flatten()
                    .map(|t| UtcMillis(t.as_millisecond()))
                    .filter(|t| *t > after)
                    .min();
                if let Some(first) = first {
                    return first;
                }
                date = date.saturating_add(1.day());
            }
            after + crate::time::Millis::days(1)
        }
    }

    impl Zone {
        /// The moment the clocks jump over `skipped`.
        fn after_gap(&self, skipped: DateTime) -> Option<Timestamp> {
            let before = self.0.to_ambiguous_timestamp(skipped).earlier().ok()?;
            let later = self.0.to_ambiguous_timestamp(skipped).later().ok()?;
            let from = before.min(later) - 1.second();
            self.0.following(from).next().map(|transition| transition.timestamp())
        }
    }
}
