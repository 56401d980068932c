//! A letter in plain sentences, written by Waypost itself: it looks like a template's message and says the same in both forms.

use super::content::{Align, HeadingSize};
use super::draw;
use super::frame::Frame;
use super::html::{Html, safe_url};
use super::merge::Values;
use super::render::{Rendered, StyleMode, UntouchedLinks};

/// What is said is text, never markup or a merge field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    subject: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Paragraph(String),
    Facts(Vec<(&'static str, String)>),
    Button { label: &'static str, url: String },
    Link { label: &'static str, url: String },
}

impl Letter {
    /// A letter that opens with its subject. A line end in it must not become a header: it becomes a space.
    pub fn new(subject: &str) -> Self {
        let subject = subject.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
        Self { subject, parts: Vec::new() }
    }

    #[must_use]
    pub fn paragraph(self, text: impl Into<String>) -> Self {
        self.with(Part::Paragraph(text.into()))
    }

    /// Labels and values.
    #[must_use]
    pub fn facts(self, facts: Vec<(&'static str, String)>) -> Self {
        self.with(Part::Facts(facts))
    }

    #[must_use]
    pub fn button(self, label: &'static str, url: &str) -> Self {
        self.with(Part::Button { label, url: url.to_owned() })
    }

    #[must_use]
    pub fn link(self, label: &'static str, url: &str) -> Self {
        self.with(Part::Link { label, url: url.to_owned() })
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// Both forms, signed.
    pub fn sign(&self, signature: &str) -> Rendered {
        Rendered { subject: self.subject.clone(), html: self.html(signature), text: self.text(signature) }
    }

    fn html(&self, signature: &str) -> String {
        let (values, mut links) = (Values::new(), UntouchedLinks::default());
        let mut html = Html::new(&values, &mut links, StyleMode::Inline);
        Frame { subject: &self.subject, preheader: "", language: "en", pixel: None }.write(&mut html, |html| {
            draw::heading(html, true, &self.subject, HeadingSize::Large, Align::Start);
            for part in &self.parts {
                part.html(html);
            }
            draw::cell(html, "20px", "8px", Align::Start);
            draw::rule(html);
            html.open("p", "wp-muted", &format!("margin:14px 0 0;{}", draw::SMALL));
            html.text(signature);
            html.raw("</p></td></tr>");
        });
        html.out
    }

    fn text(&self, signature: &str) -> String {
        let parts: String = self.parts.iter().map(Part::text).collect();
        format!("{}\n\n{parts}\n{signature}\n", self.subject)
    }
}

impl Part {
    fn html(&self, html: &mut Html<'_>) {
        match self {
            Self::Paragraph(text) => {
                draw::cell(html, "8px", "8px", Align::Start);
                html.open("p", "wp-text", &format!("margin:0;{}", draw::WORDS));
                html.text(text);
                html.raw("</p></td></tr>");
            }
            Self::Facts(facts) => draw::facts(html, facts),
            Self::Button { label, url } => draw::button(html, false, label, safe_url(url), Align::Start),
            Self::Link { label, url } => {
                draw::cell(html, "0", "4px", Align::Start);
                html.open("p", "wp-text", &format!("margin:0;{}", draw::WORDS));
                draw::link(html, safe_url(url), |html| html.text(label));
                html.raw("</p></td></tr>");
            }
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Paragraph(text) => format!("{text}\n\n"),
            Self::Facts(facts) => {
                let lines: String = facts.iter().map(|(label, value)| format!("{label}: {value}\n")).collect();
                format!("{lines}\n")
            }
            Self::Button { label, url } => format!("{label}: {url}\n\n"),
            Self::Link { label, url } => format!("{label}: {url}\n"),
        }
    }
}
