//! Around a visit: what is due when, also when it moves, is missed or called off.

use shared::outreach::{
    CadenceKind, Cadences, CampaignKind, TOO_LATE, VisitDeed, VisitNow, VisitTouch, due_now, visit_deeds,
};
use shared::scheduling::AppointmentStatus;
use shared::time::{Date, Millis, UtcMillis};

fn at(day: u32, hour: i64) -> UtcMillis {
    Date::new(2026, 12, day).expect("a day of December").start_utc() + Millis::hours(hour)
}

fn moment(day: Date, hour: u32) -> UtcMillis {
    day.start_utc() + Millis::hours(i64::from(hour))
}

fn cadences() -> Cadences {
    CampaignKind::NewNeighbors.program(&|_| None).cadences
}

fn visit(status: AppointmentStatus, start: UtcMillis, changed_at: UtcMillis) -> VisitNow {
    VisitNow { status, start, end: start + Millis::minutes(30), changed_at }
}

fn deeds(visit: &VisitNow) -> Vec<(UtcMillis, VisitDeed)> {
    visit_deeds(&cadences(), visit, UtcMillis::date_utc, moment)
}

fn times(visit: &VisitNow) -> Vec<UtcMillis> {
    deeds(visit).into_iter().map(|(at, _)| at).collect()
}

#[test]
fn reminders_come_seven_days_two_days_and_on_the_day() {
    let booked = visit(AppointmentStatus::Booked, at(20, 15), at(1, 12));
    assert_eq!(times(&booked), [at(13, 10), at(18, 10), at(20, 8)]);
    let early = visit(AppointmentStatus::Booked, at(20, 9), at(1, 12));
    assert_eq!(times(&early)[2], at(20, 7), "two hours before, where that is earlier");
}

#[test]
fn a_visit_booked_at_short_notice_gets_only_the_reminders_that_are_left() {
    let soon = visit(AppointmentStatus::Booked, at(20, 15), at(17, 12));
    assert_eq!(times(&soon), [at(18, 10), at(20, 8)]);
}

#[test]
fn a_visit_that_moved_is_reminded_of_anew_and_each_reminder_once() {
    let before = visit(AppointmentStatus::Booked, at(20, 15), at(1, 12));
    let moved = visit(AppointmentStatus::Booked, at(27, 15), at(19, 12));
    let keys = |visit: &VisitNow| deeds(visit).iter().map(|(_, deed)| deed.key(visit)).collect::<Vec<_>>();
    assert!(keys(&moved).iter().all(|key| !keys(&before).contains(key)));
    assert_eq!(keys(&before), keys(&before));
}

#[test]
fn missed_and_cancelled_visits_have_cadences_of_their_own() {
    for (status, kind) in
        [(AppointmentStatus::NoShow, CadenceKind::NoShow), (AppointmentStatus::Cancelled, CadenceKind::Cancellation)]
    {
        let now = visit(status, at(20, 9), at(20, 17));
        let steps: Vec<_> = deeds(&now).into_iter().map(|(_, deed)| deed).collect();
        let expected: Vec<_> = cadences().steps(kind).iter().map(|step| VisitDeed::Step(kind, *step)).collect();
        assert_eq!(steps, expected);
        assert_eq!(times(&now)[0], at(21, 10));
    }
    assert!(cadences().no_show.iter().any(|step| step.touch == VisitTouch::Call), "a call is among them");
}

#[test]
fn everybody_who_was_seen_is_asked_for_a_review_and_nobody_else() {
    for status in AppointmentStatus::ALL {
        let now = visit(status, at(20, 9), at(20, 10));
        let asked = deeds(&now).iter().any(|(_, deed)| *deed == VisitDeed::Review);
        assert_eq!(asked, status == AppointmentStatus::Fulfilled, "{status}");
    }
    let mut silent = cadences();
    silent.review.ask = false;
    let seen = visit(AppointmentStatus::Fulfilled, at(20, 9), at(20, 10));
    assert_eq!(visit_deeds(&silent, &seen, UtcMillis::date_utc, moment), Vec::new());
}

#[test]
fn what_a_downtime_kept_back_for_too_long_is_left_out() {
    let booked = visit(AppointmentStatus::Booked, at(20, 15), at(1, 12));
    let (due, next) = due_now(deeds(&booked), at(13, 10));
    assert_eq!((due.len(), next), (1, Some(at(18, 10))));
    let (due, next) = due_now(deeds(&booked), at(13, 10) + TOO_LATE + Millis(1));
    assert_eq!((due.len(), next), (0, Some(at(18, 10))));
}
