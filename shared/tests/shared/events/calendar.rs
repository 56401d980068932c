//! What every calendar file promises: whole lines, whole characters, the right hour on every side of a clock change.

use jiff::Timestamp;
use proptest::prelude::*;
use shared::events::calendar::*;
use shared::events::views::EventRecord;
use shared::events::{EventFields, LocalDateTime, Stage, Status, when};
use shared::ids::EventId;
use shared::time::UtcMillis;
use uuid::Uuid;

const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

pub(super) fn event(zone_name: &str, starts: &str, ends: &str) -> EventRecord {
    let zone = when::zone(zone_name).expect("zone");
    let moment = |text| LocalDateTime::parse(text).expect("time");
    let fields = EventFields {
        name: "Healthy Eye; Seminar, one".into(),
        slug: "healthy-eye-seminar".into(),
        summary: "What helps.\nAsk us.".into(),
        time_zone: zone_name.into(),
        starts: Some(moment(starts)),
        ends: Some(moment(ends)),
        ..EventFields::default()
    };
    EventRecord {
        id: EventId(Uuid::nil()),
        fields,
        status: Status::Live,
        stage: Stage::Launch,
        version: 1,
        sequence: 0,
        taken: 0,
        starts_at: Some(when::moment(moment(starts), &zone).expect("exists")),
        ends_at: Some(when::moment(moment(ends), &zone).expect("exists")),
        updated_at: NOW,
        sessions: Vec::new(),
        speakers: Vec::new(),
    }
}

fn entry() -> Entry<'static> {
    Entry {
        uid: "0@waypost.example".into(),
        organization: "Lamna Healthcare",
        reply_to: "events@lamna.example",
        page_url: "https://waypost.example/events/healthy-eye-seminar",
        join_url: None,
        out: false,
        earlier: 0,
    }
}

fn unfold(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The UTC offset in seconds that a reader of this file must apply at a local time: that of the last observance that
/// began at or before it (RFC 5545 3.6.5).
fn offset_read_from(lines: &[String], local: &str) -> i32 {
    let (mut best, mut best_start, mut start) = (None, String::new(), String::new());
    for line in lines.iter().skip_while(|l| *l != "BEGIN:VTIMEZONE").take_while(|l| *l != "END:VTIMEZONE") {
        if let Some(text) = line.strip_prefix("DTSTART:") {
            start = text.to_owned();
        } else if let Some(text) = line.strip_prefix("TZOFFSETTO:")
            && start.as_str() <= local
            && start >= best_start
        {
            let sign = if text.starts_with('-') { -1 } else { 1 };
            let number = |range: std::ops::Range<usize>| text[range].parse::<i32>().expect("digits");
            best = Some(sign * (number(1..3) * 3_600 + number(3..5) * 60));
            best_start = start.clone();
        }
    }
    best.expect("an observance in force")
}

#[test]
fn a_whole_file() {
    let file = write(&event("America/Chicago", "2026-12-15T18:00", "2026-12-15T19:15"), &entry(), NOW).expect("a file");
    let lines = unfold(&file);
    for wanted in [
        "METHOD:PUBLISH",
        "TZID:America/Chicago",
        "DTSTART:20261101T020000",
        "DTSTART:20270314T020000",
        "UID:0@waypost.example",
        "DTSTAMP:20261118T110640Z",
        "SEQUENCE:0",
        "DTSTART;TZID=America/Chicago:20261215T180000",
        "DTEND;TZID=America/Chicago:20261215T191500",
        "SUMMARY:Healthy Eye\\; Seminar\\, one",
        "DESCRIPTION:What helps.\\nAsk us.\\n\\nhttps://waypost.example/events/healthy-eye-seminar",
        "LOCATION:Online",
        "ORGANIZER;CN=\"Lamna Healthcare\":mailto:events@lamna.example",
        "STATUS:CONFIRMED",
    ] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted} missing in\n{file}");
    }
    assert!(!file.contains("RRULE"));
}

