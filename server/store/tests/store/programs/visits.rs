//! Visits that programs book: whose they are, what counts, and that what they were before is not sent any more.

use super::{NOW, key_of, live, patient};
use shared::consent::Channel;
use shared::ids::{AppointmentId, PatientId};
use shared::outreach::TouchKind;
use shared::people::{BookAppointments, PlanAvailability};
use shared::scheduling::{AppointmentStatus, Availability, CancelReason, CancelledBy, LocalRange, WeeklyHours};
use shared::time::{LocalDateTime, Millis, UtcMillis};
use store::outreach::touches::{self, Touch};
use store::outreach::visits;
use store::scheduling::{self, Booking};
use store::testing::on_both;
use store::{Db, Permit};

fn staff() -> Permit<BookAppointments> {
    Permit::system("test")
}

fn at(text: &str) -> UtcMillis {
    LocalDateTime::parse(text).expect("a time").in_zone("America/Chicago").expect("a zone")
}

/// Somebody whom the program texted, and their visit on Thursday.
async fn booked(db: &Db, program: i64) -> (i64, AppointmentId) {
    let person = patient(db, "Ann").await;
    let mut tx = db.begin().await.expect("begins");
    let touch = Touch {
        key: "text".into(),
        at: NOW,
        program,
        patient: person,
        kind: TouchKind::Sent,
        channel: Some(Channel::Sms),
        template: 0,
        agent: 0,
        cost_cents: 0,
    };
    touches::record(&mut tx, touch).await.expect("recorded");
    tx.commit().await.expect("commits");
    touches::count_some(db).await.expect("counted");
    (person, book(db, person).await)
}

async fn book(db: &Db, person: i64) -> AppointmentId {
    let uid: String = sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1")
        .bind(person)
        .fetch_one(db.read())
        .await
        .expect("a uid");
    let practitioner: i64 =
        sqlx::query_scalar("INSERT INTO practitioner (given, family) VALUES ('Mae', 'Jones') RETURNING id")
            .fetch_one(db.read())
            .await
            .expect("a practitioner");
    let site: i64 = sqlx::query_scalar("INSERT INTO location (name) VALUES ('Main Street') RETURNING id")
        .fetch_one(db.read())
        .await
        .expect("a site");
    let planner: Permit<PlanAvailability> = Permit::system("test");
    let schedule = scheduling::add(db, &planner, NOW, practitioner, site, "America/Chicago").await.expect("a schedule");
    let types = scheduling::visit_types(db, &staff()).await.expect("visit types");
    let thursday = WeeklyHours {
        weekday: 3,
        hours: LocalRange { from: 480, until: 1_080 },
        visit_types: Vec::new(),
        valid_from: None,
        valid_until: None,
    };
    let hours = Availability { weekly: vec![thursday], exceptions: Vec::new() };
    scheduling::save_hours(db, &planner, NOW, schedule, 1, hours).await.expect("hours");
    let booking = Booking {
        patient: uid.parse::<PatientId>().expect("an id"),
        schedule,
        visit_type: types[0].id,
        start: at("2026-11-26T10:00"),
        hold: None,
        note: String::new(),
    };
    scheduling::book(db, &staff(), NOW, booking).await.expect("booked")
}

async fn count(db: &Db, kind: TouchKind) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM outreach_touch WHERE kind = $1")
        .bind(kind.code())
        .fetch_one(db.read())
        .await
        .expect("a count")
}

#[tokio::test]
async fn a_visit_belongs_to_the_program_that_reached_the_person() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let program = key_of(&db, id).await;
        booked(&db, program).await;
        assert_eq!(count(&db, TouchKind::Booked).await, 1);
        assert!(visits::any(&db, NOW).await.expect("read"));
        let mut tx = db.begin().await.expect("begins");
        let due = visits::claim(&db, &mut tx, NOW, 10).await.expect("claimed");
        assert_eq!((due.len(), due[0].program.id, due[0].visit.start), (1, id, at("2026-11-26T10:00")));
        visits::look_again(&mut tx, due[0].appointment, None).await.expect("set");
        tx.commit().await.expect("commits");
        assert!(!visits::any(&db, NOW).await.expect("read"));

        let stranger = patient(&db, "Stranger").await;
        sqlx::query("UPDATE practitioner SET family = 'Other'").execute(db.read()).await.expect("renamed");
        book(&db, stranger).await;
        assert_eq!(count(&db, TouchKind::Booked).await, 1, "nobody reached them");
    })
    .await;
}

#[tokio::test]
async fn what_becomes_of_a_visit_counts_once_and_takes_back_what_was_queued() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let (person, visit) = booked(&db, key_of(&db, id).await).await;
        let queued = |key: String, status: &'static str| {
            let db = db.clone();
            async move {
                sqlx::query(
                    "INSERT INTO outbox (uid, key, created_at, patient_id, address, recipient_name, purpose, origin_kind, origin_uid,
                        content, status, not_before, subject, channel, urgency)
                     VALUES ($1, $2, 0, $3, '', '', 'treatment', 'program', '', $4, $5, 0, '', 'sms', 0)",
                )
                .bind(key.clone())
                .bind(key)
                .bind(person)
                .bind(Vec::<u8>::new())
                .bind(status)
                .execute(db.read())
                .await
                .expect("queued");
            }
        };
        queued(format!("{}reminder/1/1", visits::key_of(visit)), "queued").await;
        queued(format!("{}reminder/2/1", visits::key_of(visit)), "sent").await;
        queued("program-visit/00000000-0000-0000-0000-000000000000/reminder/1/1".into(), "queued").await;
        scheduling::cancel(&db, &staff(), NOW, visit, CancelledBy::Patient, CancelReason::CannotCome)
            .await
            .expect("cancelled");
        let left: Vec<String> = sqlx::query_scalar("SELECT status FROM outbox ORDER BY id").fetch_all(db.read()).await.expect("read");
        assert_eq!(left, ["expired", "sent", "queued"], "only what waits for this visit is taken back");
        assert_eq!(count(&db, TouchKind::Cancelled).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_was_seen_counts_once_however_often_it_is_corrected() {
    on_both(async |db| {
        let (id, _) = live(&db, "Come back").await;
        let (_, visit) = booked(&db, key_of(&db, id).await).await;
        let later = NOW + Millis::days(8);
        for status in [
            AppointmentStatus::CheckedIn,
            AppointmentStatus::Fulfilled,
            AppointmentStatus::CheckedIn,
            AppointmentStatus::Fulfilled,
        ] {
            scheduling::set_status(&db, &staff(), later, visit, status).await.expect("allowed");
        }
        assert_eq!(count(&db, TouchKind::Seen).await, 1);
    })
    .await;
}
