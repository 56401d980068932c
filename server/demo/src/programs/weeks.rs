//! Three weeks of a program: a postcard, a week later a text or a voicemail, a week later the other, calls in between; visits that
//! were booked, seen, missed and cancelled; reviews.

use super::people::{self, Member};
use super::{UtcMillis, WEEKS};
use crate::DemoError;
use shared::consent::Channel;
use shared::ids::{AppointmentId, PatientId, ScheduleId, VisitTypeId};
use shared::outreach::TouchKind;
use shared::people::{BookAppointments, Role};
use shared::scheduling::{AppointmentStatus, CancelReason, CancelledBy};
use shared::time::Millis;
use std::collections::BTreeMap;
use store::outreach::touches::{self, Touch};
use store::scheduling::{self, Booking};
use store::{Db, Permit, StoreError, tokens};

/// What happens to one person, by number: nothing of it is drawn by chance.
struct Story {
    program: i64,
    patient: i64,
    number: i64,
    begin: UtcMillis,
}

impl Story {
    fn touch(&self, kind: TouchKind, day: i64, by: (Channel, i64, i64), cost_cents: i64) -> Touch {
        // Texts in the afternoon, calls through the day: hours tell something in the report.
        let hour = if by.2 > 0 { 15 + self.number % 8 } else { 15 + self.number % 4 };
        Touch {
            key: format!("demo/{}/{}/{day}/{}", self.program, self.number, kind.code()),
            at: self.begin + Millis::days(day) + Millis::hours(hour - 12) + Millis::minutes(self.number % 60),
            program: self.program,
            patient: self.patient,
            kind,
            channel: Some(by.0),
            template: by.1,
            agent: by.2,
            cost_cents,
        }
    }
}

