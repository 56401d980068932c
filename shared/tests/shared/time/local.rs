use shared::time::LocalDateTime;

#[test]
fn reads_what_a_browser_sends() {
    let local = LocalDateTime::parse("2026-12-15T18:05").expect("a time");
    assert_eq!(local.to_string(), "2026-12-15T18:05");
    assert_eq!(local.clock(), "6:05 PM");
    assert_eq!(LocalDateTime::parse("2026-12-15T18:05:00"), Some(local));
    for wrong in ["", "2026-12-15", "2026-02-30T10:00", "2026-12-15T24:00", "2026-12-15T1:00", "2026-12-15T+1:00"] {
        assert_eq!(LocalDateTime::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn is_stored_as_text_that_a_person_can_read() {
    let stored = "\"2026-12-15T18:05\"";
    let local: LocalDateTime = serde_json::from_str(stored).expect("reads");
    assert_eq!(serde_json::to_string(&local).expect("writes"), stored);
    assert!(serde_json::from_str::<LocalDateTime>("\"2026-12-15\"").is_err());
    assert_eq!(local.words(), "Dec 15, 2026, 6:05 PM");
    assert_eq!(local.brief(2026), "Dec 15, 6:05 PM");
    assert_eq!(local.brief(2027), "Dec 15, 2026, 6:05 PM");
    assert!(local > LocalDateTime::day_start(local.date()));
}

#[test]
fn the_clock_is_said_in_halves_of_a_day() {
    for (text, said) in [("00:05", "12:05 AM"), ("11:59", "11:59 AM"), ("12:00", "12:00 PM"), ("23:30", "11:30 PM")] {
        assert_eq!(LocalDateTime::parse(&format!("2026-12-15T{text}")).expect("a time").clock(), said);
    }
}
