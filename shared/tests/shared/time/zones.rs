use proptest::prelude::*;
use shared::time::zones::{self, Resolved, gaps, resolve, zone};
use shared::time::{LocalDateTime, Millis, UtcMillis};

#[test]
fn text_and_moment_agree_in_winter_and_in_summer() {
    for (text, zone, utc) in [
        ("2026-12-01T09:00", "America/Chicago", 1_796_137_200_000_i64),
        ("2026-07-01T09:00", "America/Chicago", 1_782_914_400_000),
        ("2026-12-01T09:00", "Europe/Berlin", 1_796_112_000_000),
    ] {
        let local = LocalDateTime::parse(text).expect("parses");
        assert_eq!(local.to_string(), text);
        let moment = local.in_zone(zone).expect("a zone");
        assert_eq!(moment.0, utc, "{text} {zone}");
        assert_eq!(LocalDateTime::at(moment, zone), Some(local));
    }
}

#[test]
fn a_skipped_hour_moves_forward_and_nonsense_is_refused() {
    let skipped = LocalDateTime::parse("2026-03-08T02:30").expect("parses").in_zone("America/Chicago");
    assert_eq!(skipped, LocalDateTime::parse("2026-03-08T03:30").expect("parses").in_zone("America/Chicago"));
    for text in ["", "2026-12-01", "2026-12-01T24:00", "2026-12-01T09-00", "2026-02-30T09:00"] {
        assert_eq!(LocalDateTime::parse(text), None, "{text}");
    }
}

fn local(text: &str) -> LocalDateTime {
    LocalDateTime::parse(text).expect("a time")
}

#[test]
fn a_local_time_is_shown_once_never_or_twice() {
    let chicago = zone("America/Chicago").expect("zone");
    let hour = Millis::hours(1);
    let Resolved::Exact(before) = resolve(local("2026-03-08T01:30"), &chicago) else { panic!("shown once") };
    assert_eq!(resolve(local("2026-03-08T02:30"), &chicago), Resolved::Skipped { later: before + hour });
    let Resolved::Twice { first, second } = resolve(local("2026-11-01T01:30"), &chicago) else { panic!("shown twice") };
    assert_eq!(second - first, hour);
    assert_eq!(resolve(local("2026-11-01T01:30"), &chicago).moment(), first);
}

#[test]
fn the_gaps_of_a_zone_are_known_ahead() {
    let chicago = zone("America/Chicago").expect("zone");
    let found = gaps(&chicago, UtcMillis(1_764_547_200_000), 2);
    let said: Vec<_> = found.iter().map(|gap| format!("{} {}", gap.from, gap.until)).collect();
    assert_eq!(said, ["2026-03-08T02:00 2026-03-08T03:00", "2027-03-14T02:00 2027-03-14T03:00"]);
    assert!(found[0].skips(local("2026-03-08T02:00")) && !found[0].skips(local("2026-03-08T03:00")));
    assert_eq!(gaps(&zone("UTC").expect("zone"), UtcMillis(0), 100), []);
}

proptest! {
    #[test]
    fn gaps_and_resolution_agree(minutes in 28_000_000i64..32_000_000, which in 0usize..600) {
        let names = zones::zone_names();
        let zone = zone(&names[which % names.len()]).expect("listed");
        let utc = zones::local(UtcMillis(minutes * 60_000), &zones::zone("UTC").expect("zone"));
        let skipped = matches!(resolve(utc, &zone), Resolved::Skipped { .. });
        let gaps = gaps(&zone, UtcMillis((minutes - 3_000) * 60_000), 1);
        prop_assert_eq!(gaps.iter().any(|gap| gap.skips(utc)), skipped);
    }
}
