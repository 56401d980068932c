//! What stands in the way of going live, each problem at its place. The server refuses by it; the editor lists it as one types.

use super::cards::is_social_line;
use super::content::{BlockField, Content};
use super::document::{BlockId, Document, HeaderField};
use super::html::safe_url;
use super::markup::{Paragraph, Span, parse_markup};
use super::merge::{FIELDS, Piece, fill, pieces, sample_values, unknown_fields};
use super::render::{UntouchedLinks, render};
use crate::consent::{Model, Purpose};
use crate::email_address::EmailAddress;
use serde::{Deserialize, Serialize};

/// What the check must know beyond the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckFacts {
    /// The organization's postal address is set (15 USC 7704(a)(5)).
    pub postal_address_known: bool,
    /// The organization's name.
    pub organization: String,
    /// Where the public reaches this server, without a slash at its end: what short links start with. Empty: of a usual length.
    pub base: String,
}

/// Where a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    Header(HeaderField),
    Block(BlockId, BlockField),
    /// A part of a message that has no blocks.
    Part(Part),
    /// The message as a whole.
    Message,
}

/// A part of a text message, a call or a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The large line on the front of a card.
    Headline,
    /// What stands below it.
    Front,
    Text,
}

impl Part {
    /// The name of its input on the page, and of complaints about it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Front => "front",
            Self::Text => "text",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The template can't go live.
    Error,
    Warning,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub place: Place,
    pub severity: Severity,
    /// What is missing and how to put it right.
    pub text: String,
}

