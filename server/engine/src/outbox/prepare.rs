//! Between claiming and handing over: the gate, the rendering, and the commit that says "from here on it may have left".

use crate::{EngineError, Services};
use channels::Outgoing;
use shared::consent::{Decision, Model, Refusal, SendingRules, UtcOffset, Zone, may_send};
use shared::ids::MediaId;
use shared::messages::{Document, Links, Values, render};
use shared::people::Organization;
use shared::time::UtcMillis;
use std::collections::{HashMap, HashSet};
use store::boxed;
use store::outbox::{self, Claimed, Content, Handed, LinkKind, NewLink, PatientFacts};
use store::{Tx, settings, templates, tokens};

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
    documents: HashMap<i64, Document>,
    now: UtcMillis,
    /// Messages whose journey no longer wants them.
    unwanted: HashSet<i64>,
}

/// Asks the gate about each message and prepares those that may go, all in one transaction.
#[boxed]
pub async fn prepare(services: &Services, owner: &str, claimed: Vec<Claimed>) -> Result<Vec<Prepared>, EngineError> {
    let organization = settings::organization(&services.db).await?;
    let mut documents = HashMap::new();
    for message in &claimed {
        if let Content::Template { version, .. } = &message.content
            && !documents.contains_key(version)
        {
            documents.insert(*version, templates::version_document(&services.db, *version).await?);
        }
    }
    let rules = SendingRules::from(&organization);
    let unwanted = crate::journeys::unwanted(services, &claimed).await?;
    let batch = Batch { services, owner, organization, rules, documents, now: services.now(), unwanted };
    let mut prepared = Vec::with_capacity(claimed.len());
    let mut tx = services.db.begin().await?;
    for message in claimed {
        prepared.extend(batch.one(&mut tx, message).await?);
    }
    tx.commit().await?;
    Ok(prepared)
}

