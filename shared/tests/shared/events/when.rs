use proptest::prelude::*;
use shared::events::LocalDateTime;
use shared::events::when::*;
use shared::time::{Millis, UtcMillis};

fn at(text: &str, zone_name: &str) -> UtcMillis {
    moment(LocalDateTime::parse(text).expect("time"), &zone(zone_name).expect("zone")).expect("exists")
}

#[test]
fn says_the_day_the_clock_and_the_zone() {
    let chicago = zone("America/Chicago").expect("zone");
    let starts = at("2026-12-15T18:00", "America/Chicago");
    let when = say(starts, starts + Millis::minutes(75), &chicago);
    assert_eq!(when.line(), "Tuesday, December 15, 2026, 6:00 – 7:15 PM, Central time (CST, UTC−06:00)");
    assert_eq!(iso(starts, &chicago), "2026-12-15T18:00:00-06:00");
    let noon = at("2026-07-01T11:30", "Asia/Kathmandu");
    let when = say(noon, noon + Millis::hours(1), &zone("Asia/Kathmandu").expect("zone"));
    assert_eq!(when.clock, "11:30 AM – 12:30 PM");
    assert_eq!(when.zone, "Asia/Kathmandu (UTC+05:45)");
}

#[test]
fn input_38_a_time_that_never_comes_or_comes_twice_is_asked_about() {
    let chicago = zone("America/Chicago").expect("zone");
    let skipped = LocalDateTime::parse("2026-03-08T02:30").expect("time");
    assert!(moment(skipped, &chicago).expect_err("skipped").contains("2:30 AM does not exist"));
    let repeated = LocalDateTime::parse("2026-11-01T01:30").expect("time");
    assert!(moment(repeated, &chicago).expect_err("twice").contains("1:30 AM comes twice"));
    for once in ["2026-11-01T00:59", "2026-11-01T02:00"] {
        assert!(moment(LocalDateTime::parse(once).expect("time"), &chicago).is_ok(), "{once}");
    }
}

#[test]
fn zones_can_be_chosen_by_place() {
    let names = zone_names();
    assert!(names.iter().any(|name| name == "America/Chicago") && names.iter().any(|name| name == "UTC"));
    assert!(names.iter().all(|name| zone(name).is_some()));
    assert!(zone("Mars/Olympus").is_none() && zone("").is_none());
}

proptest! {
    #[test]
    fn a_moment_reads_back_as_the_wall_clock_that_gave_it(minutes in 0i64..20_000_000, which in 0usize..600) {
        let names = zone_names();
        let zone = zone(&names[which % names.len()]).expect("listed");
        let shown = local(UtcMillis(minutes * 60_000), &zone);
        if let Ok(moment) = moment(shown, &zone) {
            prop_assert_eq!(local(moment, &zone), shown);
        }
    }
}