/// True when some problem keeps the template from going live.
pub fn is_blocked(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// What keeps the message from arriving under a subject and from a sender: Go live refuses it among other things, and a
/// test refuses nothing else.
pub fn check_envelope(document: &Document) -> Vec<Problem> {
    let mut found = Found::default();
    header(document, &mut found);
    let of_envelope = |place: Place| match place {
        Place::Header(HeaderField::Subject | HeaderField::SenderName | HeaderField::SenderAddress) => true,
        Place::Header(HeaderField::Preheader | HeaderField::ReplyTo)
        | Place::Block(..)
        | Place::Part(_)
        | Place::Message => false,
    };
    found.0.retain(|problem| problem.severity == Severity::Error && of_envelope(problem.place));
    found.0
}

/// Above this mail programs clip the message, and the unsubscribe link with it.
const ADVISED_BYTES: usize = 100_000;

/// Looks at everything and says all of it, header first, then block by block.
pub fn check(document: &Document, facts: &CheckFacts) -> Vec<Problem> {
    let mut found = Found::default();
    header(document, &mut found);
    for block in document.all() {
        content(block.id, &block.content, &mut found);
    }
    whole(document, facts, &mut found);
    found.0
}

/// What was found so far.
#[derive(Default)]
pub(super) struct Found(pub Vec<Problem>);

impl Found {
    pub fn add(&mut self, place: Place, severity: Severity, text: impl Into<String>) {
        self.0.push(Problem { place, severity, text: text.into() });
    }

    pub fn error(&mut self, place: Place, text: impl Into<String>) {
        self.add(place, Severity::Error, text);
    }

    pub fn fields(&mut self, place: Place, text: &str) {
        for path in unknown_fields(text) {
            self.error(place, format!("The field {{{{{path}}}}} is not known. Choose one from the insert menu."));
        }
        for piece in pieces(text) {
            match piece {
                Piece::Unclosed(_) => self.error(place, "A field opens with {{ but does not close with }}."),
                Piece::Field { path, fallback } if fallback.unwrap_or_default().is_empty() => {
                    if FIELDS
                        .iter()
                        .any(|field| field.path == path && field.may_be_missing && path.starts_with("patient."))
                    {
                        let advice = format!(
                            "{{{{{path}}}}} leaves a hole where the name is not known. Add a fallback: {{{{{path}|there}}}}."
                        );
                        self.add(place, Severity::Warning, advice);
                    }
                }
                Piece::Field { .. } | Piece::Text(_) => {}
            }
        }
    }
}

fn header(document: &Document, found: &mut Found) {
    let header = &document.header;
    let at = Place::Header;
    if header.subject.trim().is_empty() {
        found.error(at(HeaderField::Subject), "The subject is missing.");
    } else if header.subject.chars().count() > 200 {
        found.error(at(HeaderField::Subject), "The subject is longer than 200 characters. Shorten it.");
    }
    if header.sender_name.trim().is_empty() {
        found.error(at(HeaderField::SenderName), "The sender's name is missing.");
    }
    if header.sender_address.trim().is_empty() {
        found.error(at(HeaderField::SenderAddress), "The sender's address is missing.");
    } else if header.sender_address.parse::<EmailAddress>().is_err() {
        found.error(
            at(HeaderField::SenderAddress),
            "The sender's address is not an e-mail address like news@example.org.",
        );
    }
    if !header.reply_to.trim().is_empty() && header.reply_to.parse::<EmailAddress>().is_err() {
        found.error(at(HeaderField::ReplyTo), "The reply address is not an e-mail address like care@example.org.");
    }
    if header.preheader.trim().is_empty() {
        found.add(
            at(HeaderField::Preheader),
            Severity::Warning,
            "Without a preview line, inboxes show the first words of the message.",
        );
    }
    found.fields(at(HeaderField::Subject), &header.subject);
    found.fields(at(HeaderField::Preheader), &header.preheader);
}

fn content(id: BlockId, content: &Content, found: &mut Found) {
    let at = |field: BlockField| Place::Block(id, field);
    for (field, text) in content.texts() {
        found.fields(at(field), text);
    }
    match content {
        Content::Heading { text, .. } => {
            if text.trim().is_empty() {
                found.add(at(BlockField::Text), Severity::Warning, "This heading is empty.");
            }
        }
        Content::Text { text, .. } | Content::Footer { text } => {
            for paragraph in parse_markup(text) {
                let lines = match paragraph {
                    Paragraph::Lines(lines) | Paragraph::List(lines) => lines,
                };
                lines.iter().for_each(|line| text_links(line, at(BlockField::Text), found));
            }
        }
        Content::Image { picture, alt, link } => {
            if picture.is_none() {
                found.error(at(BlockField::Picture), "No picture is chosen.");
            }
            if alt.trim().is_empty() {
                found.error(at(BlockField::Alt), "The picture has no description for people who can't see it.");
            }
            if !link.trim().is_empty() && !leads_somewhere(link) {
                found.error(at(BlockField::Link), "The picture's link must start with https://.");
            }
        }
        Content::Button { label, url, .. } => {
            if label.trim().is_empty() {
                found.error(at(BlockField::Label), "The button says nothing.");
            }
            if url.trim().is_empty() {
                found.error(at(BlockField::Link), "The button leads nowhere: its link is empty.");
            } else if !leads_somewhere(url) {
                found.error(at(BlockField::Link), "The button's link must start with https://.");
            }
        }
        Content::Section { columns, .. } => {
            if columns.iter().all(Vec::is_empty) {
                found.add(at(BlockField::Text), Severity::Warning, "These columns are empty.");
            }
            if columns.iter().flatten().any(|block| !block.content.fits_a_column()) {
                found.error(at(BlockField::Text), "A column can't hold other columns, a footer or the logo.");
            }
        }
        Content::Quote { text, .. } => {
            if text.trim().is_empty() {
                found.add(at(BlockField::Text), Severity::Warning, "This quote is empty.");
            }
        }
        Content::Qr { url, label } => {
            if !leads_somewhere(url) {
                found.error(at(BlockField::Link), "The code leads nowhere: its link must start with https://.");
            } else if url.len() > 300 {
                found.error(at(BlockField::Link), "The link is too long for a code that a phone can read. Shorten it.");
            }
            if label.trim().is_empty() {
                found.error(at(BlockField::Label), "The code has no words for those who do not see it.");
            }
        }
        Content::Social { text } => {
            for line in text.lines().filter(|line| !line.trim().is_empty() && !is_social_line(line)) {
                found.error(
                    at(BlockField::Text),
                    format!("“{line}” needs a name, a space and an address that starts with https://."),
                );
            }
        }
        Content::EventCard { event, label } => {
            if event.is_none() {
                found.error(at(BlockField::Event), "No event is chosen.");
            }
            if label.trim().is_empty() {
                found.error(at(BlockField::Label), "The event's button says nothing.");
            }
        }
        Content::AppointmentCard { .. }
        | Content::Shared { .. }
        | Content::Masthead
        | Content::Divider
        | Content::Spacer { .. } => {}
    }
}

fn text_links(spans: &[Span], place: Place, found: &mut Found) {
    for span in spans {
        match span {
            Span::Text(_) => {}
            Span::Bold(inner) | Span::Italic(inner) => text_links(inner, place, found),
            Span::Link { url, .. } => {
                if !leads_somewhere(url) {
                    found.error(place, format!("The link {url} must start with https://."));
                }
            }
        }
    }
}

/// A link that a merge field fills in whole can be judged only at sending; its sample is judged here.
fn leads_somewhere(url: &str) -> bool {
    safe_url(&fill(url, &sample_values())).is_some()
}

/// What nobody can refuse is only what the system itself writes.
pub(super) const ANSWERS: &str = "“Answers to a request” is for what Waypost writes by itself, such as confirmations. Choose the purpose that people can refuse.";

fn whole(document: &Document, facts: &CheckFacts, found: &mut Found) {
    let texts: Vec<&str> = document.all().flat_map(|block| block.content.texts()).map(|(_, text)| text).collect();
    let has_footer = document.blocks.iter().any(|block| matches!(block.content, Content::Footer { .. }));
    let uses = |path: &str| {
        texts.iter().any(|text| {
            pieces(text).iter().any(|piece| matches!(piece, Piece::Field { path: used, .. } if *used == path))
        })
    };
    let refusable = document.header.purpose.model() != Model::Always;
    if refusable && !has_footer && !uses("links.unsubscribe") && !uses("links.preferences") {
        found.error(Place::Message, "The unsubscribe link is missing. Add a footer.");
    }
    if document.header.purpose == Purpose::Transactional {
        found.error(Place::Message, ANSWERS);
    }
    if document.header.purpose != Purpose::Transactional && !has_footer && !uses("organization.postal_address") {
        found.error(Place::Message, "The organization's postal address is missing. Add a footer.");
    }
    if !facts.postal_address_known && (has_footer || uses("organization.postal_address")) {
        found.error(
            Place::Message,
            "The organization's postal address is not set. An administrator enters it in Settings.",
        );
    }
    let words = document
        .all()
        .any(|block| matches!(block.content, Content::Heading { .. } | Content::Text { .. } | Content::Image { .. }));
    if !words {
        found.error(Place::Message, "The message is empty. Add a heading, a text or a picture.");
    }
    let size = render(document, &sample_values(), &mut UntouchedLinks::default(), "en", None).html.len();
    if size > ADVISED_BYTES {
        let size = size / 1_000;
        found.add(
            Place::Message,
            Severity::Warning,
            format!("The message has {size} kB. Above 100 kB, e-mail programs cut off the end, and the unsubscribe link with it."),
        );
    }
}
