//! What attendees do by themselves: register, give a place back, ask for their sign-in link.

use super::letters::{Desk, Letter};
use crate::{EngineError, Services};
use shared::consent::{Channel, Purpose};
use shared::events::AttendanceStatus;
use shared::events::mail::{self, Occasion};
use shared::events::registration::Attendee;
use shared::events::room::Fit;
use shared::ids::{EventId, RegistrationId};
use shared::messages::OriginKind;
use std::collections::BTreeMap;
use store::boxed;
use store::events::registration::{self, Outcome, REPEAT_PAUSE, Registration};
use store::events::{Stored, access};
use store::outbox::{Content, NewMessage, Origin, WrittenEmail, enqueue};
use store::{StoreError, Tx};

/// What the page after registering may tell. Of an e-mail address it says the same whether or not it was known before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Registered {
    /// A letter went to the address, now or within [`REPEAT_PAUSE`]; `waits` is true on the waiting list.
    Lettered { waits: bool },
    /// No letter goes to a number: the registration's own link, shown once.
    Linked(String),
    /// This name and number were registered before, and nothing changed. No link: whoever typed them need not be their owner.
    NumberKnown,
}

/// Registers and queues the confirmation, both or neither.
///
/// # Errors
/// [`StoreError::Conflict`] when the event is over, or full without a waiting list.
#[boxed]
pub async fn register(services: &Services, id: EventId, attendee: &Attendee) -> Result<Registered, EngineError> {
    register_once(services, id, attendee, "").await
}

/// [`register`] by a form with a key of its own: posted again, it is answered as the first time, and nothing is done.
///
/// # Errors
/// As [`register`].
#[boxed]
pub async fn register_once(
    services: &Services,
    id: EventId,
    attendee: &Attendee,
    form: &str,
) -> Result<Registered, EngineError> {
    let now = services.now();
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    let (stored, registration, outcome) = registration::register(&mut tx, now, id, attendee).await?;
    let by_this_form = !form.is_empty()
        && outcome == Outcome::Already
        && registration::is_of_form(&mut tx, registration.key, form).await?;
    if !form.is_empty() && outcome != Outcome::Already {
        registration::remember_form(&mut tx, registration.key, form).await?;
    }
    if by_this_form {
        let answer = match registration.email {
            Some(_) => Registered::Lettered { waits: registration.status == AttendanceStatus::Waitlisted },
            None => Registered::Linked(registration::next_letter(&mut tx, now, registration.key).await?.1),
        };
        tx.commit().await?;
        return Ok(answer);
    }
    let registered = match (&registration.email, outcome) {
        (None, Outcome::Already) => Registered::NumberKnown,
        (None, _) => Registered::Linked(registration::next_letter(&mut tx, now, registration.key).await?.1),
        (Some(_), _) => {
            if let Some(occasion) = confirmation(&registration, outcome, now) {
                desk.write(&mut tx, now, &stored.record, &registration, occasion.into()).await?;
            }
            Registered::Lettered { waits: outcome == Outcome::Waitlisted }
        }
    };
    tx.commit().await?;
    services.wake.call();
    if outcome != Outcome::Already || registered == Registered::NumberKnown {
        return Ok(registered);
    }
    // What somebody new would have heard: the letter alone tells the owner of the address more.
    match stored.record.room().fits(attendee.guests) {
        Fit::Registered => Ok(Registered::Lettered { waits: false }),
        Fit::Waitlisted => Ok(Registered::Lettered { waits: true }),
        Fit::Full => Err(StoreError::conflict("All places are taken.").into()),
    }
}

/// The confirmation to write; `None` when the address had a letter just now.
fn confirmation(registration: &Registration, outcome: Outcome, now: shared::time::UtcMillis) -> Option<Occasion> {
    match outcome {
        Outcome::Registered => Some(Occasion::Registered),
        Outcome::Waitlisted => Some(Occasion::Waitlisted),
        Outcome::Already if registration.lettered_at.is_some_and(|at| now < at + REPEAT_PAUSE) => None,
        Outcome::Already if registration.status == AttendanceStatus::Waitlisted => Some(Occasion::Waitlisted),
        Outcome::Already => Some(Occasion::AlreadyRegistered),
    }
}