/// Plays them up to `now`.
pub async fn play(db: &Db, now: UtcMillis, program: i64, staff: &[Member]) -> Result<(), DemoError> {
    let begin = now - WEEKS;
    let people = people::reached(db).await?;
    let agents: Vec<i64> = staff.iter().filter(|one| one.role == Role::Agent).map(|one| one.key).collect();
    let messages = messages(db).await?;
    let message = |key: &str| messages.get(key).copied().unwrap_or(0);
    let (postcard, text, voicemail) = (message("postcard"), message("text"), message("voicemail"));
    let mut agreed = Vec::new();
    let mut tx = db.begin().await?;
    for ((patient, uid), number) in people.iter().zip(0_i64..) {
        let story = Story { program, patient: *patient, number, begin };
        let agent = if agents.is_empty() { 0 } else { agents[usize::try_from(number).unwrap_or(0) % agents.len()] };
        // The lists are worked in three waves, so that every week reaches somebody new.
        let wave = [0, 2, 8][usize::try_from(number / 2 % 3).unwrap_or(0)];
        let texted = (TouchKind::Sent, (Channel::Sms, text, 0), 1);
        let dropped = (TouchKind::Voicemail, (Channel::Voice, voicemail, 0), 2);
        let (first, second) = if number % 3 == 0 { (dropped, texted) } else { (texted, dropped) };
        let mut all = vec![story.touch(TouchKind::Sent, wave, (Channel::Post, postcard, 0), 75)];
        all.push(story.touch(first.0, wave + 7, first.1, first.2));
        let called = number % 2 == 0;
        let day = wave + 5 + number % 8;
        if called {
            let by = (Channel::Voice, 0, agent);
            let kinds: &[TouchKind] = match number / 2 % 10 {
                0 | 1 => &[TouchKind::Talked, TouchKind::Agreed],
                2 | 3 => &[TouchKind::Talked, TouchKind::Declined],
                4 => &[TouchKind::Talked, TouchKind::CallBack],
                5 => &[TouchKind::NoAnswer, TouchKind::WrongNumber],
                6 | 7 => &[TouchKind::Voicemail],
                _ => &[TouchKind::NoAnswer],
            };
            all.extend(kinds.iter().map(|kind| story.touch(*kind, day, by, if kind.leads() { 90 } else { 0 })));
            if kinds.contains(&TouchKind::Agreed) {
                agreed.push((uid.clone(), number, begin + Millis::days(day)));
            }
        }
        if number % 97 == 5 {
            all.push(story.touch(TouchKind::OptedOut, wave + 8, (Channel::Sms, text, 0), 0));
        } else if number % 3 != 1 {
            all.push(story.touch(second.0, wave + 14, second.1, second.2));
        }
        for touch in all.into_iter().filter(|touch| touch.at < now) {
            touches::record(&mut tx, touch).await?;
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    while touches::count_some(db).await? > 0 {}
    visits(db, now, program, agreed).await?;
    while touches::count_some(db).await? > 0 {}
    Ok(())
}

/// The program's messages by the end of their names.
async fn messages(db: &Db) -> Result<BTreeMap<String, i64>, DemoError> {
    let rows: Vec<(i64, String)> = sqlx::query_as("SELECT id, name FROM template WHERE name LIKE 'New neighbors: %'")
        .fetch_all(db.read())
        .await
        .map_err(StoreError::from)?;
    let end = |name: String| name.rsplit(": ").next().unwrap_or_default().to_owned();
    Ok(rows.into_iter().map(|(key, name)| (end(name), key)).collect())
}

/// Books a free slot some days after the call, and lets the visit become something where its time is over.
async fn visits(db: &Db, now: UtcMillis, program: i64, agreed: Vec<(String, i64, UtcMillis)>) -> Result<(), DemoError> {
    let staff: Permit<BookAppointments> = Permit::system("demo");
    let schedules: Vec<String> = sqlx::query_scalar("SELECT uid FROM schedule ORDER BY id")
        .fetch_all(db.read())
        .await
        .map_err(StoreError::from)?;
    let schedules: Vec<ScheduleId> = schedules.iter().filter_map(|uid| uid.parse().ok()).collect();
    let visit = scheduling::visit_types(db, &staff).await?.into_iter().find(|one| one.visit.name == "Office visit");
    let Some(visit) = visit.filter(|_| !schedules.is_empty()) else { return Ok(()) };
    for ((uid, number, called), place) in agreed.into_iter().zip(0_usize..) {
        let Ok(patient) = uid.parse::<PatientId>() else { continue };
        let schedule = schedules[place % schedules.len()];
        let Some(start) = free(db, &staff, called, schedule, visit.id).await? else { continue };
        let booking = Booking { patient, schedule, visit_type: visit.id, start, hold: None, note: String::new() };
        let id = scheduling::book(db, &staff, called, booking).await?;
        became(db, &staff, now, (start, called), id, number).await?;
    }
    // What is over is asked for no more; what is ahead is reminded of by the engine.
    sqlx::query(
        "UPDATE outreach_visit SET look_at = NULL WHERE program_id = $1
         AND appointment_id IN (SELECT id FROM appointment WHERE start_at < $2)",
    )
    .bind(program)
    .bind(now.0)
    .execute(db.read())
    .await
    .map_err(StoreError::from)?;
    reviews(db, now, program).await
}

/// The first free slot two days or more after the call.
async fn free(
    db: &Db,
    staff: &Permit<BookAppointments>,
    called: UtcMillis,
    schedule: ScheduleId,
    visit: VisitTypeId,
) -> Result<Option<UtcMillis>, DemoError> {
    let (from, until) = (called + Millis::days(2), called + Millis::days(9));
    let slots = scheduling::free(db, staff, called, schedule, visit, from, until).await?;
    Ok(slots.first().map(|slot| slot.start))
}

async fn became(
    db: &Db,
    staff: &Permit<BookAppointments>,
    now: UtcMillis,
    (start, called): (UtcMillis, UtcMillis),
    id: AppointmentId,
    number: i64,
) -> Result<(), DemoError> {
    let place = number / 2 % 23;
    if place == 11 {
        let at = (called + Millis::days(1)).0.min(now.0);
        scheduling::cancel(db, staff, UtcMillis(at), id, CancelledBy::Patient, CancelReason::CannotCome).await?;
        return Ok(());
    }
    if start + Millis::hours(1) > now {
        return Ok(());
    }
    let states: &[AppointmentStatus] = if place == 1 {
        &[AppointmentStatus::NoShow]
    } else {
        &[AppointmentStatus::CheckedIn, AppointmentStatus::Fulfilled]
    };
    for status in states {
        scheduling::set_status(db, staff, start, id, *status).await?;
    }
    Ok(())
}

/// Everybody who was seen was asked; some answered.
async fn reviews(db: &Db, now: UtcMillis, program: i64) -> Result<(), DemoError> {
    const WORDS: [&str; 4] = [
        "Everybody took their time. I felt welcome.",
        "Easy to find, and I was seen on time.",
        "Friendly team, but the parking lot is small.",
        "I waited forty minutes.",
    ];
    let seen: Vec<(i64, i64, i64)> = sqlx::query_as(
        "SELECT a.id, a.patient_id, a.end_at FROM outreach_visit v JOIN appointment a ON a.id = v.appointment_id
         WHERE v.program_id = $1 AND a.status = 'fulfilled' AND a.end_at < $2 ORDER BY a.id",
    )
    .bind(program)
    .bind((now - Millis::days(1)).0)
    .fetch_all(db.read())
    .await
    .map_err(StoreError::from)?;
    for ((appointment, patient, end), place) in seen.into_iter().zip(0_usize..) {
        let (token, hash) = tokens::fresh();
        sqlx::query(
            "INSERT INTO outreach_review (program_id, patient_id, appointment_id, token_hash, asked_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (appointment_id) DO NOTHING",
        )
        .bind(program)
        .bind(patient)
        .bind(appointment)
        .bind(hash)
        .bind((UtcMillis(end) + Millis::days(1)).0)
        .execute(db.read())
        .await
        .map_err(StoreError::from)?;
        if place % 2 == 0 {
            let (stars, words) = ([5, 5, 4, 2][place / 2 % 4], WORDS[place / 2 % 4]);
            let at = UtcMillis((UtcMillis(end) + Millis::hours(30)).0.min(now.0));
            store::outreach::reviews::give(db, at, &token, stars, words).await?;
        }
    }
    Ok(())
}
