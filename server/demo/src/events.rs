//! Events to look at: two that are coming, one in planning, one that was; attended by people of the population.

use crate::DemoError;
use shared::events::registration::{Attendee, Contact};
use shared::events::views::{Session, Speaker};
use shared::events::{AttendanceStatus, EventField, LocalDateTime, when};
use shared::ids::{EventId, SessionId, SpeakerId};
use shared::people::EditEvents;
use shared::time::{Millis, UtcMillis};
use std::collections::BTreeMap;
use store::boxed;
use store::events::{agenda, attendance, edit, publish, registration};
use store::{Db, Permit, StoreError};
use uuid::Uuid;

const ZONE: &str = "America/Chicago";

/// One event: when it is from now, and what is filled in.
struct Plan {
    name: &'static str,
    /// Days from now, and the hour it starts at.
    days: i64,
    hour: u32,
    hours: u32,
    live: bool,
    registrations: i64,
    fields: &'static [(EventField, &'static str)],
    /// Name and role.
    speakers: &'static [(&'static str, &'static str)],
}

const PLANS: [Plan; 4] = [
    Plan {
        name: "Free Diabetes Prevention Event",
        days: 19,
        hour: 18,
        hours: 2,
        live: true,
        registrations: 86,
        fields: &[
            (
                EventField::Summary,
                "What raises the risk, what lowers it, and a plan that fits your week. With time for your questions.",
            ),
            (
                EventField::Description,
                "One person in three has raised blood sugar, and most do not know it.\n\nTwo short talks, then we sit together in small groups: food, movement, sleep, and when a test makes sense. You can have your risk worked out on the spot.",
            ),
            (EventField::Kind, "education"),
            (EventField::Format, "hybrid"),
            (EventField::Venue, "Lakeside Clinic, Hall A"),
            (EventField::Address, "400 Lake Street\nChicago, IL 60606"),
            (EventField::JoinUrl, "https://meet.example.org/diabetes-prevention"),
            (EventField::Capacity, "120"),
            (EventField::Goal, "Reach people at risk before they are ill."),
            (EventField::ExpectedOutcome, "Forty people take the risk test, fifteen book a first visit."),
            (EventField::Questions, "Do you need an interpreter? = No | Spanish | Sign language"),
        ],
        speakers: &[("Dr Nadia Haddad", "endocrinology"), ("Tom Alvarez", "dietitian")],
    },
    Plan {
        name: "Blood Pressure Morning",
        days: 9,
        hour: 9,
        hours: 4,
        live: true,
        registrations: 21,
        fields: &[
            (
                EventField::Summary,
                "Have your blood pressure taken and talk it over with a nurse. Bring the list of what you take.",
            ),
            (EventField::Kind, "screening"),
            (EventField::Format, "in-person"),
            (EventField::Venue, "Lakeside Clinic"),
            (EventField::Address, "400 Lake Street\nChicago, IL 60606"),
            (EventField::Capacity, "24"),
            (EventField::Goal, "Find raised blood pressure early."),
        ],
        speakers: &[],
    },
    Plan {
        name: "Living Well with Asthma",
        days: 47,
        hour: 17,
        hours: 1,
        live: false,
        registrations: 0,
        fields: &[
            (EventField::Summary, "Inhalers, triggers and sport: an hour for families."),
            (EventField::Format, "online"),
        ],
        speakers: &[],
    },
    Plan {
        name: "Flu Shots for Families",
        days: -32,
        hour: 10,
        hours: 5,
        live: true,
        registrations: 54,
        fields: &[
            (EventField::Summary, "Quick, free, and with a corner to play in."),
            (EventField::Kind, "vaccination"),
            (EventField::Format, "in-person"),
            (EventField::Venue, "Lakeside Clinic"),
            (EventField::Address, "400 Lake Street\nChicago, IL 60606"),
            (EventField::Capacity, "80"),
        ],
        speakers: &[],
    },
];

/// Plans the events and registers people of the population for them. Nobody is written to.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn plan(db: &Db, now: UtcMillis) -> Result<(), DemoError> {
    for plan in &PLANS {
        // What lies behind was planned before it.
        let then = if plan.days < 0 { now + Millis::days(plan.days - 30) } else { now };
        make(db, now, then, plan).await?;
    }
    Ok(())
}

