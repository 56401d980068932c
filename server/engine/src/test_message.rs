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

#[cfg(test)]
mod tests {
    use super::*;
    use store::Db;
    use store::testing::on_both;

    /// Sends a test of a template of this header; answers what was complained about, and how many messages wait.
    async fn tried(db: Db, header: shared::messages::Header) -> (Vec<String>, i64) {
        let services = Services::sandbox(db, "https://waypost.example");
        let permit = Permit::<EditMessages>::system("test");
        let document = Document { header, ..Document::blank() };
        let mut tx = services.db.begin().await.expect("begins");
        let id = templates::create(&mut tx, &permit, services.now(), "Invitation", &document).await.expect("created");
        tx.commit().await.expect("committed");
        let complaints = match send(&services, &permit, id, "marketer@lamna.example", "Alex").await {
            Ok(()) => Vec::new(),
            Err(EngineError::Store(StoreError::Invalid(found))) => found.into_iter().map(|error| error.field).collect(),
            Err(error) => panic!("{error}"),
        };
        let queued =
            sqlx::query_scalar("SELECT COUNT(*) FROM outbox").fetch_one(services.db.read()).await.expect("read");
        (complaints, queued)
    }

    #[tokio::test]
    async fn a_test_without_subject_and_sender_is_not_sent() {
        on_both(async |db| {
            let header = shared::messages::Header { sender_address: "notanaddress".into(), ..Default::default() };
            let (complaints, queued) = tried(db, header).await;
            assert_eq!(complaints, ["subject", "sender_name", "sender_address"]);
            assert_eq!(queued, 0);
        })
        .await;
    }

    #[tokio::test]
    async fn a_test_of_what_could_not_go_live_for_other_reasons_is_sent() {
        on_both(async |db| {
            let header = shared::messages::Header {
                subject: "Hi".into(),
                sender_name: "Lamna".into(),
                sender_address: "news@lamna.example".into(),
                reply_to: "nobody".into(),
                ..Default::default()
            };
            assert_eq!(tried(db, header).await, (vec![], 1));
        })
        .await;
    }
}
