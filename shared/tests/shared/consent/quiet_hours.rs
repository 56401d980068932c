use proptest::prelude::*;
use shared::consent::*;
use shared::time::{Millis, UtcMillis};

const ZONES: [&str; 6] =
    ["America/Chicago", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia"];

proptest! {
    #[test]
    fn a_hold_ends_inside_the_window_and_within_a_day_and_an_hour(
        at in 1_577_836_800_000i64..1_900_000_000_000,
        open in 0u16..1440,
        close in 0u16..1440,
        zone in 0usize..ZONES.len(),
    ) {
        let Some(hours) = QuietHours::new(open, close) else { return Ok(()) };
        let zone = Zone::named(ZONES[zone]).expect("a zone");
        let now = UtcMillis(at);
        if let Some(until) = hours.hold_until(now, &zone) {
            prop_assert!(until > now);
            prop_assert!(until <= now + Millis::hours(25), "held for {} ms", (until - now).0);
            let minute = zone.minute_of_day(until);
            // A window shorter than a clock change can be jumped over as a whole.
            let width = (1440 + close - open) % 1440;
            if width > 60 {
                prop_assert_eq!(hours.hold_until(until, &zone), None, "at minute {}", minute);
            }
        }
    }

    #[test]
    fn a_fixed_offset_agrees_with_the_zone_database(at in 0i64..4_000_000_000_000, minute in 0u16..1440) {
        let zone = Zone::named("Etc/GMT-5").expect("a zone");
        prop_assert_eq!(UtcOffset(300).next(minute, UtcMillis(at)), zone.next(minute, UtcMillis(at)));
        prop_assert_eq!(UtcOffset(300).minute_of_day(UtcMillis(at)), zone.minute_of_day(UtcMillis(at)));
    }
}

#[test]
fn eight_in_the_morning_is_an_hour_earlier_in_utc_after_the_clocks_go_forward() {
    let chicago = Zone::named("America/Chicago").expect("a zone");
    // Saturday 2026-03-07 22:00 CST; the clocks go forward in the night to Sunday.
    let now = UtcMillis(1_772_942_400_000);
    let until = QuietHours::USUAL.hold_until(now, &chicago).expect("held");
    // Sunday 08:00 CDT is 13:00 UTC.
    assert_eq!(until, UtcMillis(1_772_974_800_000));
}

#[test]
fn an_opening_that_the_clocks_jump_over_is_the_jump() {
    let chicago = Zone::named("America/Chicago").expect("a zone");
    let hours = QuietHours::new(150, 600).expect("a window");
    // Sunday 2026-03-08 01:00 CST: 02:30 does not exist that day; the clocks jump at 08:00 UTC.
    assert_eq!(hours.hold_until(UtcMillis(1_772_953_200_000), &chicago), Some(UtcMillis(1_772_956_800_000)));
}