#[test]
fn a_cancelled_event_says_so_under_the_same_uid() {
    let mut event = event("America/Chicago", "2026-12-15T18:00", "2026-12-15T19:15");
    event.status = Status::Cancelled;
    event.sequence = 3;
    let lines = unfold(&write(&event, &entry(), NOW).expect("a file"));
    for wanted in ["STATUS:CANCELLED", "SEQUENCE:3", "UID:0@waypost.example"] {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}");
    }
}

#[test]
fn an_event_across_a_clock_change_reads_back_right() {
    // Clocks go back at 2 am on 1 November 2026 in Chicago: this night event is 5 real hours long on a 4-hour clock.
    let event = event("America/Chicago", "2026-10-31T23:00", "2026-11-01T03:00");
    assert_eq!(event.ends_at.expect("end") - event.starts_at.expect("start"), shared::time::Millis::hours(5));
    let lines = unfold(&write(&event, &entry(), NOW).expect("a file"));
    assert_eq!(offset_read_from(&lines, "20261031T230000"), -5 * 3_600);
    assert_eq!(offset_read_from(&lines, "20261101T030000"), -6 * 3_600);
}

/// Input 36: a file tells the state of the person, not that of the event.
#[test]
fn input_36_who_does_not_come_gets_the_entry_taken_out() {
    let event = event("Europe/Berlin", "2026-07-01T10:00", "2026-07-01T11:00");
    let lines = |entry: Entry<'static>| unfold(&write(&event, &entry, NOW).expect("a file"));
    let comes = lines(Entry { earlier: 1, ..entry() });
    assert!(comes.contains(&"METHOD:PUBLISH".into()) && comes.contains(&"STATUS:CONFIRMED".into()));
    let out = lines(Entry { out: true, earlier: 2, ..entry() });
    for line in ["METHOD:CANCEL", "STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:2"] {
        assert!(out.contains(&line.into()), "{line} in {out:?}");
    }
    let again = lines(Entry { earlier: 3, ..entry() });
    assert!(again.contains(&"SEQUENCE:3".into()), "coming back counts more than having gone");
}

proptest! {
    #[test]
    fn every_zone_at_every_season_reads_back_the_same_moment(which in 0usize..600, hours in 464_000i64..526_000) {
        let names = when::zone_names();
        let name = &names[which % names.len()];
        let zone = when::zone(name).expect("listed");
        let starts = when::local(UtcMillis(hours * 3_600_000), &zone);
        let Ok(at) = when::moment(starts, &zone) else { return Ok(()) };
        let ends = when::local(at + shared::time::Millis::minutes(90), &zone);
        if ends <= starts || when::moment(ends, &zone).is_err() {
            return Ok(());
        }
        let event = event(name, &starts.to_string(), &ends.to_string());
        let lines = unfold(&write(&event, &entry(), NOW).expect("a file"));
        for moment in [event.starts_at, event.ends_at].into_iter().flatten() {
            let wall = Timestamp::from_millisecond(moment.0).expect("a moment").to_zoned(zone.clone());
            let shown = wall.strftime("%Y%m%dT%H%M00").to_string();
            let read = offset_read_from(&lines, &shown);
            // Seconds in historic offsets can't be written; whole minutes can.
            let offset = wall.offset().seconds();
            // In the hour that comes twice a reader can't know which is meant.
            let twice = zone.to_ambiguous_zoned(wall.datetime()).is_ambiguous();
            prop_assert!(read == offset || twice, "{} {} {}", name, shown, read);
        }
    }

    #[test]
    fn lines_are_short_and_unfold_to_what_was_said(name in "\\PC{1,120}", summary in "[\\PC\n\r\t]{0,300}") {
        let mut event = event("Europe/Berlin", "2026-07-01T10:00", "2026-07-01T11:00");
        event.fields.name = name.clone();
        event.fields.summary = summary;
        let file = write(&event, &entry(), NOW).expect("a file");
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
            prop_assert!(!line.contains(['\n', '\r']));
        }
        let lines = unfold(&file);
        let said = lines.iter().find_map(|line| line.strip_prefix("SUMMARY:")).expect("summary");
        let plain = said.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\");
        prop_assert_eq!(plain, name);
        prop_assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:VEVENT")).count(), 1);
    }
}
