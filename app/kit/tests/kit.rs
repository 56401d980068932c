//! Figures and dates as they are written.

use kit::grouped;
use kit::time::{PageClock, Say, iso};
use shared::time::UtcMillis;

#[test]
fn thousands_are_set_apart() {
    assert_eq!([0, 999, 1_000, 58_930, -1_234_567].map(grouped), ["0", "999", "1,000", "58,930", "−1,234,567"]);
}

#[test]
fn moments_are_said_on_the_organizations_clock() {
    let at = UtcMillis(1_795_356_309_000);
    let clock = PageClock { zone: "America/Chicago".to_owned(), now: at };
    assert_eq!(clock.say(at, Say::DateTime, None), "Nov 22, 8:05 AM");
    assert_eq!(clock.say(at, Say::DateOnly, None), "Nov 22");
    assert_eq!(clock.say(at, Say::TimeOnly, Some("Europe/Berlin")), "3:05 PM");
    let (late, hour) = (UtcMillis(1_798_781_400_000), 3_600_000);
    // Six hours after the new year in London it is still 2026 in Chicago.
    assert_eq!(clock.say(late, Say::DateTime, None), "Dec 31, 11:30 PM");
    assert_eq!(clock.say(UtcMillis(late.0 + hour), Say::DateTime, None), "Jan 1, 2027, 12:30 AM");
    assert_eq!(iso(at), "2026-11-22T14:05:09Z");
}
