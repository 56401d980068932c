//! A template sent to one address with sample values, to see how it arrives.

use crate::{EngineError, Services};
use shared::audit::AuditAction;
use shared::consent::{Channel, Purpose};
use shared::email_address::EmailAddress;
use shared::field::FieldError;
use shared::ids::TemplateId;
use shared::messages::{
    Body, Document, MEMBER, OriginKind, Place, PostDocument, PostalAddress, PrintedMail, Problem, SmsDocument,
    UntouchedLinks, Values, VoiceDocument, check_envelope, member_path, render, render_post, render_sms, render_voice,
    sample_values,
};
use shared::noun::Noun;
use shared::people::{EditMessages, ViewOutreach};
use store::addresses;
use store::boxed;
use store::outbox::{self, Content, NewMessage, Origin, WrittenEmail, WrittenSms, WrittenVoice};
use store::{Permit, StoreError, audit, settings, templates};
use uuid::Uuid;

/// Queues the test; answers its channel. It needs no consent, counts in no figure, and its links are the preview's.
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
) -> Result<Channel, EngineError> {
    let now = services.now();
    let view = Permit::<ViewOutreach>::system("test message");
    let template = templates::find(&services.db, &view, id).await?;
    let country = Some(settings::organization(&services.db).await?.country).filter(|country| !country.is_empty());
    let (address, content) = match &template.body {
        Body::Email(document) => (email_address(address)?, Content::Email(email(services, document).await?)),
        Body::Sms(document) => {
            (phone_number(address, country.as_deref())?, Content::Sms(sms(services, document).await?))
        }
        Body::Voice(document) => {
            (phone_number(address, country.as_deref())?, Content::Voice(voice(services, document).await?))
        }
        Body::Post(document) => (postal_address(address)?, Content::Post(Box::new(mail(services, document).await?))),
    };
    let new = NewMessage {
        key: format!("test/{id}/{}", Uuid::now_v7()),
        channel: template.body.channel(),
        patient: None,
        address,
        recipient_name: name.to_owned(),
        purpose: Purpose::Transactional,
        content,
        not_before: now,
        send_by: None,
        origin: Origin { kind: OriginKind::Test, uid: id.to_string(), node: None },
    };
    let mut tx = services.db.begin().await?;
    outbox::enqueue(&mut tx, now, new).await?;
    let entry =
        audit::Entry { entity_uid: Some(id.to_string()), ..audit::Entry::new(AuditAction::Test, Noun::Message) };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    services.wake.call();
    Ok(template.body.channel())
}

fn email_address(typed: &str) -> Result<String, StoreError> {
    let complaint =
        |_| StoreError::Invalid(vec![FieldError::new("address", "Enter an e-mail address like name@example.org.")]);
    typed.parse::<EmailAddress>().map(String::from).map_err(complaint)
}

fn phone_number(typed: &str, country: Option<&str>) -> Result<String, StoreError> {
    addresses::phone(typed, country).filter(|number| channels::is_number(number)).ok_or_else(|| {
        StoreError::Invalid(vec![FieldError::new("address", "Enter a phone number like +1 217 555 0100.")])
    })
}

/// An address as people write it, a part a line.
fn postal_address(typed: &str) -> Result<String, StoreError> {
    let address = PostalAddress::from_lines(typed);
    match address.complaint() {
        None => Ok(address.to_key()),
        Some(complaint) => {
            let complaint = format!("{complaint} Write it in lines: the street, then “Springfield, IL 62701”.");
            Err(StoreError::Invalid(vec![FieldError::new("address", complaint)]))
        }
    }
}

/// The card or letter with sample values. Its code leads to no message.
async fn mail(services: &Services, document: &PostDocument) -> Result<PrintedMail, EngineError> {
    if document.texts().iter().all(|text| text.trim().is_empty()) {
        let empty = FieldError::new("text", "There is nothing to print yet. Write what it says.");
        return Err(StoreError::Invalid(vec![empty]).into());
    }
    Ok(PrintedMail { code: String::new(), ..render_post(document, &values(services).await?) })
}

/// Sample values, with what is known of the house.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn values(services: &Services) -> Result<Values, EngineError> {
    let organization = settings::organization(&services.db).await?;
    let base = &*services.public_url;
    let mut values = sample_values();
    let mut set = |path: &str, value: String| values.insert(path.to_owned(), value);
    set("organization.name", organization.name);
    set("organization.postal_address", organization.postal_address);
    if !organization.phone.is_empty() {
        set("organization.phone", organization.phone);
    }
    set("links.events", format!("{base}/events"));
    set("links.preferences", format!("{base}/events"));
    set("links.unsubscribe", format!("{base}/events"));
    settings::brand(&services.db).await?.add_to(&mut values);
    Ok(values)
}

/// The text message with sample values. Its links are examples.
async fn sms(services: &Services, document: &SmsDocument) -> Result<WrittenSms, EngineError> {
    if document.text.trim().is_empty() {
        let empty = FieldError::new("text", "The text is empty. Write what it says.");
        return Err(StoreError::Invalid(vec![empty]).into());
    }
    let mut links = UntouchedLinks { base: services.public_url.to_string() };
    let text = render_sms(document, &values(services).await?, &mut links);
    Ok(WrittenSms { text: format!("[Test] {text}") })
}

/// The script with sample values.
async fn voice(services: &Services, document: &VoiceDocument) -> Result<WrittenVoice, EngineError> {
    if document.script.trim().is_empty() {
        let empty = FieldError::new("text", "The script is empty. Write what is read out.");
        return Err(StoreError::Invalid(vec![empty]).into());
    }
    let script = render_voice(document, &values(services).await?);
    Ok(WrittenVoice { script: format!("This is a test. {script}"), language: document.language })
}

/// The e-mail with sample values.
async fn email(services: &Services, document: &Document) -> Result<WrittenEmail, EngineError> {
    let missing = missing(document);
    if !missing.is_empty() {
        return Err(StoreError::Invalid(missing).into());
    }
    let mut values = values(services).await?;
    values.extend(crate::outbox::event_values(services, document).await?);
    settings::shared_blocks(&services.db).await?.iter().for_each(|block| block.add_to(&mut values));
    // A test shows every part.
    values.extend(document.segments().into_iter().map(|segment| (member_path(segment), MEMBER.to_owned())));
    let mut links = UntouchedLinks { base: services.public_url.to_string() };
    let rendered = render(document, &values, &mut links, "en", None);
    Ok(WrittenEmail {
        subject: format!("[Test] {}", rendered.subject),
        html: rendered.html,
        text: rendered.text,
        attachments: vec![],
    })
}

/// What a test must not go out without, each complaint at its field of the header.
fn missing(document: &Document) -> Vec<FieldError> {
    let complaint = |problem: Problem| match problem.place {
        Place::Header(field) => FieldError::new(field.name(), problem.text),
        Place::Block(..) | Place::Part(_) | Place::Message => FieldError::new("message", problem.text),
    };
    check_envelope(document).into_iter().map(complaint).collect()
}
