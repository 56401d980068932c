//! From a template and values to the text that leaves: fields filled, links short and on our own domain.

use super::super::merge::{Values, fill};
use super::super::render::Links;
use super::document::SmsDocument;
use crate::consent::{Purpose, SendingRules};
use crate::ids::MediaId;

/// Characters of the secret of a link in a text message: 96 bits.
pub const SHORT_TOKEN: usize = 16;

/// Links as long as they will be, for previews and counts.
#[derive(Debug, Clone, Default)]
pub struct ShortLinks {
    /// Where the public reaches this server, without a slash at its end.
    pub base: String,
    /// Whether they are counted, and so lead over our own domain even where that is longer.
    pub counted: bool,
}

impl ShortLinks {
    /// As a message for this purpose will have them, by the usual rules.
    pub fn usual(base: &str, purpose: Purpose) -> Self {
        Self { base: base.to_owned(), counted: SendingRules::default().tracks(purpose) }
    }

    /// The link with this secret.
    pub fn of(base: &str, token: &str) -> String {
        format!("{base}/t/{token}")
    }

    /// Whether such a link is shorter than `url`.
    pub fn shortens(base: &str, url: &str) -> bool {
        base.len() + "/t/".len() + SHORT_TOKEN < url.len()
    }
}

impl Links for ShortLinks {
    fn click(&mut self, url: &str) -> String {
        if self.counted || Self::shortens(&self.base, url) {
            Self::of(&self.base, "Hq3k-x7Vd2LwPa9Z")
        } else {
            url.to_owned()
        }
    }

    fn picture(&self, id: MediaId) -> String {
        format!("{}/media/{id}", self.base)
    }
}

/// The text as its recipient gets it.
pub fn render_sms(document: &SmsDocument, values: &Values, links: &mut dyn Links) -> String {
    let filled = fill(document.text.trim(), values);
    let mut text = String::with_capacity(filled.len());
    let mut rest = filled.as_str();
    while let Some(start) = next_link(rest) {
        let (before, from) = rest.split_at(start);
        let end = from.find(char::is_whitespace).unwrap_or(from.len());
        // A full stop after a link ends the sentence.
        let url = from[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']);
        text.push_str(before);
        text.push_str(&links.click(url));
        rest = &from[url.len()..];
    }
    text.push_str(rest);
    text
}

fn next_link(text: &str) -> Option<usize> {
    [text.find("https://"), text.find("http://")].into_iter().flatten().min()
}
