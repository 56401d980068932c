//! What scheduling promises, on both databases: no slot twice, holds that run out, allowed moves only, history and wake-ups.

use futures::future::join_all;
use shared::ids::{PatientId, ScheduleId, VisitTypeId};
use shared::people::{BookAppointments, PlanAvailability, ViewOutreach};
use shared::scheduling::*;
use shared::time::{LocalDateTime, Millis, UtcMillis};
use std::collections::BTreeSet;
use store::scheduling::{self, Booking};
use store::testing::on_both;
use store::{Db, Permit, StoreError};
use uuid::Uuid;

/// 18 November 2026, a Wednesday.
const NOW: UtcMillis = UtcMillis(1_795_000_000_000);

fn staff() -> Permit<BookAppointments> {
    Permit::system("test")
}

fn planner() -> Permit<PlanAvailability> {
    Permit::system("test")
}

fn at(text: &str) -> UtcMillis {
    LocalDateTime::parse(text).expect("a time").in_zone("America/Chicago").expect("a zone")
}

async fn patient(db: &Db) -> PatientId {
    let id = PatientId(Uuid::now_v7());
    sqlx::query(
        "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at) VALUES ($1, 'Ann', 'Lee', 'ann lee', 0, 0)",
    )
    .bind(id.to_string())
    .execute(db.read())
    .await
    .expect("a patient");
    id
}

/// A practitioner who sees people on Thursdays from 8 to 18, and a visit type of half an hour: 20 slots.
async fn office(db: &Db) -> (ScheduleId, VisitTypeId) {
    let practitioner: i64 =
        sqlx::query_scalar("INSERT INTO practitioner (given, family) VALUES ('Mae', 'Jones') RETURNING id")
            .fetch_one(db.read())
            .await
            .expect("a practitioner");
    let site: i64 = sqlx::query_scalar("INSERT INTO location (name) VALUES ('Main Street') RETURNING id")
        .fetch_one(db.read())
        .await
        .expect("a site");
    let visit = VisitType { name: "Check-up".into(), step: 30, ..VisitType::default() };
    let visit = scheduling::save(db, &planner(), NOW, None, visit).await.expect("a visit type");
    let schedule =
        scheduling::add(db, &planner(), NOW, practitioner, site, "America/Chicago").await.expect("a schedule");
    let thursday = WeeklyHours {
        weekday: 3,
        hours: LocalRange { from: 480, until: 1_080 },
        visit_types: vec![visit],
        valid_from: None,
        valid_until: None,
    };
    let hours = Availability { weekly: vec![thursday], exceptions: Vec::new() };
    scheduling::save_hours(db, &planner(), NOW, schedule, 1, hours).await.expect("hours");
    (schedule, visit)
}

async fn free(db: &Db, (schedule, visit): (ScheduleId, VisitTypeId), now: UtcMillis) -> Vec<Slot> {
    let (from, until) = (at("2026-11-19T00:00"), at("2026-11-20T00:00"));
    scheduling::free(db, &staff(), now, schedule, visit, from, until).await.expect("slots")
}

fn booking(patient: PatientId, (schedule, visit_type): (ScheduleId, VisitTypeId), start: UtcMillis) -> Booking {
    Booking { patient, schedule, visit_type, start, hold: None, note: String::new() }
}

