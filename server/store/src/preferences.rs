//! The preference page's content: every address of the person behind a link, what was said about it, and what they choose there.

use crate::boxed;
use crate::consent::{self, Said};
use crate::db::{Db, Tx};
use crate::error::Result;
use crate::opt_in::{self, Asked};
use crate::outbox::{self, Opened};
use crate::wishes;
use shared::consent::{Channel, ConsentStatus, Purpose, Wishes};
use shared::language::Language;
use shared::patients::ContactSystem;
use shared::time::UtcMillis;

/// One address and channel, with what is sent there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub channel: Channel,
    pub address: String,
    pub wanted: Vec<(Purpose, bool)>,
    /// The link was sent here.
    pub own: bool,
}

impl Line {
    /// Names it in the form, without saying what it is.
    pub fn name(&self) -> String {
        blake3::hash(format!("{}/{}", self.channel.code(), self.address).as_bytes()).to_hex()[..16].to_owned()
    }
}

/// All that the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub lines: Vec<Line>,
    /// `None` when the link belongs to no patient: then nothing is known beyond its own address.
    pub wishes: Option<Wishes>,
}

/// What somebody chose for a line, by [`Line::name`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub name: String,
    pub wanted: Vec<(Purpose, bool)>,
}

/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn page(db: &Db, link: &Opened) -> Result<Page> {
    let mut tx = db.begin().await?;
    let page = page_in(&mut tx, link).await?;
    tx.commit().await?;
    Ok(page)
}

/// The language of the person behind a link, as BCP 47.
///
/// # Errors
/// When the database can't be read.
#[boxed]
pub async fn language(db: &Db, link: &Opened) -> Result<Option<String>> {
    let known: Option<Option<String>> = sqlx::query_scalar("SELECT language FROM patient WHERE id = $1")
        .bind(link.patient)
        .fetch_optional(db.read())
        .await?;
    Ok(known.flatten())
}

async fn page_in(tx: &mut Tx, link: &Opened) -> Result<Page> {
    let mut lines = vec![line(tx, link.channel, &link.address, true).await?];
    let Some(patient) = link.patient else { return Ok(Page { lines, wishes: None }) };
    for (channel, address) in addresses(tx, patient).await? {
        if !lines.iter().any(|line| line.channel == channel && line.address == address) {
            lines.push(line(tx, channel, &address, false).await?);
        }
    }
    lines.sort_by_key(|line| (!line.own, line.channel));
    Ok(Page { lines, wishes: Some(wishes::of(tx, patient).await?) })
}

/// Every address at which a patient is reached, but for former ones.
async fn addresses(tx: &mut Tx, patient: i64) -> Result<Vec<(Channel, String)>> {
    let points: Vec<(String, String)> = sqlx::query_as(
        "SELECT system, address FROM contact_point WHERE patient_id = $1 AND (use_code IS NULL OR use_code <> 'old')
         ORDER BY rank, id LIMIT 12",
    )
    .bind(patient)
    .fetch_all(&mut **tx)
    .await?;
    let mut all = Vec::new();
    for channel in [Channel::Email, Channel::Sms, Channel::Voice] {
        for (system, address) in &points {
            let system = ContactSystem::from_code(system);
            if system.is_some_and(|system| ContactSystem::of_channel(channel).contains(&system)) {
                all.push((channel, address.clone()));
            }
        }
    }
    all.extend(consent::address_of(tx, patient, Channel::Post).await?.map(|address| (Channel::Post, address)));
    Ok(all)
}

async fn line(tx: &mut Tx, channel: Channel, address: &str, own: bool) -> Result<Line> {
    let mut wanted = Vec::with_capacity(Purpose::CHOICES.len());
    for purpose in Purpose::CHOICES {
        let word = consent::current(tx, address, channel, purpose).await?;
        wanted.push((purpose, purpose.wanted(word)));
    }
    Ok(Line { channel, address: address.to_owned(), wanted, own })
}

/// What became of a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// A letter asks to confirm marketing by e-mail.
    pub asked_to_confirm: bool,
}

/// Keeps what the reader chose, and wishes. What was said before, word for word, is not said again; a line that the page did not
/// show is left alone. Everything holds from this moment, for messages that are queued too.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn choose(
    db: &Db,
    now: UtcMillis,
    link: &Opened,
    chosen: &[Choice],
    wished: Option<&Wishes>,
    (language, public_url): (Language, &str),
) -> Result<Kept> {
    let mut tx = db.begin().await?;
    let page = page_in(&mut tx, link).await?;
    let mut kept = Kept::default();
    for line in &page.lines {
        let name = line.name();
        let Some(choice) = chosen.iter().find(|choice| choice.name == name) else { continue };
        if line.own {
            outbox::choose_in(&mut tx, now, link, &choice.wanted).await?;
            continue;
        }
        for (purpose, wanted) in &choice.wanted {
            if line.wanted.contains(&(*purpose, *wanted)) {
                continue;
            }
            let status = if *wanted { ConsentStatus::Granted } else { ConsentStatus::Denied };
            // This link proves nothing about another mailbox.
            if *wanted && opt_in::is_needed(line.channel, *purpose) {
                let asked = Asked {
                    address: &line.address,
                    channel: line.channel,
                    purpose: *purpose,
                    patient: link.patient,
                    source: "preference-page",
                    language,
                    public_url,
                };
                kept.asked_to_confirm |= opt_in::ask(&mut tx, now, &asked).await?;
                continue;
            }
            let said = Said {
                address: &line.address,
                channel: line.channel,
                purpose: *purpose,
                status,
                source: "preference-page",
                text_version: consent::TEXT_VERSION,
                actor: "recipient",
                patient: link.patient,
            };
            consent::record(&mut tx, now, said).await?;
        }
    }
    if let (Some(patient), Some(before), Some(wished)) = (link.patient, page.wishes, wished) {
        // An address that staff wrote down for them stays while the channel does.
        let only_address = if wished.only == before.only { before.only_address } else { String::new() };
        let wished = Wishes { only_address, ..wished.clone() };
        wishes::set(&mut tx, now, patient, &wished, "preference-page", "recipient").await?;
    }
    tx.commit().await?;
    Ok(kept)
}

/// Refuses every purpose on every address that the page shows, and all contact where the person is known.
///
/// # Errors
/// When the database refuses.
#[boxed]
pub async fn leave_everything(db: &Db, now: UtcMillis, link: &Opened, at: (Language, &str)) -> Result<()> {
    let page = page(db, link).await?;
    let nothing = Purpose::CHOICES.map(|purpose| (purpose, false)).to_vec();
    let chosen: Vec<Choice> =
        page.lines.iter().map(|line| Choice { name: line.name(), wanted: nothing.clone() }).collect();
    let wished = page.wishes.map(|wishes| Wishes { do_not_contact: true, ..wishes });
    choose(db, now, link, &chosen, wished.as_ref(), at).await.map(drop)
}
