//! What happens around an event: registering, letters with calendar files, reminders, calling off.

mod attendees;
mod letters;
mod planning;

pub use attendees::{Registered, change, give_back, register, register_once, send_sign_in_link};
pub use letters::{Desk, For, Letter, calendar_file, links_of};
pub use planning::{call_off, remove_registration, set_field, tell_changes};

use crate::{EngineError, Services};
use shared::events::mail::Occasion;
use shared::events::{AttendanceStatus, Status, reminders};
use store::StoreError;
use store::boxed;
use store::events::{registration, reminders as due};

/// Lets those move up who wait though there is room, wherever that is: a change that made room may have been cut short.
async fn move_up(services: &Services) -> Result<(), EngineError> {
    let now = services.now();
    let mut connection = services.db.read().acquire().await.map_err(StoreError::from)?;
    let events = registration::with_room_for_waiting(&mut connection).await?;
    drop(connection);
    for id in events {
        let desk = Desk::open(services).await?;
        let mut tx = services.db.begin().await?;
        let stored = store::events::lock(&mut tx, id).await?;
        for lucky in &registration::promote(&mut tx, now, stored.key).await? {
            desk.write(&mut tx, now, &stored.record, lucky, Letter::from(Occasion::Promoted)).await?;
        }
        tx.commit().await?;
        services.wake.call();
    }
    Ok(())
}

/// How many registrations one transaction looks at.
const BATCH: i64 = 100;

/// Queues the reminders that are due now; returns how many registrations were looked at. Safe in several processes: each
/// registration is claimed in the transaction that queues its letter, and the letter's key is unique.
///
/// # Errors
/// When the database refuses; nothing was done then.
#[boxed]
pub async fn round(services: &Services) -> Result<usize, EngineError> {
    let now = services.now();
    move_up(services).await?;
    if !due::any(&services.db, now).await? {
        return Ok(0);
    }
    let mut tx = services.db.begin().await?;
    let claimed = due::claim(&services.db, &mut tx, now, BATCH).await?;
    if claimed.is_empty() {
        return Ok(0);
    }
    let desk = Desk::open(services).await?;
    for (stored, registration) in &claimed {
        let event = &stored.record;
        let comes = registration.status == AttendanceStatus::Registered && event.status == Status::Live;
        let (Some(starts), Some(due_at), true) = (event.starts_at, registration.remind_at, comes) else {
            due::set_next(&mut tx, registration.key, None).await?;
            continue;
        };
        if let Some(reminder) = reminders::due(starts, due_at, now) {
            // An event that was moved is reminded of anew.
            let moved = if event.sequence > 0 { format!("@{}", event.sequence) } else { String::new() };
            let letter = Letter { occasion: Occasion::Reminder, key: Some(format!("{}{moved}", reminder.code)) };
            desk.write(&mut tx, now, event, registration, letter).await?;
        }
        due::set_next(&mut tx, registration.key, reminders::next(starts, now)).await?;
    }
    tx.commit().await?;
    services.wake.call();
    Ok(claimed.len())
}
