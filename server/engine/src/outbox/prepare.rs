//! Between claiming and handing over: the gate, the rendering, and the commit that says "from here on it may have left".

mod email;
mod links;
mod sms;
mod voice;

use crate::journeys::Verdicts;
use crate::{EngineError, Services};
use channels::Outgoing;
use links::Tracked;
use shared::consent::{Channel, Decision, Model, Refusal, SendingRules, UtcOffset, Zone, may_send};
use shared::messages::{Body, OriginKind, Values};
use shared::people::Organization;
use shared::time::{Millis, UtcMillis};
use std::collections::HashMap;
use store::boxed;
use store::outbox::{self, Claimed, Content, Handed, LinkKind, NewLink, Recipient};
use store::outreach::programs;
use store::{StoreError, Tx, settings, templates};

/// How long a message waits whose template or journey was written by a newer version of Waypost, before it is looked at again.
const UNREADABLE_WAITS: Millis = Millis::hours(1);
/// How long a message of a program that is not live, or paused, waits before it is looked at again.
const PAUSED_WAITS: Millis = Millis::minutes(10);
/// When a message is looked at again that could not be prepared; after the last look it has failed.
const LOOKS: [Millis; 3] = [Millis::minutes(5), Millis::hours(1), Millis::hours(12)];

/// A message that is marked as being sent, and must now be.
pub struct Prepared {
    pub message: Claimed,
    pub outgoing: Outgoing,
}

/// What does not change within a batch.
struct Batch<'a> {
    services: &'a Services,
    owner: &'a str,
    organization: Organization,
    rules: SendingRules,
    /// What templates say, by version; `None` where that can't be read.
    bodies: HashMap<i64, Option<Body>>,
    now: UtcMillis,
    verdicts: Verdicts,
    /// Journeys of programs that are not live.
    resting: programs::Resting,
}

/// Asks the gate about each message and prepares those that may go, all in one transaction; answers when the first may leave.
/// One that can't be prepared is set aside and keeps no other waiting.
pub async fn prepare(
    services: &Services,
    channel: Channel,
    owner: &str,
    claimed: &[Claimed],
) -> Result<(Vec<Prepared>, UtcMillis), EngineError> {
    let error = match together(services, channel, owner, claimed).await {
        Ok(prepared) => return Ok(prepared),
        Err(error) => error,
    };
    tracing::warn!(%error, messages = claimed.len(), "messages can't be prepared together; each is tried by itself");
    let (mut all, mut first) = (Vec::with_capacity(claimed.len()), None);
    for message in claimed {
        match together(services, channel, owner, std::slice::from_ref(message)).await {
            Ok((prepared, leaves_at)) => {
                all.extend(prepared);
                first.get_or_insert(leaves_at);
            }
            Err(error) => set_aside(services, owner, message, &error).await?,
        }
    }
    Ok((all, first.unwrap_or_else(|| services.now())))
}

/// Writes down why a message can't be prepared. When that fails too, it is the database that is in trouble, not the message.
async fn set_aside(services: &Services, owner: &str, message: &Claimed, why: &EngineError) -> Result<(), EngineError> {
    let again = usize::try_from(message.attempts).ok().and_then(|looks| LOOKS.get(looks));
    let again = again.map(|wait| services.now() + *wait);
    tracing::error!(message = message.uid, %why, failed = again.is_none(), "a message can't be prepared");
    let mut tx = services.db.begin().await?;
    let words = format!("It could not be prepared: {why}");
    outbox::set_aside(&mut tx, services.now(), owner, message, again, &words).await?;
    tx.commit().await?;
    Ok(())
}

#[boxed]
async fn together(
    services: &Services,
    channel: Channel,
    owner: &str,
    claimed: &[Claimed],
) -> Result<(Vec<Prepared>, UtcMillis), EngineError> {
    let organization = settings::organization(&services.db).await?;
    let mut bodies = HashMap::new();
    for message in claimed {
        if let Content::Template { version, .. } = &message.content
            && !bodies.contains_key(version)
        {
            let body = match templates::version_body(&services.db, *version).await {
                Ok(body) => Some(body),
                Err(error @ (StoreError::Corrupt { .. } | StoreError::Unreadable { .. })) => {
                    tracing::error!(version, %error, "a template version can't be read; its messages wait");
                    None
                }
                Err(error) => return Err(error.into()),
            };
            bodies.insert(*version, body);
        }
    }
    let rules = SendingRules::from(&organization);
    let verdicts = crate::journeys::verdicts(services, claimed).await?;
    let resting = programs::resting(&services.db).await?;
    let batch = Batch { services, owner, organization, rules, bodies, now: services.now(), verdicts, resting };
    let mut prepared = Vec::with_capacity(claimed.len());
    let mut tx = services.db.begin().await?;
    for message in claimed {
        prepared.extend(batch.one(&mut tx, message.clone()).await?);
    }
    let rate = services.couriers.rate(channel);
    let leaves_at = outbox::reserve(&mut tx, batch.now, channel, rate, prepared.len()).await?;
    tx.commit().await?;
    Ok((prepared, leaves_at))
}

