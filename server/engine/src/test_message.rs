//! A template sent to one address with sample values, to see how it arrives.

use crate::{EngineError, Services};
use shared::consent::{EmailAddress, Purpose};
use shared::field::FieldError;
use shared::ids::TemplateId;
use shared::messages::{Document, Place, UntouchedLinks, check_envelope, render, sample_values};
use shared::people::{EditMessages, ViewOutreach};
use store::boxed;
use store::outbox::{self, Content, NewMessage, Origin};
use store::{Permit, StoreError, audit, settings, templates};
use uuid::Uuid;

/// Queues the test. It needs no consent, counts in no figure, and its links are the preview's.
///
/// # Errors
/// A complaint at `address` when it is none, and at each field of the header that Go live would refuse about subject and
/// sender; [`StoreError::NotFound`] for an unknown template.
#[boxed]
pub async fn send(
    services: &Services,
    permit: &Permit<EditMessages>,
    id: TemplateId,
    address: &str,
    name: &str,
) -> Result<(), EngineError> {
    let complaint =
        |_| StoreError::Invalid(vec![FieldError::new("address", "Enter an e-mail address like name@example.org.")]);
    let address: EmailAddress = address.parse().map_err(complaint)?;
    let now = services.now();
    let view = Permit::<ViewOutreach>::system("test message");
    let template = templates::find(&services.db, &view, id).await?;
    let missing = missing(&template.document);
    if !missing.is_empty() {
        return Err(StoreError::Invalid(missing).into());
    }
    let organization = settings::organization(&services.db).await?;
    let base = &*services.public_url;
    let mut values = sample_values();
    let mut set = |path: &str, value: String| values.insert(path.to_owned(), value);
    set("organization.name", organization.name);
    set("organization.postal_address", organization.postal_address);
    set("links.events", format!("{base}/events"));
    set("links.preferences", format!("{base}/events"));
    set("links.unsubscribe", format!("{base}/events"));
    let mut links = UntouchedLinks { base: base.to_owned() };
    let rendered = render(&template.document, &values, &mut links, "en", None);
    let new = NewMessage {
        key: format!("test/{id}/{}", Uuid::now_v7()),
        patient: None,
        address: address.into(),
        recipient_name: name.to_owned(),
        purpose: Purpose::Transactional,
        content: Content::Ready {
            subject: format!("[Test] {}", rendered.subject),
            html: rendered.html,
            text: rendered.text,
            attachments: vec![],
        },
        not_before: now,
        origin: Origin { kind: "test", uid: id.to_string(), node: None },
    };
    let mut tx = services.db.begin().await?;
    outbox::enqueue(&mut tx, now, new).await?;
    let entry = audit::Entry {
        action: "test",
        entity: "template",
        entity_uid: Some(id.to_string()),
        ..audit::Entry::default()
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    services.wake.notify_one();
    Ok(())
}

/// What a test must not go out without, each complaint at its field of the header.
fn missing(document: &Document) -> Vec<FieldError> {
    let complaint = |problem: shared::messages::Problem| match problem.place {
        Place::Header(field) => FieldError::new(field, problem.text),
        Place::Block(_) | Place::Message => FieldError::new("message", problem.text),
    };
    check_envelope(document).into_iter().map(complaint).collect()
}
