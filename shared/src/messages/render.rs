//! From a template's document and values to the message: its HTML, and the plain text beside it.

use super::cards;
use super::content::{Align, Content};
use super::document::{Block, Document};
use super::draw::{self, SMALL, WORDS};
use super::frame::Frame;
use super::html::Html;
use super::markup::parse_markup;
use super::merge::{Values, fill};
use super::plain::plain_text;
use super::shared_block::SharedBlock;
use crate::ids::{MediaId, SegmentId};

/// Where links and pictures of the rendered message lead.
pub trait Links {
    /// The address to use for a link of the template: the same, or one that counts the click first.
    fn click(&mut self, url: &str) -> String;
    /// The address of a picture.
    fn picture(&self, id: MediaId) -> String;
}

/// Links as they stand in the template; pictures below `base` (empty on the site itself).
#[derive(Debug, Clone, Default)]
pub struct UntouchedLinks {
    pub base: String,
}

impl Links for UntouchedLinks {
    fn click(&mut self, url: &str) -> String {
        url.to_owned()
    }
    fn picture(&self, id: MediaId) -> String {
        format!("{}/media/{id}", self.base)
    }
}

/// Where an element's style is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StyleMode {
    /// In `style`: what is sent.
    Inline,
    /// In `data-style`: what the editor shows.
    Data,
}

impl StyleMode {
    pub(super) const fn attribute(self) -> &'static str {
        match self {
            Self::Inline => "style",
            Self::Data => "data-style",
        }
    }
}

/// A message ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// Renders the whole message. `pixel` is the address of the picture that counts an opening, when openings are counted.
pub fn render(
    document: &Document,
    values: &Values,
    links: &mut dyn Links,
    language: &str,
    pixel: Option<&str>,
) -> Rendered {
    let subject = fill(&document.header.subject, values).replace(['\r', '\n'], " ");
    let preheader = fill(&document.header.preheader, values);
    let text = plain_text(document, values);
    let mut html = Html::new(values, links, StyleMode::Inline);
    Frame { subject: &subject, preheader: &preheader, language, pixel }.write(&mut html, |html| {
        for (index, block) in document.blocks.iter().enumerate() {
            write_block(html, &block.content, index == 0);
        }
    });
    let html = html.out;
    Rendered { subject, html, text }
}

/// One block as rows of the card, by the very code of [`render`]: what the editor's canvas shows.
pub fn render_block(block: &Block, first: bool, values: &Values, links: &mut dyn Links) -> String {
    let mut html = Html::new(values, links, StyleMode::Data);
    html.open_table("wp-card", "width:100%;background:#ffffff;", "100%");
    write_block(&mut html, &block.content, first);
    html.raw("</table>");
    html.out
}

pub(super) fn write_block(html: &mut Html<'_>, content: &Content, first: bool) {
    match content {
        Content::Heading { text, size, align } => {
            let text = fill(text, html.values);
            draw::heading(html, first, &text, *size, *align);
        }
        Content::Text { text, align } => {
            draw::cell(html, draw::top(first), "12px", *align);
            html.paragraphs(&parse_markup(text), WORDS, "wp-text");
            html.raw("</td></tr>");
        }
        Content::Image { picture, alt, link } => write_picture(html, *picture, alt, link, first),
        Content::Button { label, url, align } => {
            let (label, target) = (fill(label, html.values), html.target(url));
            draw::button(html, first, &label, target.as_deref(), *align);
        }
        Content::Divider => {
            draw::cell(html, "16px", "16px", Align::Start);
            draw::rule(html);
            html.raw("</td></tr>");
        }
        Content::Spacer { height } => {
            let height = (*height).clamp(4, 120);
            html.raw("<tr>");
            html.open("td", "", &format!("height:{height}px;line-height:{height}px;font-size:1px;"));
            html.raw("&nbsp;</td></tr>");
        }
        Content::Section { layout, background, show_to, otherwise, columns } => {
            if html.style == StyleMode::Data || is_shown(*show_to, html.values) {
                cards::section(html, first, *layout, *background, columns);
            } else if !otherwise.trim().is_empty() {
                let text = Content::Text { text: otherwise.clone(), align: Align::Start };
                write_block(html, &text, first);
            }
        }
        Content::Shared { block } => {
            let shared = SharedBlock::of(html.values, *block);
            if let Some(shared) = shared.filter(|shared| shared.content.shared().is_none()) {
                write_block(html, &shared.content, first);
            }
        }
        Content::Quote { text, by } => cards::quote(html, first, text, by),
        Content::Qr { url, label } => cards::qr(html, first, url, label),
        Content::Social { text } => cards::social(html, first, text),
        Content::EventCard { event, label } => cards::event(html, first, *event, label),
        Content::AppointmentCard { text } => cards::appointment(html, first, text),
        Content::Masthead => cards::masthead(html),
        Content::Footer { text } => write_footer(html, text),
    }
}

