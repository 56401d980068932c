//! What planners do that reaches attendees: calling an event off, telling of changes, making room, removing somebody.

use super::attendees::give_back_in;
use super::letters::{Desk, Letter};
use crate::{EngineError, Services};
use shared::audit::AuditAction;
use shared::events::mail::Occasion;
use shared::events::{AttendanceStatus, EventField, Status};
use shared::ids::{EventId, RegistrationId};
use shared::noun::Noun;
use shared::people::EditEvents;
use store::audit::{self, Entry};
use store::boxed;
use store::events::{self, edit, publish, registration};
use store::{Permit, StoreError};

/// Calls a live event off and queues a letter to everybody who holds a place or waits: all or nothing. Returns how many.
///
/// # Errors
/// [`StoreError::Conflict`] when the event is not live.
#[boxed]
pub async fn call_off(services: &Services, permit: &Permit<EditEvents>, id: EventId) -> Result<usize, EngineError> {
    let now = services.now();
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    let (stored, told) = publish::cancel(&mut tx, permit, now, id).await?;
    for registration in &told {
        let letter = Letter { occasion: Occasion::EventCancelled, key: Some("once".into()) };
        desk.write(&mut tx, now, &stored.record, registration, letter).await?;
    }
    tx.commit().await?;
    services.wake.call();
    Ok(told.len())
}

/// Queues a letter about what changed, with a calendar file that replaces the old one. Once for each change however often
/// it is asked for. Returns how many were told.
///
/// # Errors
/// [`StoreError::Conflict`] when the event is not live.
#[boxed]
pub async fn tell_changes(services: &Services, permit: &Permit<EditEvents>, id: EventId) -> Result<usize, EngineError> {
    let now = services.now();
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    let stored = events::lock(&mut tx, id).await?;
    if stored.record.status != Status::Live {
        return Err(StoreError::conflict("Only attendees of a live event can be told.").into());
    }
    let mut told = registration::holders(&mut tx, stored.key).await?;
    told.retain(|registration| registration.status == AttendanceStatus::Registered);
    for registration in &told {
        let letter = Letter { occasion: Occasion::Changed, key: Some(stored.record.sequence.to_string()) };
        desk.write(&mut tx, now, &stored.record, registration, letter).await?;
    }
    record(
        &mut tx,
        permit,
        now,
        id,
        AuditAction::Send,
        format!("change told to {} registrations (sequence {})", told.len(), stored.record.sequence),
    )
    .await?;
    tx.commit().await?;
    services.wake.call();
    Ok(told.len())
}

/// Sets one field. More places, or other changes that make room, let those who wait move up, with a letter.
///
/// # Errors
/// As [`edit::set_field`].
#[boxed]
pub async fn set_field(
    services: &Services,
    permit: &Permit<EditEvents>,
    id: EventId,
    field: EventField,
    value: &str,
) -> Result<(), EngineError> {
    let now = services.now();
    edit::set_field(&services.db, permit, now, id, field, value).await?;
    if field == EventField::Capacity {
        let desk = Desk::open(services).await?;
        let mut tx = services.db.begin().await?;
        let stored = events::lock(&mut tx, id).await?;
        for lucky in &registration::promote(&mut tx, now, stored.key).await? {
            desk.write(&mut tx, now, &stored.record, lucky, Letter::from(Occasion::Promoted)).await?;
        }
        tx.commit().await?;
        services.wake.call();
    }
    Ok(())
}

/// Cancels somebody's registration on their behalf, with the letters that go with it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such registration.
#[boxed]
pub async fn remove_registration(
    services: &Services,
    permit: &Permit<EditEvents>,
    id: RegistrationId,
) -> Result<(), EngineError> {
    let now = services.now();
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    if let Some(stored) = give_back_in(&desk, &mut tx, services, id, true).await? {
        record(&mut tx, permit, now, stored.record.id, AuditAction::Update, format!("registration {id}: cancelled"))
            .await?;
    }
    tx.commit().await?;
    services.wake.call();
    Ok(())
}

async fn record(
    tx: &mut store::Tx,
    permit: &Permit<EditEvents>,
    now: shared::time::UtcMillis,
    id: EventId,
    action: AuditAction,
    detail: String,
) -> Result<(), EngineError> {
    let entry = Entry { entity_uid: Some(id.to_string()), detail, ..Entry::new(action, Noun::Event) };
    Ok(audit::record(tx, permit.actor(), now, entry).await?)
}
