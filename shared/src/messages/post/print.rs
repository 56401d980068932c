//! From a template and values to what is printed: fields filled, the rest left to whoever sets the type.

use super::super::markup::{Paragraph, Span, parse_markup};
use super::super::merge::{Values, fill};
use super::address::PostalAddress;
use super::code::MailingCode;
use super::document::{PostDocument, PostKind};
use crate::ids::MediaId;
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// A card or letter ready to be printed; stored as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PrintedMail {
    /// Its stored name is not "kind", which tells contents of the outbox apart.
    #[serde(rename = "form")]
    pub kind: PostKind,
    pub language: Language,
    pub picture: Option<MediaId>,
    pub headline: String,
    pub front: Vec<Paragraph>,
    /// The back of a card, the pages of a letter.
    pub text: Vec<Paragraph>,
    pub sender: String,
    pub sender_address: PostalAddress,
    pub recipient: String,
    pub address: PostalAddress,
    /// The date at the head of a letter, in the reader's language.
    pub dated: String,
    /// [`MailingCode`], as it is printed; empty on tests.
    pub code: String,
}

impl PrintedMail {
    /// The line that stands for it in lists.
    pub fn title(&self) -> String {
        match self.kind {
            PostKind::Postcard => self.headline.clone(),
            PostKind::Letter => self.text.first().map(first_line).unwrap_or_default(),
        }
    }

    /// What is said before the code.
    pub const fn code_label(&self) -> &'static str {
        match self.language {
            Language::English => "Your code:",
            Language::Spanish => "Su código:",
        }
    }
}

fn first_line(paragraph: &Paragraph) -> String {
    let (Paragraph::Lines(lines) | Paragraph::List(lines)) = paragraph;
    lines.first().map(|spans| words(spans)).unwrap_or_default()
}

/// The words of spans without their form.
fn words(spans: &[Span]) -> String {
    let word = |span: &Span| match span {
        Span::Text(text) => text.clone(),
        Span::Bold(inner) | Span::Italic(inner) | Span::Link { label: inner, .. } => words(inner),
    };
    spans.iter().map(word).collect()
}

/// The words of a template with these values. Names and addresses are the caller's.
pub fn render_post(document: &PostDocument, values: &Values) -> PrintedMail {
    let card = document.kind == PostKind::Postcard;
    let text = if card { &document.back } else { &document.letter };
    let get = |path: &str| values.get(path).cloned().unwrap_or_default();
    PrintedMail {
        kind: document.kind,
        language: document.language,
        picture: document.picture.filter(|_| card),
        headline: if card { fill(document.headline.trim(), values) } else { String::new() },
        front: if card { filled(&document.front, values) } else { Vec::new() },
        text: filled(text, values),
        sender: get("organization.name"),
        sender_address: PostalAddress::from_lines(&get("organization.postal_address")),
        ..PrintedMail::default()
    }
}

/// What previews print as the code.
pub fn sample_code() -> String {
    MailingCode::of(27_182).map(|code| code.to_string()).unwrap_or_default()
}

/// Paragraphs with their fields filled. What a value says is never read as markup.
fn filled(text: &str, values: &Values) -> Vec<Paragraph> {
    let mut paragraphs = parse_markup(text);
    for paragraph in &mut paragraphs {
        let (Paragraph::Lines(lines) | Paragraph::List(lines)) = paragraph;
        lines.iter_mut().for_each(|line| fill_spans(line, values));
    }
    paragraphs
}

fn fill_spans(spans: &mut [Span], values: &Values) {
    for span in spans {
        match span {
            Span::Text(text) => *text = fill(text, values),
            Span::Bold(inner) | Span::Italic(inner) => fill_spans(inner, values),
            Span::Link { label, url } => {
                fill_spans(label, values);
                *url = fill(url, values);
            }
        }
    }
}
