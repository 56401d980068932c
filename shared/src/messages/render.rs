//! From document and values to the message: the HTML that mail programs of the last twenty years show alike (tables,
//! inline styles, a dark twin for those that know it), and the plain text beside it.

use super::document::{Align, Block, Content, Document, HeadingSize};
use super::html::{Html, escape};
use super::markup::parse_markup;
use super::merge::{Values, fill};
use super::plain::plain_text;
use crate::ids::MediaId;

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

const FONT: &str = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

const HEAD_STYLE: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
@media (prefers-color-scheme:dark){.wp-page{background:#12181a!important}.wp-card{background:#1b2426!important}\
.wp-text{color:#eef3f1!important}.wp-muted{color:#a8b5b1!important}.wp-muted a{color:#c4d0cc!important}\
.wp-link{color:#7fd3bf!important}.wp-rule{border-color:#37464a!important}.wp-button{background:#8fdcc9!important}\
.wp-button a{color:#0d1f1b!important}}\
@media (max-width:620px){.wp-outer{padding:0!important}.wp-card{border-radius:0!important}\
.wp-pad{padding-left:22px!important;padding-right:22px!important}.wp-large{font-size:27px!important}}";

/// Renders the whole message. `pixel` is the address of the picture that counts an opening, when openings are counted.
pub fn render(
    document: &Document,
    values: &Values,
    links: &mut dyn Links,
    language: &str,
    pixel: Option<&str>,
) -> Rendered {
    let subject = fill(&document.header.subject, values).replace(['\r', '\n'], " ");
    let text = plain_text(document, values);
    let mut html = Html { out: String::with_capacity(8_192), values, links, style: StyleMode::Inline };
    html.raw("<!doctype html><html");
    html.attribute("lang", language);
    html.raw("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"x-apple-disable-message-reformatting\"><title>");
    html.raw(&escape(&subject));
    html.raw("</title><style>");
    html.raw(HEAD_STYLE);
    html.raw("</style></head>");
    html.open("body", "wp-page", "margin:0;padding:0;background:#f4f3ef;-webkit-text-size-adjust:100%;");
    let preheader = fill(&document.header.preheader, values);
    if !preheader.is_empty() {
        html.open("div", "", "display:none;max-height:0;overflow:hidden;mso-hide:all;");
        html.raw(&escape(&preheader));
        // Keeps mail programs from filling the preview line with what follows.
        html.raw(&"&#8199;&#65279;&#847; ".repeat(30));
        html.raw("</div>");
    }
    html.open_table("wp-page", "background:#f4f3ef;", "100%");
    html.raw("<tr>");
    html.start("td", "wp-outer", "padding:28px 12px;");
    html.raw(" align=\"center\">");
    html.open_table(
        "wp-card",
        "width:100%;max-width:600px;background:#ffffff;border-radius:14px;overflow:hidden;",
        "600",
    );
    for (index, block) in document.blocks.iter().enumerate() {
        write_block(&mut html, &block.content, index == 0);
    }
    // Room below the last block.
    html.raw("<tr>");
    html.open("td", "", "height:28px;line-height:28px;font-size:1px;");
    html.raw("&nbsp;</td></tr></table></td></tr></table>");
    if let Some(pixel) = pixel {
        html.start("img", "", "display:block;width:1px;height:1px;border:0;");
        html.attribute("src", pixel);
        html.raw(" alt=\"\" width=\"1\" height=\"1\">");
    }
    html.raw("</body></html>");
    Rendered { subject, html: html.out, text }
}

/// One block as rows of the card, by the very code of [`render`]: what the editor's canvas shows.
pub fn render_block(block: &Block, first: bool, values: &Values, links: &mut dyn Links) -> String {
    let mut html = Html { out: String::with_capacity(1_024), values, links, style: StyleMode::Data };
    html.open_table("wp-card", "width:100%;background:#ffffff;", "100%");
    write_block(&mut html, &block.content, first);
    html.raw("</table>");
    html.out
}

fn write_block(html: &mut Html<'_>, content: &Content, first: bool) {
    const SIDES: &str = "40px";
    let top = if first { "36px" } else { "12px" };
    let cell = |html: &mut Html<'_>, style: &str, align: Align| {
        html.raw("<tr>");
        let align = match align {
            Align::Start => "",
            Align::Centre => "text-align:center;",
        };
        html.open("td", "wp-pad", &format!("{FONT}{align}{style}"));
    };
    match content {
        Content::Heading { text, size, align } => {
            cell(html, &format!("padding:{top} {SIDES} 8px;"), *align);
            let (tag, class, style) = match size {
                HeadingSize::Large => {
                    ("h1", "wp-text wp-large", "font-size:31px;line-height:1.2;letter-spacing:-0.01em;")
                }
                HeadingSize::Small => ("h2", "wp-text", "font-size:20px;line-height:1.3;"),
            };
            html.open(tag, class, &format!("margin:0;font-weight:700;color:#14231f;{style}"));
            html.filled(text);
            html.raw(&format!("</{tag}></td></tr>"));
        }
        Content::Text { text, align } => {
            cell(html, &format!("padding:{top} {SIDES} 12px;"), *align);
            html.paragraphs(&parse_markup(text), "font-size:17px;line-height:1.6;color:#2a3935;", "wp-text");
            html.raw("</td></tr>");
        }
        Content::Image { picture, alt, link } => write_picture(html, *picture, alt, link, first),
        Content::Button { label, url, align } => {
            cell(html, &format!("padding:{top} {SIDES} 12px;"), *align);
            let centre = if *align == Align::Centre { "margin:0 auto;" } else { "" };
            html.open_table("", &format!("border-collapse:separate;{centre}"), "auto");
            html.raw("<tr>");
            html.open("td", "wp-button", "border-radius:10px;background:#0b5d4b;");
            html.start(
                "a",
                "",
                &format!("display:inline-block;padding:14px 28px;{FONT}font-size:17px;font-weight:600;line-height:1.2;color:#ffffff;text-decoration:none;border-radius:10px;"),
            );
            if let Some(target) = html.target(url) {
                html.attribute("href", &target);
            }
            html.raw(">");
            html.filled(label);
            html.raw("</a></td></tr></table></td></tr>");
        }
        Content::Divider => {
            cell(html, &format!("padding:16px {SIDES};"), Align::Start);
            html.open("div", "wp-rule", "border-top:1px solid #dcdfd9;font-size:1px;line-height:1px;");
            html.raw("&nbsp;</div></td></tr>");
        }
        Content::Spacer { height } => {
            let height = (*height).clamp(4, 120);
            html.raw("<tr>");
            html.open("td", "", &format!("height:{height}px;line-height:{height}px;font-size:1px;"));
            html.raw("&nbsp;</td></tr>");
        }
        Content::Footer { text } => write_footer(html, text, SIDES),
    }
}

/// Edge to edge: 600 wide on a screen, as wide as the phone on a phone.
fn write_picture(html: &mut Html<'_>, picture: Option<MediaId>, alt: &str, link: &str, first: bool) {
    html.raw("<tr>");
    html.open("td", "", if first { "padding:0;" } else { "padding:16px 0;" });
    let Some(picture) = picture else {
        html.open(
            "div",
            "wp-muted",
            &format!("padding:44px 20px;text-align:center;background:#e9ece8;{FONT}font-size:15px;color:#5b6965;"),
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
    html.start("img", "", &format!("display:block;width:100%;height:auto;border:0;{FONT}font-size:15px;"));
    html.attribute("src", &source);
    let alt = fill(alt, html.values);
    html.attribute("alt", &alt);
    html.raw(" width=\"600\">");
    if target.is_some() {
        html.raw("</a>");
    }
    html.raw("</td></tr>");
}

/// The words of the footer's link, in HTML and plain text.
pub const MANAGE: &str = "Manage your preferences or unsubscribe";

fn write_footer(html: &mut Html<'_>, text: &str, sides: &str) {
    const SMALL: &str = "font-size:13px;line-height:1.6;color:#5b6965;";
    html.raw("<tr>");
    html.open("td", "wp-pad", &format!("{FONT}padding:20px {sides} 8px;"));
    html.open("div", "wp-rule", "border-top:1px solid #dcdfd9;font-size:1px;line-height:1px;");
    html.raw("&nbsp;</div>");
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
