//! What slots promise: inside of the hours, never over what is taken, right where clocks change.

use proptest::prelude::*;
use shared::ids::VisitTypeId;
use shared::scheduling::*;
use shared::time::{Date, LocalDateTime, Millis, zones};
use uuid::Uuid;

const VISIT: VisitTypeId = VisitTypeId(Uuid::from_u128(7));

fn zone() -> zones::TimeZone {
    zones::zone("America/Chicago").expect("a zone")
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

fn every_day(from: u16, until: u16) -> Availability {
    let hours = |weekday| WeeklyHours {
        weekday,
        hours: LocalRange { from, until },
        visit_types: Vec::new(),
        valid_from: None,
        valid_until: None,
    };
    Availability { weekly: (0..7).map(hours).collect(), exceptions: Vec::new() }
}

fn visit(length: u32) -> VisitType {
    VisitType { name: "Visit".into(), length, step: length, notice: 0, ..VisitType::default() }
}

/// The slots of one day, asked for the day before.
fn on(date: &str, hours: &Availability, visit: &VisitType, busy: &[Busy]) -> Vec<Slot> {
    let (date, zone) = (day(date), zone());
    let from = zone.day_start(date);
    let until = zone.day_start(date.plus_days(1));
    slots(hours, busy, Request { id: VISIT, visit, from, until, now: from - Millis::days(1) }, &zone)
}

fn shown(slots: &[Slot]) -> Vec<String> {
    slots.iter().map(|slot| zones::local(slot.start, &zone()).to_string()[11..].to_owned()).collect()
}

#[test]
fn a_skipped_hour_has_no_slot() {
    // Clocks go from 02:00 to 03:00.
    let found = on("2026-03-08", &every_day(60, 240), &visit(30), &[]);
    assert_eq!(shown(&found), ["01:00", "01:30", "03:00", "03:30"]);
    let found = on("2026-03-08", &every_day(120, 180), &visit(30), &[]);
    assert!(found.is_empty(), "all of it is skipped");
}

#[test]
fn an_hour_that_comes_twice_has_the_slots_of_both() {
    // Clocks go from 02:00 back to 01:00.
    let found = on("2026-11-01", &every_day(60, 180), &visit(30), &[]);
    assert_eq!(shown(&found), ["01:00", "01:30", "01:00", "01:30", "02:00", "02:30"]);
    for pair in found.windows(2) {
        assert_eq!(pair[0].end, pair[1].start, "each real moment once");
    }
}

#[test]
fn local_hours_stay_local_hours_across_the_change() {
    for date in ["2026-03-07", "2026-03-09", "2026-10-31", "2026-11-02"] {
        assert_eq!(shown(&on(date, &every_day(540, 660), &visit(60), &[])), ["09:00", "10:00"], "{date}");
    }
}

#[test]
fn days_that_differ_take_and_give_hours() {
    let mut hours = every_day(540, 720);
    let exception = |kind, from, until| Exception {
        kind,
        first: day("2026-12-01"),
        last: day("2026-12-02"),
        hours: LocalRange { from, until },
        reason: String::new(),
    };
    hours.exceptions =
        vec![exception(ExceptionKind::Blocked, 600, 660), exception(ExceptionKind::ExtraHours, 780, 840)];
    assert_eq!(shown(&on("2026-12-02", &hours, &visit(60), &[])), ["09:00", "11:00", "13:00"]);
    assert_eq!(shown(&on("2026-12-03", &hours, &visit(60), &[])), ["09:00", "10:00", "11:00"]);
    hours.exceptions.push(exception(ExceptionKind::DayOff, 0, 1_440));
    assert!(on("2026-12-02", &hours, &visit(60), &[]).is_empty());
}

#[test]
fn hours_kept_for_other_visits_give_none() {
    let mut hours = every_day(540, 600);
    for weekly in &mut hours.weekly {
        weekly.visit_types = vec![VisitTypeId(Uuid::from_u128(8))];
    }
    assert!(on("2026-12-02", &hours, &visit(30), &[]).is_empty());
}

#[test]
fn notice_and_horizon_bound_what_can_be_booked() {
    let visit = VisitType { notice: 120, horizon: 1, ..visit(60) };
    let now = LocalDateTime::parse("2026-12-02T08:30").expect("a time").in_zone("America/Chicago").expect("a zone");
    let request = Request { id: VISIT, visit: &visit, from: now, until: now + Millis::days(9), now };
    let found = slots(&every_day(540, 720), &[], request, &zone());
    let times: Vec<String> = found.iter().map(|slot| zones::local(slot.start, &zone()).to_string()).collect();
    assert_eq!(times, ["2026-12-02T11:00"]);
}

#[test]
fn every_state_is_reached_by_an_allowed_move_and_a_cancelled_visit_stays_cancelled() {
    assert!(AppointmentStatus::Cancelled.is_final());
    for from in AppointmentStatus::ALL {
        assert!(!from.may_become(from), "{from}");
    }
    assert!(AppointmentStatus::Booked.may_become(AppointmentStatus::CheckedIn));
    assert!(!AppointmentStatus::Fulfilled.may_become(AppointmentStatus::Cancelled));
}

#[test]
fn wrong_numbers_are_named_at_their_field() {
    let wrong = VisitType { name: "  ".into(), length: 0, ..VisitType::default() };
    let fields: Vec<String> = wrong.checked().expect_err("wrong").into_iter().map(|error| error.field).collect();
    assert_eq!(fields, ["name", "length"]);
}

fn some_visit() -> impl Strategy<Value = VisitType> {
    (1u32..24, 0u32..6, 0u32..6, 1u32..12).prop_map(|(length, before, after, step)| VisitType {
        buffer_before: before * 5,
        buffer_after: after * 5,
        step: step * 5,
        ..visit(length * 5)
    })
}

fn some_busy() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0i64..2_000, 5i64..120), 0..8)
}

