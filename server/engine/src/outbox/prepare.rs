//! Between claiming and handing over: the gate, the rendering, and the commit that says "from here on it may have left".

mod email;
mod links;
mod mail;
mod sms;
mod voice;

use crate::journeys::Verdicts;
use crate::{EngineError, Services};
use channels::Outgoing;
use links::Tracked;
use shared::consent::{Channel, Decision, Model, Refusal, SendingRules, UtcOffset, Zone, may_send};
use shared::ids::MediaId;
use shared::language::Language;
use shared::messages::{Body, Document, MEMBER, OriginKind, PostalAddress, Values, add_event, member_path};
use shared::people::Organization;
use shared::time::{Millis, UtcMillis};
use std::collections::{BTreeSet, HashMap};
use store::boxed;
use store::outbox::{self, Claimed, Content, Handed, LinkKind, NewLink, Recipient};
use store::outreach::programs;
use store::scheduling::NextVisit;
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

/// What is known of a message's recipient.
struct About<'a> {
    recipient: Option<&'a Recipient>,
    visit: Option<&'a NextVisit>,
    /// The segments they are in; empty when nobody asks.
    segments: &'a [String],
}

/// What does not change within a batch.
struct Batch<'a> {
    services: &'a Services,
    owner: &'a str,
    organization: Organization,
    rules: SendingRules,
    /// What templates say, by version; `None` where that can't be read.
    bodies: HashMap<i64, Option<Body>>,
    /// The same in other languages.
    variants: HashMap<i64, Vec<(Language, Body)>>,
    /// What cards show.
    pictures: HashMap<MediaId, Vec<u8>>,
    /// What templates say of their events and shared blocks, and how they look, by version.
    looks: HashMap<i64, Values>,
    now: UtcMillis,
    verdicts: Verdicts,
    /// Journeys of programs that are not live.
    resting: programs::Resting,
}