/// Whether the recipient is among those who see a section.
pub(super) fn is_shown(show_to: Option<SegmentId>, values: &Values) -> bool {
    show_to.is_none_or(|segment| values.get(&member_path(segment)).is_some_and(|value| value == MEMBER))
}

/// The value that says whether the recipient is in a segment.
pub fn member_path(segment: SegmentId) -> String {
    format!("segment.{segment}")
}

/// What stands there for a member.
pub const MEMBER: &str = "yes";

/// Edge to edge: 600 wide on a screen, as wide as the phone on a phone. In a column it keeps the column's sides.
fn write_picture(html: &mut Html<'_>, picture: Option<MediaId>, alt: &str, link: &str, first: bool) {
    html.raw("<tr>");
    let in_column = html.width < 600;
    let room = match (in_column, first) {
        (true, _) => format!("padding:8px {};", html.sides),
        (false, true) => "padding:0;".to_owned(),
        (false, false) => "padding:16px 0;".to_owned(),
    };
    html.open("td", "", &room);
    let family = html.brand.family();
    let Some(picture) = picture else {
        html.open(
            "div",
            "wp-muted",
            &format!("padding:44px 20px;text-align:center;background:#e9ece8;{family}font-size:15px;color:#5b6965;"),
        );
        html.raw("No picture chosen yet</div></td></tr>");
        return;
    };
    let target = html.target(link);
    if let Some(target) = &target {
        html.start("a", "", "");
        html.attribute("href", target);
        html.raw(">");
    }
    let source = html.links.picture(picture);
    html.start("img", "", &format!("display:block;width:100%;height:auto;border:0;{family}font-size:15px;"));
    html.attribute("src", &source);
    let alt = fill(alt, html.values);
    html.attribute("alt", &alt);
    html.raw(&format!(" width=\"{}\">", html.width));
    if target.is_some() {
        html.raw("</a>");
    }
    html.raw("</td></tr>");
}

/// The words of the footer's link, in HTML and plain text.
pub const MANAGE: &str = "Manage your preferences or unsubscribe";

fn write_footer(html: &mut Html<'_>, text: &str) {
    draw::cell(html, "20px", "8px", Align::Start);
    draw::rule(html);
    let paragraphs = parse_markup(text);
    if !paragraphs.is_empty() {
        html.open("div", "", "padding:14px 0 0;");
        html.paragraphs(&paragraphs, SMALL, "wp-muted");
        html.raw("</div>");
    }
    html.open("p", "wp-muted", &format!("margin:14px 0 0;{SMALL}"));
    html.filled("{{organization.name}}\n{{organization.postal_address}}");
    html.raw("</p>");
    html.open("p", "wp-muted", &format!("margin:10px 0 0;{SMALL}"));
    html.start("a", "", "color:#3d4b47;text-decoration:underline;");
    // Never through the click counter: leaving must work whatever happens to it.
    if let Some(url) = html.values.get("links.preferences").cloned() {
        html.attribute("href", &url);
    }
    html.raw(&format!(">{MANAGE}</a></p></td></tr>"));
}
