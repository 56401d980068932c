use shared::journeys::LocalDateTime;

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
