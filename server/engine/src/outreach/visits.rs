//! Reminders, follow-up of missed and cancelled visits, requests for reviews: each once a visit and step.

use crate::{EngineError, Services};
use shared::consent::Channel;
use shared::messages::{OriginKind, Values};
use shared::outreach::calls::{CallKind, Priority};
use shared::outreach::{CadenceKind, ProgramStatus, VisitDeed, VisitTouch, due_now, visit_deeds};
use shared::time::{Date, LocalDateTime, Millis, UtcMillis};
use store::outbox::{Content, NewMessage, Origin, enqueue, send_from};
use store::outreach::calls::{self, NewCall};
use store::outreach::reviews;
use store::outreach::visits::{self, DueVisit};
use store::{Tx, addresses, boxed, settings, templates};

/// Visits that one transaction looks at.
const BATCH: i64 = 100;
/// What does not go out by then is not sent any more.
const WORTH: Millis = Millis::hours(36);

#[boxed]
pub(super) async fn round(services: &Services) -> Result<usize, EngineError> {
    let now = services.now();
    if !visits::any(&services.db, now).await? {
        return Ok(0);
    }
    let zone = settings::organization(&services.db).await?.time_zone;
    let mut tx = services.db.begin().await?;
    let due = visits::claim(&services.db, &mut tx, now, BATCH).await?;
    for visit in &due {
        look_at(services, &mut tx, now, &zone, visit).await?;
    }
    tx.commit().await?;
    if !due.is_empty() {
        services.wake.call();
    }
    Ok(due.len())
}

/// Does what is due for the visit, and says when to look again.
async fn look_at(
    services: &Services,
    tx: &mut Tx,
    now: UtcMillis,
    organization_zone: &str,
    visit: &DueVisit,
) -> Result<(), EngineError> {
    let own = visit.zone.as_deref().filter(|zone| LocalDateTime::at(now, zone).is_some());
    let zone = own.unwrap_or(organization_zone);
    let day_of = |at: UtcMillis| LocalDateTime::at(at, zone).map_or_else(|| at.date_utc(), LocalDateTime::date);
    let moment = |day: Date, hour: u32| {
        let local = LocalDateTime::new(day, hour, 0).unwrap_or_else(|| LocalDateTime::day_start(day));
        local.in_zone(zone).unwrap_or_else(|| day.start_utc())
    };
    let deeds = visit_deeds(&visit.program.program.cadences, &visit.visit, day_of, moment);
    let (due, next) = due_now(deeds, now);
    for deed in due.into_iter().filter(|deed| goes_out(visit.program.status, deed)) {
        do_one(services, tx, now, zone, visit, deed).await?;
    }
    visits::look_again(tx, visit.appointment, next).await?;
    Ok(())
}

/// A visit that is booked is reminded of whatever became of its program; everything else needs one that is live.
const fn goes_out(status: ProgramStatus, deed: &VisitDeed) -> bool {
    match (status, deed) {
        (ProgramStatus::Live, _) | (_, VisitDeed::Step(CadenceKind::Reminder, _)) => true,
        (ProgramStatus::Draft | ProgramStatus::Paused | ProgramStatus::Ended, _) => false,
    }
}

async fn do_one(
    services: &Services,
    tx: &mut Tx,
    now: UtcMillis,
    zone: &str,
    visit: &DueVisit,
    deed: VisitDeed,
) -> Result<(), EngineError> {
    let mut merge = Values::new();
    let starts = LocalDateTime::at(visit.visit.start, zone);
    merge.insert("visit.starts".into(), starts.map(LocalDateTime::words).unwrap_or_default());
    let key = format!("{}{}", visits::key_of(visit.id), deed.key(&visit.visit));
    let (template, send_by) = match deed {
        VisitDeed::Step(kind, step) => match (step.touch, kind) {
            (VisitTouch::Call, _) => {
                let call = NewCall {
                    program: visit.program.key,
                    patient: visit.patient,
                    kind: CallKind::Visit,
                    key,
                    priority: Priority::Normal,
                    due_at: now,
                    call_back_at: None,
                    about: kind.label().to_owned(),
                };
                calls::create(tx, now, call).await?;
                return Ok(());
            }
            (VisitTouch::Message, CadenceKind::Reminder) => (step.template, visit.visit.start),
            (VisitTouch::Message, CadenceKind::NoShow | CadenceKind::Cancellation) => (step.template, now + WORTH),
        },
        VisitDeed::Review => {
            // The token is made once; a request that was made before is not made again.
            let Some(token) = reviews::ask(tx, now, visit).await? else { return Ok(()) };
            merge.insert("links.review".into(), format!("{}/review/{token}", services.public_url));
            (visit.program.program.messages.review, now + Millis::days(7))
        }
    };
    let Some(template) = template else { return Ok(()) };
    let Some(live) = templates::live_version(tx, template).await? else {
        tracing::error!(%template, program = %visit.program.id, "a program's message was never live");
        return Ok(());
    };
    let sender = (live.channel == Channel::Sms).then_some(visit.program.program.text_number.as_str());
    let message = NewMessage {
        key,
        channel: live.channel,
        patient: Some(visit.patient),
        address: String::new(),
        recipient_name: visit.name.clone(),
        purpose: live.purpose,
        content: Content::Template { version: live.key, merge },
        not_before: now,
        send_by: Some(send_by),
        origin: Origin { kind: OriginKind::Program, uid: visit.program.id.to_string(), node: None },
    };
    if let Some(message) = enqueue(tx, now, message).await? {
        // From the number that they know the program by.
        if let Some(number) = sender {
            let country = settings::country(tx).await?;
            let number = addresses::phone(number, country.as_deref()).unwrap_or_default();
            send_from(tx, message, &number).await?;
        }
    }
    Ok(())
}