async fn make(db: &Db, now: UtcMillis, then: UtcMillis, plan: &Plan) -> Result<(), DemoError> {
    let permit: Permit<EditEvents> = Permit::system("demo");
    let zone = when::zone(ZONE).ok_or(DemoError::Generator)?;
    let date = when::local(now + Millis::days(plan.days), &zone).date();
    let at = |hour, minute| LocalDateTime::new(date, hour, minute).ok_or(DemoError::Generator);
    let (starts, ends) = (at(plan.hour, 0)?, at(plan.hour + plan.hours, 0)?);
    let id = edit::create(db, &permit, then, plan.name, ZONE).await?;
    for (field, value) in [(EventField::Starts, &*starts.to_string()), (EventField::Ends, &*ends.to_string())] {
        edit::set_field(db, &permit, then, id, field, value).await?;
    }
    for (field, value) in plan.fields {
        edit::set_field(db, &permit, then, id, *field, value).await?;
    }
    for (ordinal, (name, role)) in plan.speakers.iter().enumerate() {
        let speaker =
            Speaker { id: SpeakerId(Uuid::now_v7()), name: (*name).into(), role: (*role).into(), bio: String::new() };
        let hour = plan.hour + ordinal as u32;
        let session = Session {
            id: SessionId(Uuid::now_v7()),
            title: if ordinal == 0 { "What raises the risk" } else { "A plan that fits your week" }.into(),
            starts: at(hour, 0)?,
            ends: at(hour, 50)?,
            speaker: Some(speaker.id),
            summary: String::new(),
        };
        agenda::save_speaker(db, &permit, then, id, speaker).await?;
        agenda::save_session(db, &permit, then, id, session).await?;
    }
    let stages = if plan.days < 0 { 5 } else { 4 * usize::from(plan.live) };
    for _ in 0..stages {
        edit::move_stage(db, &permit, then, id, true).await?;
    }
    if plan.live {
        publish::go_live(db, &permit, then, id).await?;
        let came = register(db, then, id, plan).await?;
        if plan.days < 0 {
            for (index, registration) in came.into_iter().enumerate() {
                let status = if index % 7 == 3 { AttendanceStatus::NoShow } else { AttendanceStatus::Attended };
                attendance::check_in(db, &permit, now + Millis::days(plan.days), registration, status).await?;
            }
        }
    }
    Ok(())
}

/// Registers the first patients who have an e-mail address, each event a different part of them.
async fn register(
    db: &Db,
    then: UtcMillis,
    id: EventId,
    plan: &Plan,
) -> Result<Vec<shared::ids::RegistrationId>, DemoError> {
    let people: Vec<(String, String)> = sqlx::query_as(
        "SELECT p.given || ' ' || p.family, c.address FROM contact_point c JOIN patient p ON p.id = c.patient_id
         WHERE c.system = 'email' AND p.active = 1 ORDER BY p.id LIMIT $1 OFFSET $2",
    )
    .bind(plan.registrations)
    .bind(plan.days.abs() * 7)
    .fetch_all(db.read())
    .await
    .map_err(StoreError::from)?;
    let mut tx = db.begin().await?;
    let mut registered = Vec::with_capacity(people.len());
    for (index, (name, email)) in people.into_iter().enumerate() {
        let guests = u32::from(index % 5 == 2);
        let attendee = Attendee { name, contact: Contact::Email(email), guests, answers: BTreeMap::new() };
        let at = then + Millis::minutes(37 * index as i64);
        let at = if plan.days < 0 { at } else { at - Millis::days(4) };
        let (_, registration, _) = registration::register(&mut tx, at, id, &attendee).await?;
        if registration.status.holds_places() {
            registered.push(registration.id);
        }
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(registered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::events::views::Tab;
    use shared::paging::PageQuery;

    #[tokio::test]
    async fn there_are_events_on_every_tab() {
        store::testing::on_both(async |db| {
            let now = UtcMillis(1_795_000_000_000);
            crate::populate(&db, now, 400, 7, &|_| ()).await.expect("people");
            plan(&db, now).await.expect("events");
            let look = Permit::system("test");
            for (tab, wanted) in [(Tab::Upcoming, 2), (Tab::Draft, 1), (Tab::Past, 1)] {
                let page =
                    store::events::list::page(&db, &look, now, tab, &PageQuery::default()).await.expect("a page");
                assert_eq!(page.total, wanted, "{tab:?}");
                assert!(tab == Tab::Draft || page.rows.iter().all(|row| row.taken > 10), "{:?}", page.rows);
            }
        })
        .await;
    }
}