/// An ordinary day, and the two on which clocks change.
const DAYS: [&str; 3] = ["2026-03-08", "2026-06-10", "2026-11-01"];

proptest! {
    #[test]
    fn slots_stay_inside_of_the_hours_and_off_what_is_taken(
        visit in some_visit(), busy in some_busy(), from in 0u16..700, length in 30u16..700, date in 0usize..3
    ) {
        let hours = every_day(from, from + length);
        let start = zone().day_start(day(DAYS[date]));
        let busy: Vec<Busy> = busy.into_iter().map(|(at, minutes)| {
            let from = start + Millis::minutes(at);
            Busy { from, until: from + Millis::minutes(minutes) }
        }).collect();
        let found = on(DAYS[date], &hours, &visit, &busy);
        let open = day_hours(&hours, day(DAYS[date]), &zone());
        for slot in &found {
            prop_assert!(busy.iter().all(|other| !slot.busy(&visit).overlaps(*other)));
            prop_assert!(open.iter().any(|range| range.from <= slot.start && slot.end <= range.until));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].start < pair[1].start));
        // Without what is taken there are at least those.
        let all = on(DAYS[date], &hours, &visit, &[]);
        prop_assert!(found.iter().all(|slot| all.contains(slot)));
    }
}

#[test]
fn an_arrow_leads_to_the_next_in_time_or_to_the_nearest_beside() {
    let spot = |column, at| Spot { column, at, free: None };
    let spots = [spot(0, 540), spot(0, 600), spot(2, 480), spot(2, 590), spot(2, 660)];
    assert_eq!(spot_toward(&spots, 0, Toward::Later), Some(1));
    assert_eq!(spot_toward(&spots, 1, Toward::Later), None, "the column ends");
    assert_eq!(spot_toward(&spots, 2, Toward::Earlier), None, "the column begins");
    assert_eq!(spot_toward(&spots, 1, Toward::Right), Some(3));
    assert_eq!(spot_toward(&spots, 4, Toward::Left), Some(1));
    assert_eq!(spot_toward(&spots, 0, Toward::Left), None);
}
