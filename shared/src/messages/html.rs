//! Writing HTML by hand, safely: every value goes through [`escape`], every address through [`safe_url`].

use super::brand::Brand;
use super::markup::{Paragraph, Span};
use super::merge::{Values, fill, fill_url};
use super::render::{Links, StyleMode};
use std::fmt::Write;

/// Text as HTML, fit for element content and double-quoted attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(sign),
        }
    }
    escaped
}

/// The address if a link may lead there: the web, mail or a phone; nothing that runs.
pub fn safe_url(url: &str) -> Option<&str> {
    let url = url.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    let allowed = schemes.iter().any(|scheme| lower.starts_with(scheme) && url.len() > scheme.len());
    (allowed && !url.contains(|sign: char| sign.is_whitespace() || sign.is_control())).then_some(url)
}

/// Collects HTML. In [`StyleMode::Data`] styles go to `data-style`: the staff page's security policy ignores `style`
/// attributes, and the preview applies them one by one.
pub struct Html<'a> {
    pub out: String,
    pub values: &'a Values,
    pub links: &'a mut dyn Links,
    pub style: StyleMode,
    /// The organization's looks.
    pub brand: Brand,
    /// Room at the left and right of what is written now.
    pub sides: &'static str,
    /// How wide a picture is here, in pixels.
    pub width: u16,
}

impl<'a> Html<'a> {
    /// Nothing yet, as wide as the card.
    pub fn new(values: &'a Values, links: &'a mut dyn Links, style: StyleMode) -> Self {
        let out = String::with_capacity(8_192);
        Self { out, values, links, style, brand: Brand::of(values), sides: "40px", width: 600 }
    }
}

impl Html<'_> {
    /// `<tag class style>`; an empty class or style is left out.
    pub fn open(&mut self, tag: &str, class: &str, style: &str) {
        self.start(tag, class, style);
        self.out.push('>');
    }

    /// A table of one cell, as mail programs need it for spacing.
    pub fn open_table(&mut self, class: &str, style: &str, width: &str) {
        self.start("table", class, style);
        let _ = write!(
            self.out,
            " role=\"presentation\" width=\"{width}\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">"
        );
    }

    pub fn start(&mut self, tag: &str, class: &str, style: &str) {
        let _ = write!(self.out, "<{tag}");
        if !class.is_empty() {
            self.attribute("class", class);
        }
        if !style.is_empty() {
            self.attribute(self.style.attribute(), style);
        }
    }

    pub fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.out, " {name}=\"{}\"", escape(value));
    }

    pub fn raw(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// The text with its merge fields filled, escaped.
    pub fn filled(&mut self, text: &str) {
        self.text(&fill(text, self.values));
    }

    /// The text as it stands, escaped.
    pub fn text(&mut self, text: &str) {
        self.out.push_str(&escape(text).replace('\n', "<br>"));
    }

    /// Where a link of the template leads, if it may.
    pub fn target(&mut self, url: &str) -> Option<String> {
        let filled = fill_url(url, self.values);
        let url = safe_url(&filled)?;
        Some(self.links.click(url))
    }

    pub fn paragraphs(&mut self, paragraphs: &[Paragraph], style: &str, class: &str) {
        for (index, paragraph) in paragraphs.iter().enumerate() {
            let space = if index + 1 == paragraphs.len() { "margin:0;" } else { "margin:0 0 16px;" };
            match paragraph {
                Paragraph::Lines(lines) => {
                    self.open("p", class, &format!("{space}{style}"));
                    for (index, line) in lines.iter().enumerate() {
                        if index > 0 {
                            self.raw("<br>");
                        }
                        self.spans(line);
                    }
                    self.raw("</p>");
                }
                Paragraph::List(items) => {
                    self.open("ul", class, &format!("{space}padding:0 0 0 24px;{style}"));
                    for item in items {
                        self.open("li", "", "margin:0 0 6px;");
                        self.spans(item);
                        self.raw("</li>");
                    }
                    self.raw("</ul>");
                }
            }
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(text) => self.filled(text),
                Span::Bold(inner) => {
                    self.raw("<strong>");
                    self.spans(inner);
                    self.raw("</strong>");
                }
                Span::Italic(inner) => {
                    self.raw("<em>");
                    self.spans(inner);
                    self.raw("</em>");
                }
                Span::Link { label, url } => {
                    let target = self.target(url);
                    super::draw::link(self, target.as_deref(), |html| html.spans(label));
                }
            }
        }
    }
}
