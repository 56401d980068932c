//! Programs over virtual time: reminders, follow-up, reviews and Monday's report go out once, and nothing after it was taken back.

use engine::outreach::round;
use engine::{Services, outbox};
use shared::consent::Channel;
use shared::ids::{AppointmentId, PatientId, ProgramId, ScheduleId, TemplateId, VisitTypeId};
use shared::outreach::{CadenceKind, Program, TouchKind, VisitTouch};
use shared::people::{BookAppointments, EditPrograms, Organization, PlanAvailability, ViewPrograms};
use shared::scheduling::{
    AppointmentStatus, Availability, CancelReason, CancelledBy, LocalRange, VisitType, WeeklyHours,
};
use shared::time::{LocalDateTime, Millis, UtcMillis};
use store::outreach::programs;
use store::outreach::touches::{self, Touch};
use store::scheduling::{self, Booking};
use store::testing::on_both;
use store::{Db, Permit, settings};
use uuid::Uuid;

struct World {
    services: Services,
    program: ProgramId,
    key: i64,
    patient: (i64, PatientId),
    schedule: ScheduleId,
    visit: VisitTypeId,
}

fn at(text: &str) -> UtcMillis {
    LocalDateTime::parse(text).expect("a time").in_zone("America/Chicago").expect("a zone")
}

/// A live message of that channel.
async fn template(db: &Db, name: &str, channel: &str) -> TemplateId {
    let id = TemplateId(Uuid::now_v7());
    let key: i64 = sqlx::query_scalar(
        "INSERT INTO template (uid, name, status, channel, subject, purpose, created_at, updated_at)
         VALUES ($1, $2, 'live', $3, '', 'treatment', 0, 0) RETURNING id",
    )
    .bind(id.to_string())
    .bind(name)
    .bind(channel)
    .fetch_one(db.read())
    .await
    .expect("a message");
    let document = r#"{"format":1,"purpose":"treatment","text":"Your visit: {{visit.starts}} {{links.review}}"}"#;
    let version: i64 = sqlx::query_scalar(
        "INSERT INTO template_version (template_id, version, document, live_at) VALUES ($1, 1, $2, 0) RETURNING id",
    )
    .bind(key)
    .bind(document)
    .fetch_one(db.read())
    .await
    .expect("a version");
    sqlx::query("UPDATE template SET live_version_id = $1 WHERE id = $2")
        .bind(version)
        .bind(key)
        .execute(db.read())
        .await
        .expect("live");
    id
}

impl World {
    /// A live program that texted Ann on Wednesday, 18 November 2026.
    async fn new(db: Db) -> Self {
        let services = Services::sandbox(db, "https://o.example");
        services.clock.advance(at("2026-11-18T09:00") - services.now());
        let db = &services.db;
        let organization = Organization { name: "Lamna Healthcare".into(), ..Organization::default() };
        let mut tx = db.begin().await.expect("begins");
        settings::set(&mut tx, settings::ORGANIZATION, &organization, services.now()).await.expect("set");
        tx.commit().await.expect("commits");
        let permit: Permit<EditPrograms> = Permit::system("test");
        let program = programs::blank(db, &permit, services.now(), "Come back").await.expect("made");
        let reminder = template(db, "Reminder", "sms").await;
        let mut document = Program { stakeholders: vec!["chief@practice.example".into()], ..Program::default() };
        for days in [7, 2, 0] {
            document.cadences.add(CadenceKind::Reminder, days, VisitTouch::Message, Some(reminder));
        }
        document.cadences.add(CadenceKind::NoShow, 1, VisitTouch::Message, Some(template(db, "Missed", "sms").await));
        document.cadences.add(CadenceKind::NoShow, 4, VisitTouch::Call, None);
        document.messages.review = Some(template(db, "Review", "sms").await);
        programs::save(db, &permit, services.now(), program, 1, document).await.expect("saved");
        sqlx::query("UPDATE outreach_program SET status = 'live', live_at = $1")
            .bind(services.now().0)
            .execute(db.read())
            .await
            .expect("live");
        let key: i64 = sqlx::query_scalar("SELECT id FROM outreach_program").fetch_one(db.read()).await.expect("a key");
        let id = PatientId(Uuid::now_v7());
        let patient: i64 = sqlx::query_scalar(
            "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at) VALUES ($1, 'Ann', 'Lee', 'ann lee', 0, 0)
             RETURNING id",
        )
        .bind(id.to_string())
        .fetch_one(db.read())
        .await
        .expect("a patient");
        sqlx::query(
            "INSERT INTO contact_point (patient_id, system, address, rank) VALUES ($1, 'sms', '+12175550123', 1)",
        )
        .bind(patient)
        .execute(db.read())
        .await
        .expect("a number");
        let (schedule, visit) = office(db, services.now()).await;
        let world = Self { program, key, patient: (patient, id), schedule, visit, services };
        let mut tx = world.services.db.begin().await.expect("begins");
        let touch = Touch {
            key: "text".into(),
            at: world.services.now(),
            program: world.key,
            patient,
            kind: TouchKind::Sent,
            channel: Some(Channel::Sms),
            template: 0,
            agent: 0,
            cost_cents: 1,
        };
        touches::record(&mut tx, touch).await.expect("recorded");
        tx.commit().await.expect("commits");
        world.rounds().await;
        world
    }

