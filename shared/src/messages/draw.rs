//! How each kind of thing in an e-mail looks: rows of the card, as mail programs of the last twenty years show them alike
//! (tables, inline styles). Templates and letters are drawn by these and nothing else.

use super::content::{Align, HeadingSize};
use super::frame::FONT;
use super::html::Html;

pub(super) const SMALL: &str = "font-size:13px;line-height:1.6;color:#5b6965;";
pub(super) const WORDS: &str = "font-size:17px;line-height:1.6;color:#2a3935;";

/// Room above a row: the first one of the card has more.
pub(super) const fn top(first: bool) -> &'static str {
    if first { "36px" } else { "12px" }
}

/// Opens a row of one cell; the caller closes both.
pub(super) fn cell(html: &mut Html<'_>, above: &str, below: &str, align: Align) {
    html.raw("<tr>");
    let align = match align {
        Align::Start => "",
        Align::Centre => "text-align:center;",
    };
    let (family, sides) = (html.brand.family(), html.sides);
    let class = if html.width < 600 { "" } else { "wp-pad" };
    html.open("td", class, &format!("{family}{align}padding:{above} {sides} {below};"));
}

pub(super) fn heading(html: &mut Html<'_>, first: bool, text: &str, size: HeadingSize, align: Align) {
    cell(html, top(first), "8px", align);
    let (tag, class, style) = match size {
        HeadingSize::Large => ("h1", "wp-text wp-large", "font-size:31px;line-height:1.2;letter-spacing:-0.01em;"),
        HeadingSize::Small => ("h2", "wp-text", "font-size:20px;line-height:1.3;"),
    };
    html.open(tag, class, &format!("margin:0;font-weight:700;color:#14231f;{style}"));
    html.text(text);
    html.raw(&format!("</{tag}></td></tr>"));
}

/// A button; without a target it leads nowhere.
pub(super) fn button(html: &mut Html<'_>, first: bool, label: &str, target: Option<&str>, align: Align) {
    cell(html, top(first), "12px", align);
    let centre = if align == Align::Centre { "margin:0 auto;" } else { "" };
    button_table(html, centre, label, target);
    html.raw("</td></tr>");
}

/// A button below something else in its cell.
pub(super) fn button_in_cell(html: &mut Html<'_>, label: &str, target: Option<&str>) {
    button_table(html, "margin:14px 0 0;", label, target);
}

fn button_table(html: &mut Html<'_>, margin: &str, label: &str, target: Option<&str>) {
    html.open_table("", &format!("border-collapse:separate;{margin}"), "auto");
    html.raw("<tr>");
    let (color, family) = (html.brand.color.clone(), html.brand.family());
    html.open("td", "wp-button", &format!("border-radius:10px;background:{color};"));
    html.start(
        "a",
        "",
        &format!("display:inline-block;padding:14px 28px;{family}font-size:17px;font-weight:600;line-height:1.2;color:#ffffff;text-decoration:none;border-radius:10px;"),
    );
    if let Some(target) = target {
        html.attribute("href", target);
    }
    html.raw(">");
    html.text(label);
    html.raw("</a></td></tr></table>");
}

/// A thin line, inside a cell.
pub(super) fn rule(html: &mut Html<'_>) {
    html.open("div", "wp-rule", "border-top:1px solid #dcdfd9;font-size:1px;line-height:1px;");
    html.raw("&nbsp;</div>");
}

/// A link, inside a paragraph; without a target only its label.
pub(super) fn link(html: &mut Html<'_>, target: Option<&str>, label: impl FnOnce(&mut Html<'_>)) {
    if let Some(target) = target {
        let color = html.brand.color.clone();
        html.start("a", "wp-link", &format!("color:{color};text-decoration:underline;"));
        html.attribute("href", target);
        html.raw(">");
    }
    label(html);
    if target.is_some() {
        html.raw("</a>");
    }
}

/// Labels and values in a tinted box: what, when, where.
pub(super) fn facts(html: &mut Html<'_>, facts: &[(&str, String)]) {
    cell(html, "8px", "16px", Align::Start);
    html.open_table("wp-facts", "background:#f1f5f2;border-radius:12px;", "100%");
    for (label, value) in facts {
        html.raw("<tr>");
        html.open(
            "td",
            "wp-muted",
            &format!("{FONT}padding:10px 8px 10px 16px;vertical-align:top;width:56px;font-size:15px;line-height:1.5;color:#5b6965;"),
        );
        html.text(label);
        html.raw("</td>");
        html.open(
            "td",
            "wp-text",
            &format!("{FONT}padding:10px 16px 10px 0;font-size:16px;line-height:1.5;font-weight:600;color:#14231f;"),
        );
        html.text(value);
        html.raw("</td></tr>");
    }
    html.raw("</table></td></tr>");
}
