//! Dates and times as people type them.

use shared::time::{Date, LocalDateTime};

fn today() -> Date {
    Date::parse("2026-11-24").expect("a date")
}

#[test]
fn a_date_is_read_in_every_usual_way() {
    let december = Date::parse("2026-12-15");
    for text in [
        "12/15/2026",
        " 12/15/26",
        "12-15-2026",
        "12/15",
        "Dec 15, 2026",
        "december 15 2026",
        "15 Dec 2026",
        "Dec 15th",
        "2026-12-15",
        "2026/12/15",
    ] {
        assert_eq!(Date::typed(text, today()), december, "{text}");
    }
    assert_eq!(Date::typed("Sept 1", today()), Date::parse("2026-09-01"));
    assert_eq!(Date::typed("tomorrow", today()), Date::parse("2026-11-25"));
    assert_eq!(Date::typed("Yesterday", today()), Date::parse("2026-11-23"));
}

#[test]
fn what_is_not_a_date_is_not_guessed() {
    for text in ["", "12", "31/12/2026", "2/30/2026", "Dec", "Dec 32", "12/15/202", "next week", "12/15/2026/1"] {
        assert_eq!(Date::typed(text, today()), None, "{text}");
    }
}

#[test]
fn a_time_is_read_after_its_date() {
    let at = |text: &str| LocalDateTime::typed(text, today()).map(|at| at.to_string());
    for (text, read) in [
        ("12/15/2026 6:00 PM", "2026-12-15T18:00"),
        ("Dec 15, 2026, 6:00 PM", "2026-12-15T18:00"),
        ("Dec 15 6pm", "2026-12-15T18:00"),
        ("12/15 at 18:00", "2026-12-15T18:00"),
        ("2026-12-15T18:00", "2026-12-15T18:00"),
        ("12/15 12 am", "2026-12-15T00:00"),
        ("12/15 12:30 p.m.", "2026-12-15T12:30"),
        ("today noon", "2026-11-24T12:00"),
    ] {
        assert_eq!(at(text).as_deref(), Some(read), "{text}");
    }
    for text in ["12/15/2026", "12/15 6", "12/15 25:00", "12/15 13 pm", "6 PM", "12/15 6:5 PM", ""] {
        assert_eq!(at(text), None, "{text}");
    }
}

#[test]
fn what_is_said_is_read_again() {
    let at = LocalDateTime::parse("2027-01-05T00:05").expect("a time");
    assert_eq!(LocalDateTime::typed(&at.words(), today()), Some(at));
    assert_eq!(Date::typed(&at.date().short(), today()), Some(at.date()));
    assert_eq!(Date::typed(&at.date().long(), today()), Some(at.date()));
}