/// Changes who comes along and the answers, confirms it, and tells those who move up.
///
/// # Errors
/// [`StoreError::Conflict`] when there is no room for so many, or it is too late; [`StoreError::NotFound`].
#[boxed]
pub async fn change(
    services: &Services,
    id: RegistrationId,
    guests: u32,
    answers: &BTreeMap<String, String>,
) -> Result<(), EngineError> {
    let now = services.now();
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    let done = registration::change(&mut tx, now, id, guests, answers).await?;
    let occasion = match done.registration.status {
        AttendanceStatus::Waitlisted => Occasion::Waitlisted,
        AttendanceStatus::Registered
        | AttendanceStatus::Attended
        | AttendanceStatus::NoShow
        | AttendanceStatus::Cancelled => Occasion::Registered,
    };
    desk.write(&mut tx, now, &done.event.record, &done.registration, Letter::from(occasion)).await?;
    for lucky in &done.promoted {
        desk.write(&mut tx, now, &done.event.record, lucky, Letter::from(Occasion::Promoted)).await?;
    }
    tx.commit().await?;
    services.wake.call();
    Ok(())
}

/// Gives the place back, tells the attendee, and tells those who move up. Doing it twice is doing it once.
///
/// # Errors
/// [`store::StoreError::NotFound`] when there is no such registration.
#[boxed]
pub async fn give_back(services: &Services, id: RegistrationId) -> Result<(), EngineError> {
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    give_back_in(&desk, &mut tx, services, id, false).await?;
    tx.commit().await?;
    services.wake.call();
    Ok(())
}

/// [`give_back`] in the caller's transaction; the event, when anything changed.
pub(super) async fn give_back_in(
    desk: &Desk,
    tx: &mut Tx,
    services: &Services,
    id: RegistrationId,
    by_staff: bool,
) -> Result<Option<Stored>, EngineError> {
    let now = services.now();
    let Some(done) = registration::cancel(tx, now, id).await? else { return Ok(None) };
    let occasion = match (by_staff, done.had_a_place) {
        (_, false) => Occasion::LeftWaitingList,
        (true, true) => Occasion::Removed,
        (false, true) => Occasion::PlaceGivenBack,
    };
    desk.write(tx, now, &done.event.record, &done.registration, Letter::from(occasion)).await?;
    for lucky in &done.promoted {
        desk.write(tx, now, &done.event.record, lucky, Letter::from(Occasion::Promoted)).await?;
    }
    Ok(Some(done.event))
}

/// Mails the sign-in link to `email` if somebody registered with it. The caller answers the same in either case.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn send_sign_in_link(services: &Services, email: &str) -> Result<(), EngineError> {
    let now = services.now();
    let desk = Desk::open(services).await?;
    let mut tx = services.db.begin().await?;
    let Some(token) = access::make_link(&mut tx, now, email).await? else { return Ok(()) };
    let url = format!("{}/my/enter/{token}", services.public_url);
    let letter = mail::sign_in(&url, access::LINK_LIFE.0 / 60_000, &desk.organization.name);
    let message = NewMessage {
        key: format!("account/sign-in/{}", store::tokens::hash(&token)),
        channel: Channel::Email,
        patient: None,
        address: email.to_owned(),
        recipient_name: String::new(),
        purpose: Purpose::Transactional,
        content: Content::Email(WrittenEmail {
            subject: letter.subject,
            html: letter.html,
            text: letter.text,
            attachments: Vec::new(),
        }),
        not_before: now,
        send_by: None,
        origin: Origin { kind: OriginKind::Account, uid: String::new(), node: None },
    };
    enqueue(&mut tx, now, message).await?;
    tx.commit().await?;
    services.wake.call();
    Ok(())
}