/// Asks the gate about each message and prepares those that may go, all in one transaction. One that can't be prepared is set aside and keeps no other waiting.
pub async fn prepare(services: &Services, owner: &str, claimed: &[Claimed]) -> Result<Vec<Prepared>, EngineError> {
    let error = match together(services, owner, claimed).await {
        Ok(prepared) => return Ok(prepared),
        Err(error) => error,
    };
    tracing::warn!(%error, messages = claimed.len(), "messages can't be prepared together; each is tried by itself");
    let mut all = Vec::with_capacity(claimed.len());
    for message in claimed {
        match together(services, owner, std::slice::from_ref(message)).await {
            Ok(prepared) => all.extend(prepared),
            Err(error) => set_aside(services, owner, message, &error).await?,
        }
    }
    Ok(all)
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
async fn together(services: &Services, owner: &str, claimed: &[Claimed]) -> Result<Vec<Prepared>, EngineError> {
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
    let mut variants = HashMap::new();
    for version in bodies.keys() {
        variants.insert(*version, templates::variant_bodies(&services.db, *version).await?);
    }
    let mut spoken: Vec<(i64, &Body)> = Vec::new();
    for (version, body) in &bodies {
        // The variants first: what the message is about is the original's event.
        for (_, variant) in variants.get(version).into_iter().flatten() {
            spoken.push((*version, variant));
        }
        spoken.extend(body.as_ref().map(|body| (*version, body)));
    }
    let pictures = pictures(services, claimed, &spoken).await?;
    let brand = settings::brand(&services.db).await?;
    let shared_blocks = settings::shared_blocks(&services.db).await?;
    let mut looks: HashMap<i64, Values> = HashMap::new();
    for (version, body) in &spoken {
        if let Body::Email(document) = body {
            let values = looks.entry(*version).or_default();
            values.extend(event_values(services, document).await?);
            brand.add_to(values);
            let shown = document.shared_blocks();
            shared_blocks.iter().filter(|block| shown.contains(&block.id)).for_each(|block| block.add_to(values));
        }
    }
    let rules = SendingRules::from(&organization);
    let verdicts = crate::journeys::verdicts(services, claimed).await?;
    let resting = programs::resting(&services.db).await?;
    let batch = Batch {
        services,
        owner,
        organization,
        rules,
        bodies,
        variants,
        pictures,
        looks,
        now: services.now(),
        verdicts,
        resting,
    };
    let mut prepared = Vec::with_capacity(claimed.len());
    let mut tx = services.db.begin().await?;
    for message in claimed {
        prepared.extend(batch.one(&mut tx, message.clone()).await?);
    }
    tx.commit().await?;
    Ok(prepared)
}

/// The pictures of the cards among these messages. One that is gone is left out.
async fn pictures(
    services: &Services,
    claimed: &[Claimed],
    spoken: &[(i64, &Body)],
) -> Result<HashMap<MediaId, Vec<u8>>, EngineError> {
    let mut wanted = BTreeSet::new();
    for (_, body) in spoken {
        if let Body::Post(document) = body {
            wanted.extend(document.picture);
        }
    }
    for message in claimed {
        if let Content::Post(mail) = &message.content {
            wanted.extend(mail.picture);
        }
    }
    let mut found = HashMap::new();
    for id in wanted {
        match store::media::bytes(&services.db, id).await {
            Ok((_, bytes)) => drop(found.insert(id, bytes)),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(found)
}

/// What a template says of the events on its cards; one that is gone says nothing.
///
/// # Errors
/// When the database refuses.
pub async fn event_values(services: &Services, document: &Document) -> Result<Values, EngineError> {
    let mut values = Values::new();
    let mut connection = services.db.read().acquire().await.map_err(StoreError::from)?;
    for (number, id) in document.events().into_iter().enumerate() {
        match store::events::by_id(&mut connection, id).await {
            Ok(event) => add_event(&mut values, &event.record, &services.public_url, number == 0),
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(values)
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
        if message.channel == Channel::Post && PostalAddress::from_key(&message.address).missing().is_some() {
            outbox::refuse(tx, self.now, self.owner, &message, Refusal::IncompleteAddress).await?;
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
        let visit = match message.patient.filter(|_| self.asks_for_visit(&message.content)) {
            Some(patient) => store::scheduling::next_visit(tx, patient, self.now).await?,
            None => None,
        };
        let segments = match message.patient.filter(|_| self.asks_for_segments(&message.content)) {
            Some(patient) => outbox::segments_of(tx, patient).await?,
            None => Vec::new(),
        };
        let about = About { recipient: patient.as_ref(), visit: visit.as_ref(), segments: &segments };
        let Some((outgoing, links)) = self.outgoing(&message, &about) else {
            outbox::hold(tx, self.owner, &message, self.now + UNREADABLE_WAITS).await?;
            return Ok(None);
        };
        let handed = match &outgoing {
            Outgoing::Email(email) => Handed::Email(email::handed(email)),
            Outgoing::Sms(text) => Handed::Sms(sms::handed(text)),
            Outgoing::Voice(call) => Handed::Voice(voice::handed(call)),
            Outgoing::Post(mail) => Handed::Post(Box::new(mail.print.clone())),
        };
        let until = self.now + super::LEASE;
        if !outbox::mark_sending(tx, self.now, self.owner, until, &message, &outgoing.title(), &handed).await? {
            return Ok(None);
        }
        outbox::store_links(tx, message.id, &links).await?;
        Ok(Some(Prepared { message, outgoing }))
    }

    /// The message as its courier gets it, with the links that were made for it; `None` while its template can't be read.
    fn outgoing(&self, message: &Claimed, about: &About<'_>) -> Option<(Outgoing, Vec<NewLink>)> {
        let base = &*self.services.public_url;
        let count = self.rules.tracks(message.purpose);
        let mut tracked = Tracked { base, channel: message.channel, count, made: Vec::new() };
        let leaving = Leaving::of(message, &mut tracked);
        let outgoing = match &message.content {
            Content::Email(written) => Outgoing::Email(self.written_email(message, written, &leaving)),
            Content::Sms(written) => Outgoing::Sms(sms::written(message, written)),
            Content::Voice(written) => Outgoing::Voice(voice::written(message, written)),
            Content::Post(written) => Outgoing::Post(Box::new(self.mail(message, written.as_ref().clone()))),
            Content::Template { version, merge } => {
                let mut values = self.values(merge, about.recipient, &leaving);
                values.extend(self.looks.get(version).cloned().unwrap_or_default());
                if let Some(visit) = about.visit {
                    // What the message was queued about stays.
                    for (path, value) in visit.values(&self.organization.time_zone) {
                        values.entry(path).or_insert(value);
                    }
                }
                let member = |uid: &String| Some((member_path(uid.parse().ok()?), MEMBER.to_owned()));
                values.extend(about.segments.iter().filter_map(member));
                let (language, body) = self.body_for(*version, about.recipient)?;
                match body {
                    Body::Email(document) => Outgoing::Email(self.rendered_email(
                        message,
                        (document, language),
                        &values,
                        &leaving,
                        &mut tracked,
                    )),
                    Body::Post(document) => Outgoing::Post(Box::new(self.rendered_mail(message, document, &values))),
                    Body::Voice(document) => Outgoing::Voice(voice::rendered(message, document, &values)),
                    Body::Sms(document) => Outgoing::Sms(sms::rendered(message, document, &values, &mut tracked)),
                }
            }
        };
        Some((outgoing, tracked.made))
    }

    /// Whether a template has a part that only members of a segment see.
    fn asks_for_segments(&self, content: &Content) -> bool {
        let Content::Template { version, .. } = content else { return false };
        let original = self.bodies.get(version).and_then(Option::as_ref);
        let variants = self.variants.get(version).into_iter().flatten().map(|(_, body)| body);
        original
            .into_iter()
            .chain(variants)
            .any(|body| matches!(body, Body::Email(document) if !document.segments().is_empty()))
    }

    /// What a template says to this recipient: in their language, where there is a live variant for the same purpose; else as its
    /// original has it.
    fn body_for(&self, version: i64, recipient: Option<&Recipient>) -> Option<(Language, &Body)> {
        let original = self.bodies.get(&version)?.as_ref()?;
        let spoken = recipient.and_then(|recipient| recipient.language.as_deref()).and_then(Language::of_tag);
        let variants = self.variants.get(&version).map_or(&[][..], Vec::as_slice);
        let fits = |(language, body): &&(Language, Body)| {
            Some(*language) == spoken && body.purpose() == original.purpose() && body.channel() == original.channel()
        };
        let found = variants.iter().find(fits).map(|(language, body)| (*language, body));
        Some(found.unwrap_or((Language::default(), original)))
    }

    /// Whether a template says something about the recipient's next visit.
    fn asks_for_visit(&self, content: &Content) -> bool {
        let Content::Template { version, .. } = content else { return false };
        let body = self.bodies.get(version).and_then(Option::as_ref);
        body.is_some_and(|body| {
            let card = matches!(body, Body::Email(document) if document.shows_visit());
            card || body.texts().iter().any(|text| text.contains("visit."))
        })
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
