//! The larger blocks of an e-mail: sections with columns, cards of an event and a visit, quotes, codes, social links, the head with
//! the logo. Drawn as tables, for mail programs of the last twenty years.

use super::columns::{Background, Layout};
use super::content::Align;
use super::document::Block;
use super::draw::{self, SMALL, WORDS};
use super::event_values::prefix;
use super::html::{Html, safe_url};
use super::merge::fill;
use super::render::write_block;
use crate::ids::EventId;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Columns beside one another; where there is no room for them they stand below one another, without a media query.
pub(super) fn section(
    html: &mut Html<'_>,
    first: bool,
    layout: Layout,
    background: Background,
    columns: &[Vec<Block>],
) {
    let (class, style) = background.style();
    html.raw("<tr>");
    html.open("td", "wp-pad", &format!("padding:{} 32px 12px;", draw::top(first)));
    html.open_table(class, &format!("width:100%;border-collapse:separate;{style}"), "100%");
    html.raw("<tr>");
    // Without a size of type, the line end between two columns takes no room.
    html.open("td", "", "padding:6px 0 12px;font-size:0;line-height:0;");
    html.raw("<!--[if mso]><table role=\"presentation\" width=\"100%\"><tr><![endif]-->");
    let (sides, width) = (html.sides, html.width);
    for (column, room) in columns.iter().zip(layout.widths()) {
        html.raw(&format!("<!--[if mso]><td width=\"{room}\" valign=\"top\"><![endif]-->"));
        html.open(
            "div",
            "wp-column",
            &format!("display:inline-block;width:100%;max-width:{room}px;vertical-align:top;"),
        );
        html.open_table("", "width:100%;", "100%");
        (html.sides, html.width) = ("16px", room.saturating_sub(32));
        column.iter().for_each(|block| write_block(html, &block.content, false));
        (html.sides, html.width) = (sides, width);
        html.raw("</table></div><!--[if mso]></td><![endif]-->");
    }
    html.raw("<!--[if mso]></tr></table><![endif]--></td></tr></table></td></tr>");
}

pub(super) fn quote(html: &mut Html<'_>, first: bool, text: &str, by: &str) {
    draw::cell(html, draw::top(first), "12px", Align::Start);
    let color = html.brand.color.clone();
    html.open("blockquote", "", &format!("margin:0;padding:4px 0 4px 18px;border-left:4px solid {color};"));
    html.open("p", "wp-text", &format!("margin:0;font-style:italic;{WORDS}"));
    html.filled(text);
    html.raw("</p>");
    let by = fill(by, html.values);
    if !by.trim().is_empty() {
        html.open("p", "wp-muted", &format!("margin:8px 0 0;{SMALL}"));
        html.text(&by);
        html.raw("</p>");
    }
    html.raw("</blockquote></td></tr>");
}

/// A code of table cells: it is seen where pictures are not loaded.
pub(super) fn qr(html: &mut Html<'_>, first: bool, url: &str, label: &str) {
    let Some(target) = html.target(url) else { return };
    let Ok(code) = QrCode::with_error_correction_level(target.as_bytes(), EcLevel::L) else { return };
    let (size, colors) = (code.width(), code.to_colors());
    let label = fill(label, html.values);
    draw::cell(html, draw::top(first), "12px", Align::Centre);
    html.open_table("", "margin:0 auto;background:#ffffff;", "auto");
    html.raw("<tr>");
    html.open("td", "", "padding:12px;background:#ffffff;");
    html.raw("<table role=\"img\"");
    html.attribute("aria-label", &format!("QR code: {label}"));
    html.raw(" cellpadding=0 cellspacing=0 border=0><tr>");
    html.raw(&"<td width=4 height=0></td>".repeat(size));
    html.raw("</tr>");
    for row in colors.chunks(size) {
        html.raw("<tr height=4>");
        for run in row.chunk_by(|a, b| a == b) {
            let _ = match (run.len(), run.first() == Some(&Color::Dark)) {
                (1, false) => write!(html.out, "<td></td>"),
                (1, true) => write!(html.out, "<td bgcolor=#000></td>"),
                (cells, false) => write!(html.out, "<td colspan={cells}></td>"),
                (cells, true) => write!(html.out, "<td colspan={cells} bgcolor=#000></td>"),
            };
        }
        html.raw("</tr>");
    }
    html.raw("</table></td></tr></table>");
    if !label.trim().is_empty() {
        html.open("p", "wp-muted", &format!("margin:8px 0 0;{SMALL}"));
        html.text(&label);
        html.raw("</p>");
    }
    html.raw("</td></tr>");
}

