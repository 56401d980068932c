//! Writes letters to attendees into the outbox, in the transaction of what they tell.

use crate::{EngineError, Services};
use shared::consent::{Channel, Purpose};
use shared::events::mail::{Links, Occasion, to_attendee};
use shared::events::views::EventRecord;
use shared::events::{AttendanceStatus, calendar};
use shared::messages::OriginKind;
use shared::people::Organization;
use shared::time::UtcMillis;
use std::sync::Arc;
use store::Tx;
use store::boxed;
use store::events::registration::{Registration, next_letter};
use store::outbox::{Attachment, Content, NewMessage, Origin, WrittenEmail, enqueue};

/// What is needed to write letters: who we are and where our pages are.
pub struct Desk {
    pub organization: Organization,
    pub public_url: Arc<str>,
}

/// Which letter. `key` ends its idempotency key; without one the letter's number does.
pub struct Letter {
    pub occasion: Occasion,
    pub key: Option<String>,
}

impl From<Occasion> for Letter {
    fn from(occasion: Occasion) -> Self {
        Self { occasion, key: None }
    }
}

impl Desk {
    /// # Errors
    /// When the database refuses.
    #[boxed]
    pub async fn open(services: &Services) -> Result<Self, EngineError> {
        let organization = store::settings::organization(&services.db).await?;
        Ok(Self { organization, public_url: services.public_url.clone() })
    }

    /// Queues the letter. Those who gave no e-mail address get none.
    ///
    /// # Errors
    /// When the database refuses.
    #[boxed]
    pub async fn write(
        &self,
        tx: &mut Tx,
        now: UtcMillis,
        event: &EventRecord,
        to: &Registration,
        letter: Letter,
    ) -> Result<(), EngineError> {
        let Some(address) = to.email.clone() else { return Ok(()) };
        let Letter { occasion, key } = letter;
        let (number, token) = next_letter(tx, now, to.key).await?;
        let links = Links {
            page: page_url(&self.public_url, event),
            my_events: format!("{}/my", self.public_url),
            cancel: format!("{}/registration/{token}", self.public_url),
        };
        let written = to_attendee(occasion, event, &to.name, to.guests, &self.organization.name, &links);
        // Whoever only waits never had an entry.
        let has_entry = occasion.has_calendar() && to.status != AttendanceStatus::Waitlisted;
        let whose = if occasion.is_out() { For::Gone { letters: number } } else { For::Registered { letters: number } };
        let attachments = match calendar_file(event, &self.organization, &self.public_url, whose, now) {
            Some(file) if has_entry => vec![Attachment {
                file_name: calendar::file_name(event),
                content_type: format!("text/calendar; charset=utf-8; method={}", calendar::method(occasion.is_out())),
                bytes: file.into_bytes(),
            }],
            _ => Vec::new(),
        };
        let last = key.unwrap_or_else(|| number.to_string());
        let message = NewMessage {
            key: format!("event/{}/registration/{}/{}/{last}", event.id, to.id, occasion.code()),
            channel: Channel::Email,
            patient: to.patient,
            address,
            recipient_name: to.name.clone(),
            // They asked for it by registering: no marketing consent is needed, suppression still counts.
            purpose: Purpose::Transactional,
            content: Content::Email(WrittenEmail {
                subject: written.subject,
                html: written.html,
                text: written.text,
                attachments,
            }),
            not_before: now,
            send_by: None,
            origin: Origin { kind: OriginKind::Event, uid: event.id.to_string(), node: None },
        };
        enqueue(tx, now, message).await?;
        Ok(())
    }
}

/// The public page of the event.
fn page_url(public_url: &str, event: &EventRecord) -> String {
    format!("{public_url}/events/{}", event.fields.slug)
}

/// Whose calendar a file is for. Each letter about a registration counts more than those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Anybody,
    Registered {
        letters: i64,
    },
    /// Does not come, or not any more.
    Gone {
        letters: i64,
    },
}

/// The calendar entry's texts. The join link goes only to the registered.
fn entry<'a>(
    event: &'a EventRecord,
    organization: &'a Organization,
    public_url: &str,
    page: &'a str,
    whose: For,
) -> calendar::Entry<'a> {
    let host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
    calendar::Entry {
        uid: format!("{}@{}", event.id, host.split([':', '/']).next().unwrap_or(host)),
        organization: &organization.name,
        reply_to: &organization.sender_address,
        page_url: page,
        join_url: (matches!(whose, For::Registered { .. }) && event.fields.format.is_online())
            .then_some(event.fields.join_url.as_str()),
        out: matches!(whose, For::Gone { .. }),
        earlier: match whose {
            For::Anybody => 0,
            For::Registered { letters } | For::Gone { letters } => u32::try_from(letters).unwrap_or(u32::MAX),
        },
    }
}

/// The event as a calendar file; `None` while it has no time.
pub fn calendar_file(
    event: &EventRecord,
    organization: &Organization,
    public_url: &str,
    whose: For,
    now: UtcMillis,
) -> Option<String> {
    let page = page_url(public_url, event);
    calendar::write(event, &entry(event, organization, public_url, &page, whose), now)
}

/// "Add to calendar" at Google and Outlook.
pub fn links_of(event: &EventRecord, organization: &Organization, public_url: &str) -> Option<(String, String)> {
    let page = page_url(public_url, event);
    let entry = entry(event, organization, public_url, &page, For::Anybody);
    Some((shared::events::links::google(event, &entry)?, shared::events::links::outlook(event, &entry)?))
}