    async fn rounds(&self) {
        while round(&self.services).await.expect("a round") + outbox::round(&self.services).await.expect("a round") > 0
        {
        }
    }

    /// Lets the clock go hour by hour until then.
    async fn until(&self, moment: UtcMillis) {
        while self.services.now() < moment {
            let step = (moment - self.services.now()).0.min(Millis::hours(1).0);
            self.services.clock.advance(Millis(step));
            self.rounds().await;
        }
    }

    async fn book(&self, start: &str) -> AppointmentId {
        let booking = Booking {
            patient: self.patient.1,
            schedule: self.schedule,
            visit_type: self.visit,
            start: at(start),
            hold: None,
            note: String::new(),
        };
        scheduling::book(&self.services.db, &desk(), self.services.now(), booking).await.expect("booked")
    }

    /// Keys of messages about visits, without what begins them all.
    async fn messages(&self) -> Vec<String> {
        let keys: Vec<String> =
            sqlx::query_scalar("SELECT key FROM outbox WHERE key LIKE 'program-visit/%' ORDER BY id")
                .fetch_all(self.services.db.read())
                .await
                .expect("read");
        keys.into_iter().map(|key| key.splitn(3, '/').nth(2).unwrap_or_default().to_owned()).collect()
    }
}

fn desk() -> Permit<BookAppointments> {
    Permit::system("test")
}

/// A practitioner who sees people every weekday from 8 to 18.
async fn office(db: &Db, now: UtcMillis) -> (ScheduleId, VisitTypeId) {
    let planner: Permit<PlanAvailability> = Permit::system("test");
    let practitioner: i64 =
        sqlx::query_scalar("INSERT INTO practitioner (given, family) VALUES ('Mae', 'Jones') RETURNING id")
            .fetch_one(db.read())
            .await
            .expect("a practitioner");
    let site: i64 = sqlx::query_scalar("INSERT INTO location (name) VALUES ('Main Street') RETURNING id")
        .fetch_one(db.read())
        .await
        .expect("a site");
    let visit = VisitType { name: "Check-up".into(), ..VisitType::default() };
    let visit = scheduling::save(db, &planner, now, None, visit).await.expect("a visit type");
    let schedule = scheduling::add(db, &planner, now, practitioner, site, "America/Chicago").await.expect("a schedule");
    let weekly = (0..5)
        .map(|weekday| WeeklyHours {
            weekday,
            hours: LocalRange { from: 480, until: 1_080 },
            visit_types: Vec::new(),
            valid_from: None,
            valid_until: None,
        })
        .collect();
    let hours = Availability { weekly, exceptions: Vec::new() };
    scheduling::save_hours(db, &planner, now, schedule, 1, hours).await.expect("hours");
    (schedule, visit)
}