impl Batch<'_> {
    async fn one(&self, tx: &mut Tx, mut message: Claimed) -> Result<Option<Prepared>, EngineError> {
        if message.send_by.is_some_and(|by| by < self.now) {
            outbox::expire(tx, self.now, self.owner, &message, "Its time had passed before it could be sent.").await?;
            return Ok(None);
        }
        outbox::current_address(tx, &mut message).await?;
        if message.address.is_empty() {
            outbox::refuse(tx, self.now, self.owner, &message, Refusal::NoAddress).await?;
            return Ok(None);
        }
        if self.verdicts.unreadable.contains(&message.id) {
            outbox::hold(tx, self.owner, &message, self.now + UNREADABLE_WAITS).await?;
            return Ok(None);
        }
        let over = message.origin == OriginKind::Journey && self.resting.over.contains(&message.origin_uid);
        if over || self.verdicts.unwanted.contains(&message.id) {
            outbox::refuse(tx, self.now, self.owner, &message, Refusal::NoLongerWanted).await?;
            return Ok(None);
        }
        if message.origin == OriginKind::Journey && self.resting.waiting.contains(&message.origin_uid) {
            outbox::hold(tx, self.owner, &message, self.now + PAUSED_WAITS).await?;
            return Ok(None);
        }
        let patient = match message.patient {
            Some(patient) => outbox::recipient(tx, patient).await?,
            None => None,
        };
        let facts = outbox::gate_facts(tx, self.now, &message, patient.as_ref(), &self.rules).await?;
        let own_zone = patient.as_ref().and_then(|patient| patient.time_zone.as_deref()).and_then(Zone::named);
        let decision = match own_zone.or_else(|| Zone::named(&self.organization.time_zone)) {
            Some(zone) => may_send(&facts, &self.rules, self.now, &zone),
            None => may_send(&facts, &self.rules, self.now, &UtcOffset(0)),
        };
        match decision {
            Decision::Refuse(why) => {
                metrics::counter!("waypost_messages_total", "outcome" => "refused").increment(1);
                outbox::refuse(tx, self.now, self.owner, &message, why).await?;
                Ok(None)
            }
            Decision::Hold(until) => {
                outbox::hold(tx, self.owner, &message, until).await?;
                Ok(None)
            }
            Decision::Send => self.send(tx, message, patient).await,
        }
    }

    async fn send(
        &self,
        tx: &mut Tx,
        message: Claimed,
        patient: Option<Recipient>,
    ) -> Result<Option<Prepared>, EngineError> {
        let Some((outgoing, links)) = self.outgoing(&message, patient.as_ref()) else {
            outbox::hold(tx, self.owner, &message, self.now + UNREADABLE_WAITS).await?;
            return Ok(None);
        };
        let handed = match &outgoing {
            Outgoing::Email(email) => Handed::Email(email::handed(email)),
            Outgoing::Sms(text) => Handed::Sms(sms::handed(text)),
            Outgoing::Voice(call) => Handed::Voice(voice::handed(call)),
        };
        let until = self.now + super::LEASE;
        if !outbox::mark_sending(tx, self.now, self.owner, until, &message, outgoing.title(), &handed).await? {
            return Ok(None);
        }
        outbox::store_links(tx, message.id, &links).await?;
        Ok(Some(Prepared { message, outgoing }))
    }

    /// The message as its courier gets it, with the links that were made for it; `None` while its template can't be read.
    fn outgoing(&self, message: &Claimed, recipient: Option<&Recipient>) -> Option<(Outgoing, Vec<NewLink>)> {
        let base = &*self.services.public_url;
        let count = self.rules.tracks(message.purpose);
        let mut tracked = Tracked { base, channel: message.channel, count, made: Vec::new() };
        let leaving = Leaving::of(message, &mut tracked);
        let outgoing = match &message.content {
            Content::Email(written) => Outgoing::Email(self.written_email(message, written, &leaving)),
            Content::Sms(written) => Outgoing::Sms(sms::written(message, written)),
            Content::Voice(written) => Outgoing::Voice(voice::written(message, written)),
            Content::Template { version, merge } => {
                let values = self.values(merge, recipient, &leaving);
                match self.bodies.get(version)?.as_ref()? {
                    Body::Email(document) => {
                        Outgoing::Email(self.rendered_email(message, document, &values, &leaving, &mut tracked))
                    }
                    Body::Voice(document) => Outgoing::Voice(voice::rendered(message, document, &values)),
                    Body::Sms(document) => Outgoing::Sms(sms::rendered(message, document, &values, &mut tracked)),
                }
            }
        };
        Some((outgoing, tracked.made))
    }

    fn values(&self, merge: &Values, recipient: Option<&Recipient>, leaving: &Leaving) -> Values {
        let base = &*self.services.public_url;
        let mut values = merge.clone();
        let mut set = |path: &str, value: &str| {
            values.insert(path.to_owned(), value.to_owned());
        };
        set("organization.name", &self.organization.name);
        set("organization.postal_address", &self.organization.postal_address);
        set("organization.phone", &self.organization.phone);
        set("links.events", &format!("{base}/events"));
        set("links.preferences", &leaving.preferences);
        set("links.unsubscribe", leaving.unsubscribe.as_deref().unwrap_or(&leaving.preferences));
        if let Some(recipient) = recipient {
            set("patient.first_name", &recipient.given);
            set(
                "patient.last_name",
                if recipient.family == shared::patients::NO_NAME { "" } else { &recipient.family },
            );
        }
        values
    }
}

/// Where a message's reader says what they want no more.
struct Leaving {
    preferences: String,
    /// `None` for what can't be refused.
    unsubscribe: Option<String>,
}

impl Leaving {
    fn of(message: &Claimed, tracked: &mut Tracked<'_>) -> Self {
        let base = tracked.base;
        if message.purpose.model() == Model::Always {
            return Self { preferences: format!("{base}/preferences"), unsubscribe: None };
        }
        let token = tracked.fresh(LinkKind::Manage, "");
        Self {
            preferences: format!("{base}/preferences/{token}"),
            unsubscribe: Some(format!("{base}/unsubscribe/{token}")),
        }
    }
}
