//! Files of cards and letters: one as PDF, a batch for the print house as PDF and addresses.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use paper::{PaperError, Pictures, Sides};
use shared::ids::{MessageId, PrintBatchId, TemplateId};
use shared::messages::{Body, PostalAddress, PrintedMail, render_post, sample_code};
use shared::people::{ViewOutreach, ViewSentMessages};
use std::collections::hash_map::Entry;
use store::StoreError;

/// `GET /staff/messages/{id}/mail.pdf`: a template filled in with sample values.
pub async fn template(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<TemplateId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewOutreach>()).ok_or(AppError::Forbidden)?;
    let view = store::templates::find(&services.db, &permit, id).await?;
    let Body::Post(document) = view.body else { return Err(AppError::NotFound) };
    let mut mail = render_post(&document, &engine::test_message::values(&services).await?);
    mail.recipient = "Elizabeth Moore".into();
    mail.address = PostalAddress::sample();
    mail.dated = mail.language.date(services.now().date_utc());
    mail.code = sample_code();
    pages(&services, vec![mail]).await
}

/// `GET /staff/outbox/{id}/mail.pdf`: what one message prints. The look is recorded.
pub async fn message(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<MessageId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewSentMessages>()).ok_or(AppError::Forbidden)?;
    store::outbox::find(&services.db, &permit, services.now(), id).await?;
    let mail = store::outbox::mail(&services.db, &permit, id).await?;
    pages(&services, vec![mail]).await
}

/// `GET /staff/outbox/batches/{id}/mail.pdf`; audited with everybody in it.
pub async fn batch(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<PrintBatchId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewSentMessages>()).ok_or(AppError::Forbidden)?;
    let mails = store::outbox::mail_of_batch(&services.db, &permit, services.now(), id).await?;
    pages(&services, mails).await
}

/// `GET /staff/outbox/batches/{id}/addresses.csv`: a line a piece, in the order of the pages; audited with everybody in it.
pub async fn addresses(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<PrintBatchId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewSentMessages>()).ok_or(AppError::Forbidden)?;
    let mails = store::outbox::mail_of_batch(&services.db, &permit, services.now(), id).await?;
    let heading = ["Code", "Kind", "Name", "Street", "Apartment", "City", "State", "ZIP code", "Country"];
    Ok(csv("addresses.csv", &heading, mails.into_iter().map(cells)))
}

fn cells(mail: PrintedMail) -> Vec<String> {
    let PostalAddress { street, more, city, state, postal_code, country } = mail.address;
    let country = if country.is_empty() { "US".to_owned() } else { country };
    vec![mail.code, mail.kind.label().to_owned(), mail.recipient, street, more, city, state, postal_code, country]
}

/// Sets the type on a thread of its own: it takes some milliseconds a piece.
async fn pages(services: &Services, mails: Vec<PrintedMail>) -> Result<Response, AppError> {
    let mut pictures = Pictures::new();
    for id in mails.iter().filter_map(|mail| mail.picture) {
        let Entry::Vacant(missing) = pictures.entry(id) else { continue };
        match store::media::bytes(&services.db, id).await {
            Ok((_, bytes)) => drop(missing.insert(bytes)),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let set = move || paper::mailings(&mails, &pictures, Sides::WithAddress);
    let failed = |error: PaperError| AppError::Conflict(format!("It can't be printed: {error}."));
    let bytes = tokio::task::spawn_blocking(set)
        .await
        .map_err(|error| AppError::Conflict(format!("It can't be printed: {error}.")))?
        .map_err(failed)?;
    let headers = [
        ("content-type", "application/pdf"),
        ("content-disposition", "inline; filename=\"mail.pdf\""),
        ("cache-control", "no-store"),
    ];
    Ok((headers, bytes).into_response())
}
