use shared::events::local::LocalDateTime;

#[test]
fn reads_what_a_browser_sends() {
    let local = LocalDateTime::parse("2026-12-15T18:05").expect("a time");
    assert_eq!(local.to_string(), "2026-12-15T18:05");
    assert_eq!(local.clock(), "6:05 pm");
    assert_eq!(LocalDateTime::parse("2026-12-15T18:05:00"), Some(local));
    for wrong in ["", "2026-12-15", "2026-02-30T10:00", "2026-12-15T24:00", "2026-12-15T1:00"] {
        assert_eq!(LocalDateTime::parse(wrong), None, "{wrong}");
    }
}