impl Batch<'_> {
    async fn one(&self, tx: &mut Tx, message: Claimed) -> Result<Option<Prepared>, EngineError> {
        if message.address.is_empty() {
            outbox::refuse(tx, self.now, self.owner, &message, Refusal::NoAddress).await?;
            return Ok(None);
        }
        if self.unwanted.contains(&message.id) {
            outbox::refuse(tx, self.now, self.owner, &message, Refusal::NoLongerWanted).await?;
            return Ok(None);
        }
        let patient = match message.patient {
            Some(patient) => outbox::patient_facts(tx, patient).await?,
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
        patient: Option<PatientFacts>,
    ) -> Result<Option<Prepared>, EngineError> {
        let (outgoing, links) = self.outgoing(&message, patient.as_ref());
        let handed = Handed {
            headers: outgoing.shown_headers(),
            html: outgoing.html.clone(),
            text: outgoing.text.clone(),
            attachments: outgoing
                .attachments
                .iter()
                .map(|file| (file.file_name.clone(), file.bytes.len() as u64))
                .collect(),
        };
        let until = self.now + super::LEASE;
        if !outbox::mark_sending(tx, self.now, self.owner, until, &message, &outgoing.subject, &handed).await? {
            return Ok(None);
        }
        outbox::store_links(tx, message.id, &links).await?;
        Ok(Some(Prepared { message, outgoing }))
    }

    fn outgoing(&self, message: &Claimed, patient: Option<&PatientFacts>) -> (Outgoing, Vec<NewLink>) {
        let base = &*self.services.public_url;
        let mut tracked = Tracked { base, count: self.rules.tracks(message.purpose), made: Vec::new() };
        let (mut preferences, mut unsubscribe) = (format!("{base}/preferences"), None);
        if message.purpose.model() != Model::Always {
            let token = tracked.fresh(LinkKind::Manage, "");
            preferences = format!("{base}/preferences/{token}");
            unsubscribe = Some(format!("{base}/unsubscribe/{token}"));
        }
        let id = blake3_id(&message.key);
        let organization = &self.organization;
        let fallback_sender = format!("no-reply@{}", domain(base));
        let or =
            |text: &str, other: &str| if text.trim().is_empty() { other.to_owned() } else { text.trim().to_owned() };
        let mut outgoing = Outgoing {
            message_id: String::new(),
            date: self.now,
            from_name: or(&organization.sender_name, &organization.name),
            from_address: or(&organization.sender_address, &fallback_sender),
            to_name: message.recipient_name.clone(),
            to_address: message.address.clone(),
            reply_to: String::new(),
            subject: String::new(),
            html: String::new(),
            text: String::new(),
            attachments: vec![],
            unsubscribe,
        };
        match &message.content {
            Content::Ready { subject, html, text, attachments } => {
                outgoing.subject.clone_from(subject);
                outgoing.html.clone_from(html);
                outgoing.text.clone_from(text);
                outgoing.attachments = attachments
                    .iter()
                    .map(|file| channels::Attachment {
                        file_name: file.file_name.clone(),
                        content_type: file.content_type.clone(),
                        bytes: file.bytes.clone(),
                    })
                    .collect();
            }
            Content::Template { version, merge } => {
                if let Some(document) = self.documents.get(version) {
                    let values = self.values(merge, patient, &preferences, outgoing.unsubscribe.as_deref());
                    let pixel = tracked.count.then(|| format!("{base}/o/{}", tracked.fresh(LinkKind::Open, "")));
                    let rendered = render(document, &values, &mut tracked, "en", pixel.as_deref());
                    outgoing.subject = rendered.subject;
                    outgoing.html = rendered.html;
                    outgoing.text = rendered.text;
                    outgoing.from_name = or(&document.header.sender_name, &outgoing.from_name);
                    outgoing.from_address = or(&document.header.sender_address, &outgoing.from_address);
                    outgoing.reply_to = document.header.reply_to.trim().to_owned();
                }
            }
        }
        let sender_domain = outgoing.from_address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
        outgoing.message_id = format!("{id}@{sender_domain}");
        (outgoing, tracked.made)
    }

    fn values(
        &self,
        merge: &Values,
        patient: Option<&PatientFacts>,
        preferences: &str,
        unsubscribe: Option<&str>,
    ) -> Values {
        let base = &*self.services.public_url;
        let mut values = merge.clone();
        let mut set = |path: &str, value: &str| {
            values.insert(path.to_owned(), value.to_owned());
        };
        set("organization.name", &self.organization.name);
        set("organization.postal_address", &self.organization.postal_address);
        set("organization.phone", &self.organization.phone);
        set("links.events", &format!("{base}/events"));
        set("links.preferences", preferences);
        set("links.unsubscribe", unsubscribe.unwrap_or(preferences));
        if let Some(patient) = patient {
            set("patient.first_name", &patient.given);
            set("patient.last_name", &patient.family);
        }
        values
    }
}

/// Links that count, where counting is on; each with a token of its own.
struct Tracked<'a> {
    base: &'a str,
    count: bool,
    made: Vec<NewLink>,
}

impl Tracked<'_> {
    fn fresh(&mut self, kind: LinkKind, url: &str) -> String {
        let (token, token_hash) = tokens::fresh();
        self.made.push(NewLink { token_hash, kind, url: url.to_owned() });
        token
    }
}

impl Links for Tracked<'_> {
    fn click(&mut self, url: &str) -> String {
        let on_the_web = url.starts_with("https://") || url.starts_with("http://");
        // The preference page has its own token already, and leaving must never depend on counting.
        let manages = url.starts_with(&format!("{}/preferences", self.base))
            || url.starts_with(&format!("{}/unsubscribe", self.base));
        if !self.count || !on_the_web || manages {
            return url.to_owned();
        }
        let token = self.fresh(LinkKind::Click, url);
        format!("{}/c/{token}", self.base)
    }

    fn picture(&self, id: MediaId) -> String {
        format!("{}/media/{id}", self.base)
    }
}

/// The same for every attempt at one message, and says nothing about it.
fn blake3_id(key: &str) -> String {
    blake3::hash(key.as_bytes()).to_hex()[..32].to_owned()
}

/// The host of our own address, fit to stand after an `@`.
fn domain(base: &str) -> &str {
    let host = base.split("://").nth(1).unwrap_or(base).split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() || host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') { "localhost" } else { host }
}