/// A name and an address a line.
pub(super) fn social_links(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter_map(|line| line.trim().rsplit_once(char::is_whitespace)).map(|(name, url)| (name.trim(), url))
}

pub(super) fn social(html: &mut Html<'_>, first: bool, text: &str) {
    draw::cell(html, draw::top(first), "12px", Align::Centre);
    html.open("p", "wp-text", &format!("margin:0;{WORDS}"));
    for (number, (name, url)) in social_links(text).enumerate() {
        if number > 0 {
            html.raw(" &nbsp;&middot;&nbsp; ");
        }
        let target = html.target(url);
        draw::link(html, target.as_deref(), |html| html.text(name));
    }
    html.raw("</p></td></tr>");
}

/// What, when, where, and a button. Nothing without a name.
pub(super) fn event(html: &mut Html<'_>, first: bool, event: Option<EventId>, label: &str) {
    let prefix = prefix(event);
    let get = |name: &str| html.values.get(&format!("{prefix}{name}")).cloned().unwrap_or_default();
    let (name, starts, venue, url) = (get("name"), get("starts"), get("venue"), get("url"));
    if name.trim().is_empty() {
        return;
    }
    card(html, first, &name, &[starts, venue], |html| {
        let target = html.target(&url);
        if target.is_some() {
            let label = fill(label, html.values);
            draw::button_in_cell(html, &label, target.as_deref());
        }
    });
}

/// What, when, where; the text where there is no visit.
pub(super) fn appointment(html: &mut Html<'_>, first: bool, text: &str) {
    let get = |path: &str| html.values.get(path).cloned().unwrap_or_default();
    let (what, starts, place) = (get("visit.what"), get("visit.starts"), get("visit.place"));
    if starts.trim().is_empty() {
        let text = fill(text, html.values);
        if !text.trim().is_empty() {
            draw::cell(html, draw::top(first), "12px", Align::Start);
            html.open("p", "wp-text", &format!("margin:0;{WORDS}"));
            html.text(&text);
            html.raw("</p></td></tr>");
        }
        return;
    }
    card(html, first, &starts, &[what, place], |_| {});
}

fn card(html: &mut Html<'_>, first: bool, title: &str, lines: &[String], more: impl FnOnce(&mut Html<'_>)) {
    draw::cell(html, draw::top(first), "12px", Align::Start);
    html.open_table(
        "wp-rule",
        "width:100%;border-collapse:separate;border:1px solid #dcdfd9;border-radius:12px;",
        "100%",
    );
    html.raw("<tr>");
    let family = html.brand.family();
    html.open("td", "", &format!("{family}padding:18px 20px;"));
    html.open("p", "wp-text", "margin:0;font-size:18px;line-height:1.35;font-weight:700;color:#14231f;");
    html.text(title);
    html.raw("</p>");
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        html.open("p", "wp-muted", "margin:4px 0 0;font-size:15px;line-height:1.5;color:#5b6965;");
        html.text(line);
        html.raw("</p>");
    }
    more(html);
    html.raw("</td></tr></table></td></tr>");
}

/// The logo, where the brand has one, and the organization's name.
pub(super) fn masthead(html: &mut Html<'_>) {
    draw::cell(html, "20px", "12px", Align::Start);
    let name = fill("{{organization.name}}", html.values);
    if let Some(logo) = html.brand.logo {
        let source = html.links.picture(logo);
        html.start(
            "img",
            "",
            "display:inline-block;height:36px;width:auto;border:0;vertical-align:middle;margin:0 12px 0 0;",
        );
        html.attribute("src", &source);
        html.raw(" alt=\"\" height=\"36\">");
    }
    html.open("span", "wp-text", "font-size:17px;font-weight:700;color:#14231f;vertical-align:middle;");
    html.text(&name);
    html.raw("</span>");
    html.open("div", "", "padding:14px 0 0;");
    draw::rule(html);
    html.raw("</div></td></tr>");
}

/// What is wrong with the address in a line of social links.
pub(super) fn is_social_line(line: &str) -> bool {
    line.trim().rsplit_once(char::is_whitespace).is_some_and(|(_, url)| safe_url(url).is_some())
}
