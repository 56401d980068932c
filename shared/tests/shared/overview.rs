use shared::overview::{Counts, Hour, by_day};
use shared::time::{Date, Millis, UtcMillis};

fn hour(starts: &str, hours: i64, sent: i64) -> Hour {
    let starts = Date::parse(starts).expect("a date").start_utc() + Millis::minutes(60 * hours);
    Hour { starts, counts: Counts { sent, opened: 1, registered: 0 } }
}

#[test]
fn an_hour_counts_on_the_readers_day_and_quiet_days_are_there_too() {
    let today = Date::parse("2026-11-24").expect("a date");
    let hours =
        [hour("2026-11-17", 20, 9), hour("2026-11-23", 1, 4), hour("2026-11-23", 12, 2), hour("2026-11-25", 3, 1)];
    // Six hours behind: what UTC calls the early morning is still the evening before.
    let days = by_day(&hours, today, |at| UtcMillis(at.0 - Millis::minutes(360).0).date_utc());
    let sent: Vec<_> = days.iter().map(|(_, counts)| counts.sent).collect();
    assert_eq!(sent, [0, 0, 0, 0, 4, 2, 1]);
    assert_eq!(days[6].0, today);
    assert_eq!(days[4].1.opened, 1);
}
