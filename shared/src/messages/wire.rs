//! What pages about templates, pictures and sent messages are told.

use super::{
    Body, ChannelPause, CheckFacts, GalleryGroup, OriginKind, PrintedMail, Problem, SharedBlock, Values, VoiceLanguage,
};
use crate::coded;
use crate::coded::Known;
use crate::consent::{Channel, Purpose, Refusal};
use crate::ids::{EventId, MediaId, MessageId, PrintBatchId, TemplateId};
use crate::language::Language;
use crate::phi::Phi;
use crate::time::UtcMillis;
use serde::{Deserialize, Serialize};

coded! {
    /// Where a template stands. Only a live one can be used by a journey.
    pub enum TemplateStatus {
        Draft = "draft", "Draft";
        Live = "live", "Live";
        Stopped = "stopped", "Stopped";
        Archived = "archived", "Archived";
    }
}

/// A line of the list of templates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRow {
    pub id: TemplateId,
    pub name: String,
    pub status: TemplateStatus,
    /// A new version is being written beside the live one.
    pub editing: bool,
    pub channel: Channel,
    pub subject: String,
    pub purpose: Purpose,
    pub updated_at: UtcMillis,
    /// Messages sent from any of its versions.
    pub sent: u64,
    /// Journeys that send it, or are being drawn to.
    pub used_by: u64,
    /// The first picture, for the card.
    pub picture: Option<MediaId>,
}

/// A template as the editor opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    pub id: TemplateId,
    pub name: String,
    pub status: TemplateStatus,
    /// The live version's number; 0 before the first.
    pub version: u32,
    /// True when `body` may be changed: a draft, or a new version beside a live one.
    pub editable: bool,
    /// Raised by every save: a save that names an older one is refused.
    pub revision: i64,
    pub updated_at: UtcMillis,
    pub body: Body,
}

/// A message in one of its languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantLine {
    pub id: TemplateId,
    /// `None` is the original, which everybody gets whose language has no variant.
    pub language: Option<Language>,
    pub status: TemplateStatus,
}

/// A template of the gallery, by what staff call it in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GalleryLine {
    pub code: String,
    pub group: GalleryGroup,
    pub channels: Vec<Channel>,
    pub names: Vec<(Language, String)>,
}

/// What going live came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoLive {
    Live(TemplateView),
    Refused(Vec<Problem>),
}

/// What became of a test message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestSent {
    OnItsWay,
    /// No provider is configured: it stays in the outbox, where staff can look at it.
    KeptInSandbox,
}

/// A picture of the media library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub id: MediaId,
    pub name: String,
    pub alt: String,
    pub bytes: u64,
    pub uploaded_at: UtcMillis,
}

/// A template a journey can send, by the immutable version that is live now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChoice {
    pub version_key: i64,
    pub id: TemplateId,
    pub name: String,
    pub channel: Channel,
    pub subject: String,
}

coded! {
    /// Where a message stands.
    pub enum MessageStatus {
        Queued = "queued", "Waiting";
        /// Waits for quiet hours to end.
        Held = "held", "Held";
        Sending = "sending", "Being sent";
        Sent = "sent", "Sent";
        Refused = "refused", "Refused";
        Failed = "failed", "Failed";
        /// It was wanted until a moment that has passed, or was tried for days.
        Expired = "expired", "Expired";
        /// The process stopped, or the line broke, between handing the message over and hearing that it was taken.
        InDoubt = "in-doubt", "In doubt";
    }
}

/// A line of the list of messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRow {
    pub id: MessageId,
    pub channel: Known<Channel>,
    pub recipient: Phi<String>,
    pub address: Phi<String>,
    pub subject: String,
    pub purpose: Known<Purpose>,
    pub status: Known<MessageStatus>,
    pub refusal: Option<Refusal>,
    pub origin: Known<OriginKind>,
    /// When it was sent, or else when it was queued.
    pub at: UtcMillis,
}

impl MessageRow {
    /// Why it was refused, in the words of its channel.
    pub fn refused_because(&self) -> Option<&'static str> {
        self.refusal.zip(self.channel.known()).map(|(why, channel)| why.label(channel))
    }
}

/// A message as its recipient sees it, and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageView {
    pub row: MessageRow,
    pub queued_at: UtcMillis,
    pub sent_at: Option<UtcMillis>,
    /// When it is tried next; `None` once that is over.
    pub next_try: Option<UtcMillis>,
    pub attempts: u32,
    /// What the mail server, or whoever else carries it, answered last; for staff.
    pub answer: String,
    /// `None` while it has not been rendered.
    pub shown: Option<Shown>,
    /// When the carrier reported that it arrived.
    pub delivered_at: Option<UtcMillis>,
    pub opened_at: Option<UtcMillis>,
    pub clicks: u32,
}

/// A message as its recipient gets it, by channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "kebab-case")]
pub enum Shown {
    Email(ShownEmail),
    Sms(ShownSms),
    Voice(ShownVoice),
    Post(Box<Phi<PrintedMail>>),
}

/// Cards and letters that were downloaded together for the print house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintBatch {
    pub id: PrintBatchId,
    pub at: UtcMillis,
    pub pieces: u64,
}

/// What waits for the print house, and what went there lately.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PrintBatches {
    /// False when a carrier prints and mails by itself.
    pub by_hand: bool,
    pub waiting: u64,
    pub batches: Vec<PrintBatch>,
}

/// An e-mail without its HTML, which is looked at in a frame of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownEmail {
    /// Name and value, as they were sent.
    pub headers: Vec<(String, String)>,
    pub text: Phi<String>,
    pub has_html: bool,
    /// File name and size in bytes.
    pub attachments: Vec<(String, u64)>,
}

/// A text message as the phone shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownSms {
    pub text: Phi<String>,
    /// How many segments it took.
    pub segments: u32,
}

/// A script as it was read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownVoice {
    pub script: Phi<String>,
    pub language: VoiceLanguage,
    /// How long it takes to say, about.
    pub seconds: u32,
}

/// How many messages stand where; the outbox page's tabs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OutboxCounts {
    pub by_status: Vec<(MessageStatus, u64)>,
    /// Channels without a provider: their messages are kept here and go nowhere.
    pub sandboxes: Vec<Channel>,
    /// Channels that send nothing for a while.
    pub pauses: Vec<ChannelPause>,
}

/// An event that a card can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventChoice {
    pub id: EventId,
    pub name: String,
    pub values: Values,
}

/// All the editor needs to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateOpened {
    pub template: TemplateView,
    pub facts: CheckFacts,
    /// The organization's own values, for the preview.
    pub values: Values,
    /// This message in its languages, the original first.
    pub variants: Vec<VariantLine>,
    /// Blocks that several messages show, by name.
    pub shared_blocks: Vec<SharedBlock>,
    /// Events that a card can show, soonest first, with what previews say of them.
    pub events: Vec<EventChoice>,
    /// The address that test messages go to unless another is typed: the person's own.
    pub own_address: String,
}
