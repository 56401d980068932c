//! The events' server functions: who may, then the engine or the store.

use base::AppError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use shared::events::views::{EventLine, EventPage, RegistrationLine, Tab};
use shared::events::{AttendanceStatus, EventField};
use shared::ids::{EventId, RegistrationId, SessionId, SpeakerId};
use shared::paging::{Page, PageQuery};

#[server(prefix = "/staff/api", input = Json)]
pub async fn list_events(tab: Tab, query: PageQuery) -> Result<Page<EventLine>, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    Ok(store::events::list::page(&door.services.db, &door.permit, door.now, tab, &query).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn create_event(name: String, time_zone: String) -> Result<EventId, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(store::events::edit::create(&door.services.db, &door.permit, door.now, &name, &time_zone).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn duplicate_event(id: EventId) -> Result<EventId, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(store::events::edit::duplicate(&door.services.db, &door.permit, door.now, id).await?)
}

/// Deletes a draft for which nobody is registered.
#[server(prefix = "/staff/api", input = Json)]
pub async fn delete_event(id: EventId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(store::events::edit::delete(&door.services.db, &door.permit, door.now, id).await?)
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn load_event(id: EventId) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::ViewOutreach>().await?;
    server::page(&door.services, &door.permit, id).await
}

/// Sets one field; the page as it is then.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_event_field(id: EventId, field: EventField, value: String) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    engine::events::set_field(&door.services, &door.permit, id, field, &value).await?;
    load_event(id).await
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn move_event_stage(id: EventId, forward: bool) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    store::events::edit::move_stage(&door.services.db, &door.permit, door.now, id, forward).await?;
    load_event(id).await
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn event_goes_live(id: EventId) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    store::events::publish::go_live(&door.services.db, &door.permit, door.now, id).await?;
    load_event(id).await
}

/// Calls the event off and tells everybody.
#[server(prefix = "/staff/api", input = Json)]
pub async fn call_off_event(id: EventId) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    engine::events::call_off(&door.services, &door.permit, id).await?;
    load_event(id).await
}

/// Mails the registered what changed; how many were told.
#[server(prefix = "/staff/api", input = Json)]
pub async fn tell_event_changes(id: EventId) -> Result<usize, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(engine::events::tell_changes(&door.services, &door.permit, id).await?)
}

/// Adds a speaker, or changes the one with that id.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_event_speaker(
    id: EventId,
    speaker: Option<SpeakerId>,
    name: String,
    role: String,
    bio: String,
) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    let speaker = speaker.unwrap_or_else(|| SpeakerId(uuid::Uuid::now_v7()));
    let speaker = shared::events::views::Speaker { id: speaker, name, role, bio };
    store::events::agenda::save_speaker(&door.services.db, &door.permit, door.now, id, speaker).await?;
    load_event(id).await
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn remove_event_speaker(id: EventId, speaker: SpeakerId) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    store::events::agenda::remove_speaker(&door.services.db, &door.permit, door.now, id, speaker).await?;
    load_event(id).await
}

/// Adds a session, or changes the one with that id. Times as a `datetime-local` input gives them.
#[server(prefix = "/staff/api", input = Json)]
pub async fn save_event_session(
    id: EventId,
    session: Option<SessionId>,
    title: String,
    starts: String,
    ends: String,
    speaker: Option<SpeakerId>,
    summary: String,
) -> Result<EventPage, AppError> {
    use shared::events::LocalDateTime;
    use shared::field::FieldErrors;
    let door = base::door::<shared::people::EditEvents>().await?;
    let (from, to) = (LocalDateTime::parse(&starts), LocalDateTime::parse(&ends));
    let mut errors = FieldErrors::default();
    errors.require(from.is_some(), "session-starts", "Enter a date and time.");
    errors.require(to.is_some(), "session-ends", "Enter a date and time.");
    errors.into_result(()).map_err(AppError::Invalid)?;
    let (Some(starts), Some(ends)) = (from, to) else { return Err(AppError::Invalid(Vec::new())) };
    let session = session.unwrap_or_else(|| SessionId(uuid::Uuid::now_v7()));
    let session = shared::events::views::Session { id: session, title, starts, ends, speaker, summary };
    store::events::agenda::save_session(&door.services.db, &door.permit, door.now, id, session).await?;
    load_event(id).await
}

#[server(prefix = "/staff/api", input = Json)]
pub async fn remove_event_session(id: EventId, session: SessionId) -> Result<EventPage, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    store::events::agenda::remove_session(&door.services.db, &door.permit, door.now, id, session).await?;
    load_event(id).await
}

/// One page of the registrations; audited.
#[server(prefix = "/staff/api", input = Json)]
pub async fn list_registrations(
    id: EventId,
    status: Option<AttendanceStatus>,
    query: PageQuery,
) -> Result<Page<RegistrationLine>, AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(store::events::attendance::page(&door.services.db, &door.permit, door.now, id, status, &query).await?)
}

/// Marks somebody present, expected or absent.
#[server(prefix = "/staff/api", input = Json)]
pub async fn check_in(registration: RegistrationId, status: AttendanceStatus) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(store::events::attendance::check_in(&door.services.db, &door.permit, door.now, registration, status).await?)
}

/// Cancels somebody's registration; they are told, and so is whoever moves up.
#[server(prefix = "/staff/api", input = Json)]
pub async fn cancel_registration(registration: RegistrationId) -> Result<(), AppError> {
    let door = base::door::<shared::people::EditEvents>().await?;
    Ok(engine::events::remove_registration(&door.services, &door.permit, registration).await?)
}

#[cfg(feature = "ssr")]
mod server {
    use base::AppError;
    use engine::Services;
    use shared::events::views::EventPage;
    use shared::events::{checks, when};
    use shared::ids::EventId;
    use shared::people::ViewOutreach;
    use store::{Permit, StoreError};

    /// Everything the page of an event shows.
    pub async fn page(services: &Services, permit: &Permit<ViewOutreach>, id: EventId) -> Result<EventPage, AppError> {
        let attendance = store::events::attendance::figures(&services.db, permit, id).await?;
        let mut connection = services.db.read().acquire().await.map_err(StoreError::from)?;
        let mut event = store::events::by_id(&mut connection, id).await?.record;
        let now = services.now();
        event.status = event.status.at(event.ends_at, now);
        let said = match (event.starts_at, event.ends_at, when::zone(&event.fields.time_zone)) {
            (Some(starts), Some(ends), Some(zone)) => when::say(starts, ends, &zone).line(),
            _ => String::new(),
        };
        let missing = checks::before_live(&event.fields, event.ends_at, now);
        let public_url = format!("{}/events/{}", services.public_url, event.fields.slug);
        let qr_code = crate::promote::qr_code(&public_url);
        let live = event.status == shared::events::Status::Live;
        let untold = live && !store::events::publish::is_told(&services.db, permit, id, event.sequence).await?;
        Ok(EventPage { event, attendance, when: said, missing, untold, public_url, qr_code })
    }
}
