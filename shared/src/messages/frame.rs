//! What surrounds the content of every e-mail: the head with its dark twin, the page, the card in the middle.

use super::html::{Html, escape};

pub(super) const FONT: &str =
    "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

const HEAD_STYLE: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
@media (prefers-color-scheme:dark){.wp-page{background:#12181a!important}.wp-card{background:#1b2426!important}\
.wp-text{color:#eef3f1!important}.wp-muted{color:#a8b5b1!important}.wp-muted a{color:#c4d0cc!important}\
.wp-link{color:#7fd3bf!important}.wp-rule{border-color:#37464a!important}.wp-button{background:#8fdcc9!important}\
.wp-button a{color:#0d1f1b!important}.wp-facts{background:#243033!important}}\
@media (max-width:620px){.wp-column{display:block!important;width:100%!important;max-width:100%!important}\
.wp-outer{padding:0!important}.wp-card{border-radius:0!important}\
.wp-pad{padding-left:22px!important;padding-right:22px!important}.wp-large{font-size:27px!important}}";

/// What is said around the content.
pub(super) struct Frame<'a> {
    pub subject: &'a str,
    /// The line that mail programs show after the subject; may be empty.
    pub preheader: &'a str,
    pub language: &'a str,
    /// The picture that counts an opening.
    pub pixel: Option<&'a str>,
}

impl Frame<'_> {
    /// Writes the whole document; `rows` writes the rows of the card.
    pub fn write(&self, html: &mut Html<'_>, rows: impl FnOnce(&mut Html<'_>)) {
        html.raw("<!doctype html><html");
        html.attribute("lang", self.language);
        html.raw(
            "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">",
        );
        html.raw("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"x-apple-disable-message-reformatting\"><title>");
        html.raw(&escape(self.subject));
        html.raw("</title><style>");
        html.raw(HEAD_STYLE);
        html.raw("</style></head>");
        html.open("body", "wp-page", "margin:0;padding:0;background:#f4f3ef;-webkit-text-size-adjust:100%;");
        if !self.preheader.is_empty() {
            html.open("div", "", "display:none;max-height:0;overflow:hidden;mso-hide:all;");
            html.raw(&escape(self.preheader));
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
        rows(html);
        // Room below the last block.
        html.raw("<tr>");
        html.open("td", "", "height:28px;line-height:28px;font-size:1px;");
        html.raw("&nbsp;</td></tr></table></td></tr></table>");
        if let Some(pixel) = self.pixel {
            html.start("img", "", "display:block;width:1px;height:1px;border:0;");
            html.attribute("src", pixel);
            html.raw(" alt=\"\" width=\"1\" height=\"1\">");
        }
        html.raw("</body></html>");
    }
}
