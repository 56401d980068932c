//! What search engines may look at.

use super::Portal;
use super::answer::Refusal;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header;
use std::fmt::Write;
use store::events::list::{PublicQuery, public};

/// `/robots.txt`
pub async fn robots(State(portal): State<Portal>) -> String {
    format!(
        "User-agent: *\nDisallow: /staff\nDisallow: /my\nDisallow: /registration/\nDisallow: /review/\nDisallow: /preferences/\n\
         Disallow: /unsubscribe/\nSitemap: {}\n",
        portal.url("/sitemap.xml")
    )
}

/// `/sitemap.xml`: the list and every coming event; nothing that belongs to a person.
pub async fn sitemap(State(portal): State<Portal>) -> Response {
    let found = match public(&portal.services.db, portal.services.now(), &PublicQuery::default()).await {
        Ok(found) => found,
        Err(error) => return Refusal::from(error).page(&portal).await,
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let _ = writeln!(xml, "<url><loc>{}</loc></url>", portal.url("/events"));
    for stored in found {
        // A slug is letters, digits and hyphens: nothing to escape.
        let page = portal.url(&format!("/events/{}", stored.record.fields.slug));
        let changed = stored.record.updated_at.date_utc();
        let _ = writeln!(xml, "<url><loc>{page}</loc><lastmod>{changed}</lastmod></url>");
    }
    xml.push_str("</urlset>\n");
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=300")], xml)
        .into_response()
}