fn is_taken<T>(answer: &Result<T, StoreError>) -> bool {
    matches!(answer, Err(StoreError::Conflict(words)) if words == TAKEN)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_hundred_at_once_get_twenty_slots_each_once() {
    on_both(async |db| {
        let office = office(&db).await;
        let slots = free(&db, office, NOW).await;
        assert_eq!(slots.len(), 20);
        let patient = patient(&db).await;
        let attempts = (0..500).map(|n| {
            let (db, start) = (db.clone(), slots[n % 20].start);
            tokio::spawn(async move { scheduling::book(&db, &staff(), NOW, booking(patient, office, start)).await })
        });
        let answers: Vec<_> = join_all(attempts).await.into_iter().map(|answer| answer.expect("ran")).collect();
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 20);
        assert_eq!(answers.iter().filter(|answer| is_taken(answer)).count(), 480, "everybody else is told");
        let starts: Vec<i64> =
            sqlx::query_scalar("SELECT start_at FROM appointment").fetch_all(db.read()).await.expect("read");
        assert_eq!(starts.iter().collect::<BTreeSet<_>>().len(), 20);
        assert!(free(&db, office, NOW).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_held_slot_is_free_for_its_holder_and_for_all_after_five_minutes() {
    on_both(async |db| {
        let office = office(&db).await;
        let (who, start) = (patient(&db).await, at("2026-11-19T09:00"));
        let hold = scheduling::hold(&db, &staff(), NOW, office.0, office.1, start, None).await.expect("held");
        assert!(is_taken(&scheduling::hold(&db, &staff(), NOW, office.0, office.1, start, None).await));
        assert!(is_taken(&scheduling::book(&db, &staff(), NOW, booking(who, office, start)).await));
        assert_eq!(free(&db, office, NOW).await.len(), 19);
        assert_eq!(free(&db, office, NOW + HOLD).await.len(), 20, "it ran out");
        let mine = Booking { hold: Some(hold), ..booking(who, office, start) };
        scheduling::book(&db, &staff(), NOW, mine).await.expect("booked by the holder");
        assert_eq!(free(&db, office, NOW + HOLD).await.len(), 19);
    })
    .await;
}

#[tokio::test]
async fn an_appointment_moves_and_ends_with_history_activities_and_changes() {
    on_both(async |db| {
        let office = office(&db).await;
        let who = patient(&db).await;
        let (nine, ten) = (at("2026-11-19T09:00"), at("2026-11-19T10:00"));
        let id = scheduling::book(&db, &staff(), NOW, booking(who, office, nine)).await.expect("booked");
        scheduling::reschedule(&db, &staff(), NOW, id, office.0, ten, None).await.expect("moved");
        assert!(free(&db, office, NOW).await.iter().any(|slot| slot.start == nine), "its old time is free");
        assert!(free(&db, office, NOW).await.iter().all(|slot| slot.start != ten));
        scheduling::set_status(&db, &staff(), NOW, id, AppointmentStatus::CheckedIn).await.expect("checked in");
        let moved = scheduling::reschedule(&db, &staff(), NOW, id, office.0, nine, None).await;
        assert!(matches!(moved, Err(StoreError::Conflict(_))), "whoever is here is not moved");
        scheduling::cancel(&db, &staff(), NOW, id, CancelledBy::Patient, CancelReason::Weather)
            .await
            .expect("cancelled");
        let again = scheduling::set_status(&db, &staff(), NOW, id, AppointmentStatus::Booked).await;
        assert!(matches!(again, Err(StoreError::Conflict(_))), "cancelled stays cancelled");
        assert!(free(&db, office, NOW).await.iter().any(|slot| slot.start == ten));

        let history = scheduling::history(&db, &staff(), NOW, id).await.expect("history");
        let starts: Vec<UtcMillis> = history.iter().map(|line| line.start).collect();
        assert_eq!(starts, [nine, ten, ten, ten]);
        assert_eq!(history[3].note, "The patient: Weather");
        let kinds: Vec<String> =
            sqlx::query_scalar("SELECT kind FROM activity ORDER BY id").fetch_all(db.read()).await.expect("read");
        let expected =
            ["appointment-booked", "appointment-rescheduled", "appointment-checked-in", "appointment-cancelled"];
        assert_eq!(kinds, expected);
        let changes: Vec<(String, String)> = sqlx::query_as(
            "SELECT record_type, change FROM change_queue WHERE record_type = 'appointment' ORDER BY id",
        )
        .fetch_all(db.read())
        .await
        .expect("read");
        assert_eq!(changes.len(), 4, "each wakes whoever listens");
        let audited: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM audit_event WHERE entity = 'appointment' AND patients = 1 AND action <> 'view'",
        )
        .fetch_one(db.read())
        .await
        .expect("read");
        assert_eq!(audited, 4);
        let time = Interval { from: nine, until: nine + Millis::days(1) };
        let day = scheduling::between(&db, &staff(), NOW, time).await.expect("a day");
        assert_eq!(day.len(), 1);
        assert_eq!((day[0].id, day[0].schedule), (Some(id), Some(office.0)));
        let counts = scheduling::counts(&db, &Permit::<ViewOutreach>::system("test"), time).await.expect("counts");
        assert_eq!((counts.len(), counts[0].count), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn an_imported_appointment_takes_its_time_too() {
    on_both(async |db| {
        let office = office(&db).await;
        patient(&db).await;
        sqlx::query(
            "INSERT INTO appointment (patient_id, status, start_at, practitioner_id, source_id)
             SELECT p.id, 'booked', $1, g.id, 'Appointment/1' FROM patient p, practitioner g",
        )
        .bind(at("2026-11-19T09:00").0)
        .execute(db.read())
        .await
        .expect("imported");
        assert_eq!(free(&db, office, NOW).await.len(), 19);
    })
    .await;
}

#[tokio::test]
async fn visit_types_for_established_patients_refuse_new_ones() {
    on_both(async |db| {
        let (schedule, visit) = office(&db).await;
        let known =
            VisitType { name: "Check-up".into(), step: 30, taken_by: TakenBy::Established, ..VisitType::default() };
        scheduling::save(&db, &planner(), NOW, Some(visit), known).await.expect("saved");
        let who = patient(&db).await;
        let answer =
            scheduling::book(&db, &staff(), NOW, booking(who, (schedule, visit), at("2026-11-19T09:00"))).await;
        assert!(matches!(answer, Err(StoreError::Conflict(words)) if words.contains("established")));
    })
    .await;
}

#[tokio::test]
async fn hours_that_somebody_else_changed_are_not_overwritten() {
    on_both(async |db| {
        let (schedule, _) = office(&db).await;
        let old = scheduling::save_hours(&db, &planner(), NOW, schedule, 1, Availability::default()).await;
        assert!(matches!(old, Err(StoreError::Conflict(_))));
        assert_eq!(
            free(&db, (schedule, scheduling::visit_types(&db, &staff()).await.expect("read")[0].id), NOW).await.len(),
            20
        );
    })
    .await;
}

#[tokio::test]
async fn who_asks_for_a_time_that_never_was_free_reads_why() {
    on_both(async |db| {
        let (schedule, visit) = office(&db).await;
        let who = patient(&db).await;
        let why = async |now, start| match scheduling::book(&db, &staff(), now, booking(who, (schedule, visit), start))
            .await
        {
            Err(StoreError::Conflict(words)) => words,
            other => format!("{other:?}"),
        };
        let nine = at("2026-11-19T09:00");
        assert!(why(nine - Millis::minutes(30), nine).await.contains("at least 1 hour ahead"));
        assert!(why(NOW, at("2026-11-19T20:00")).await.contains("outside of the hours"));
        assert!(why(NOW, at("2026-11-19T09:10")).await.contains("outside of the hours"), "between two starts");
        assert!(why(NOW, nine + Millis::days(98)).await.contains("at most 90 days ahead"));
        assert!(!why(NOW, nine).await.contains("hours"));
        assert_eq!(why(NOW, nine).await, TAKEN);
    })
    .await;
}

#[tokio::test]
async fn a_hold_moves_with_its_holder_and_a_note_begins_the_history() {
    on_both(async |db| {
        let office = office(&db).await;
        let (who, nine, ten) = (patient(&db).await, at("2026-11-19T09:00"), at("2026-11-19T10:00"));
        let first = scheduling::hold(&db, &staff(), NOW, office.0, office.1, nine, None).await.expect("held");
        let second = scheduling::hold(&db, &staff(), NOW, office.0, office.1, ten, Some(first)).await.expect("held");
        let starts: Vec<UtcMillis> = free(&db, office, NOW).await.iter().map(|slot| slot.start).collect();
        assert!(starts.contains(&nine) && !starts.contains(&ten));
        let asked = SlotsAsked {
            day: shared::time::Date::parse("2026-11-19").expect("a date"),
            visit: office.1,
            hold: Some(second),
            moving: None,
        };
        let open = scheduling::open_slots(&db, &staff(), NOW, &asked).await.expect("slots");
        assert_eq!(open.columns[0].free.len(), 20, "whoever holds one still sees it");
        let other = SlotsAsked { day: asked.day.plus_days(1), hold: None, ..asked };
        let open = scheduling::open_slots(&db, &staff(), NOW, &other).await.expect("slots");
        assert_eq!((open.columns.len(), open.next), (0, Some(other.day.plus_days(6))), "next Thursday");
        let mine = Booking { hold: Some(second), note: " Needs an interpreter. ".into(), ..booking(who, office, ten) };
        let id = scheduling::book(&db, &staff(), NOW, mine).await.expect("booked");
        let history = scheduling::history(&db, &staff(), NOW, id).await.expect("history");
        assert_eq!(history[0].note, "Needs an interpreter.");
    })
    .await;
}

#[tokio::test]
async fn a_day_shows_hours_visits_and_free_slots_by_the_clock_of_the_site() {
    on_both(async |db| {
        let office = office(&db).await;
        let who = patient(&db).await;
        scheduling::book(&db, &staff(), NOW, booking(who, office, at("2026-11-19T09:00"))).await.expect("booked");
        let asked =
            DayAsked { day: shared::time::Date::parse("2026-11-19"), visit: Some(office.1), ..DayAsked::default() };
        let day = scheduling::day(&db, &staff(), NOW, &asked).await.expect("a day");
        let column = &day.columns[0];
        assert_eq!((column.practitioner.as_str(), column.site.as_str()), ("Mae Jones", "Main Street"));
        assert_eq!(column.hours, [LocalRange { from: 480, until: 1_080 }]);
        assert_eq!(column.blocks[0].clock, LocalRange { from: 540, until: 570 });
        assert_eq!(column.blocks[0].appointment.visit_type, Some(office.1));
        assert_eq!(column.free.len(), 19);
        assert_eq!(day.axis(), LocalRange { from: 480, until: 1_080 });
        let other = DayAsked { site: "Elsewhere".into(), ..asked };
        assert!(scheduling::day(&db, &staff(), NOW, &other).await.expect("a day").columns.is_empty());
        let shown: Vec<i64> = sqlx::query_scalar(
            "SELECT patients FROM audit_event WHERE entity = 'appointment' AND action = 'list' ORDER BY id",
        )
        .fetch_all(db.read())
        .await
        .expect("read");
        assert_eq!(shown, [1, 0], "whom a day shows is written down");
    })
    .await;
}