#[tokio::test]
async fn each_reminder_goes_out_once_and_a_visit_that_moved_is_reminded_of_anew() {
    on_both(async |db| {
        let world = World::new(db).await;
        let visit = world.book("2026-12-02T14:00").await;
        world.until(at("2026-11-25T11:00")).await;
        let first = at("2026-12-02T14:00").0;
        assert_eq!(world.messages().await, [format!("reminder/1/{first}")]);
        world.until(at("2026-11-27T09:00")).await;
        let moved = at("2026-12-09T14:00");
        scheduling::reschedule(&world.services.db, &desk(), world.services.now(), visit, world.schedule, moved, None)
            .await
            .expect("moved");
        world.until(at("2026-12-09T13:00")).await;
        let mut expected = vec![format!("reminder/1/{first}")];
        expected.extend([1, 2, 3].map(|step| format!("reminder/{step}/{}", moved.0)));
        assert_eq!(world.messages().await, expected);
        let text: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE status = 'sent' AND key LIKE 'program-visit/%'")
                .fetch_one(world.services.db.read())
                .await
                .expect("a count");
        assert_eq!(text, 4, "and they left");
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_is_called_off_is_reminded_of_no_more() {
    on_both(async |db| {
        let world = World::new(db).await;
        let visit = world.book("2026-12-02T14:00").await;
        world.until(at("2026-11-26T09:00")).await;
        let now = world.services.now();
        scheduling::cancel(&world.services.db, &desk(), now, visit, CancelledBy::Patient, CancelReason::CannotCome)
            .await
            .expect("cancelled");
        world.until(at("2026-12-03T09:00")).await;
        assert_eq!(world.messages().await.len(), 1, "only the one of a week before");
    })
    .await;
}

#[tokio::test]
async fn a_missed_visit_is_followed_up_by_text_and_call() {
    on_both(async |db| {
        let world = World::new(db).await;
        let visit = world.book("2026-11-19T10:00").await;
        world.until(at("2026-11-19T11:00")).await;
        let now = world.services.now();
        scheduling::set_status(&world.services.db, &desk(), now, visit, AppointmentStatus::NoShow)
            .await
            .expect("missed");
        world.until(at("2026-11-24T09:00")).await;
        let missed = world.messages().await.into_iter().filter(|key| key.starts_with("no-show/")).count();
        assert_eq!(missed, 1);
        let calls: Vec<String> = sqlx::query_scalar("SELECT kind FROM call WHERE status = 'open'")
            .fetch_all(world.services.db.read())
            .await
            .expect("read");
        assert_eq!(calls, ["visit"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_was_seen_is_asked_for_a_review_once() {
    on_both(async |db| {
        let world = World::new(db).await;
        let visit = world.book("2026-11-19T10:00").await;
        world.until(at("2026-11-19T10:30")).await;
        let now = world.services.now();
        for status in [AppointmentStatus::CheckedIn, AppointmentStatus::Fulfilled] {
            scheduling::set_status(&world.services.db, &desk(), now, visit, status).await.expect("seen");
        }
        world.until(at("2026-11-20T09:00")).await;
        assert!(!world.messages().await.contains(&"review".to_owned()), "not before a day has passed");
        world.until(at("2026-11-23T09:00")).await;
        assert_eq!(world.messages().await.into_iter().filter(|key| key == "review").count(), 1);
        let asked: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outreach_review")
            .fetch_one(world.services.db.read())
            .await
            .expect("a count");
        assert_eq!(asked, 1);
    })
    .await;
}

#[tokio::test]
async fn mondays_report_leaves_once_adds_up_and_names_no_patient() {
    on_both(async |db| {
        let world = World::new(db).await;
        world.book("2026-11-20T10:00").await;
        world.until(at("2026-11-23T06:00")).await;
        let count = || async {
            sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM outbox WHERE key LIKE 'program-report/%'")
                .fetch_one(world.services.db.read())
                .await
                .expect("a count")
        };
        assert_eq!(count().await, 0, "not before Monday morning");
        world.until(at("2026-11-23T12:00")).await;
        assert_eq!(count().await, 1);
        world.until(at("2026-11-24T12:00")).await;
        assert_eq!(count().await, 1, "once");
        let key: String = sqlx::query_scalar("SELECT key FROM outbox WHERE key LIKE 'program-report/%'")
            .fetch_one(world.services.db.read())
            .await
            .expect("a key");
        assert!(key.ends_with("/2026-11-23/chief@practice.example"), "{key}");
        let view: Permit<ViewPrograms> = Permit::system("test");
        let period = shared::outreach::ReportPeriod::Week;
        let sunday = shared::time::Date::new(2026, 11, 22).expect("a Sunday");
        let report = store::outreach::report::report(&world.services.db, &view, world.program, period, sunday, false)
            .await
            .expect("a report");
        let letter = shared::outreach::report_letter(&report, "Lamna Healthcare", "https://o.example");
        assert!(!letter.text.contains("Ann") && !letter.text.contains("Lee"), "{}", letter.text);
        assert_eq!(report.totals.value(shared::outreach::Measure::Booked), 1);
    })
    .await;
}
