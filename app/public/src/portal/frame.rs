//! What surrounds every public page: name, ways, foot.

use super::Portal;
use crate::plain::{Head, document};
use kit::Mark;
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use shared::people::Organization;

/// What search engines and shared links say about a page.
#[derive(Default)]
pub struct Meta {
    pub title: String,
    pub description: String,
    /// The page's own path; empty for pages that are not to be found.
    pub path: String,
    pub private: bool,
    /// Absolute address of a picture, and what it shows.
    pub picture: Option<(String, String)>,
    /// schema.org JSON-LD, escaped for a script element.
    pub json_ld: Option<String>,
}

/// Renders a page.
pub fn page(portal: &Portal, organization: &Organization, meta: Meta, body: impl FnOnce() -> AnyView) -> String {
    let canonical = if meta.path.is_empty() { String::new() } else { portal.url(&meta.path) };
    let name = organization.name.clone();
    let head = Head {
        title: format!("{} · {name}", meta.title),
        description: meta.description.clone(),
        canonical: canonical.clone(),
        private: meta.private,
        extra: (!canonical.is_empty()).then(|| open_graph(meta, canonical, name.clone())),
        ..Head::default()
    };
    let foot = foot(organization);
    document(head, &portal.style, || {
        view! {
            <a class="skip" href="#main">"Skip to the content"</a>
            <div class="portal">
                <header class="portal-bar">
                    <a class="portal-name" href="/events"><Mark /> {name}</a>
                    <nav aria-label="Site">
                        <a href="/events">"Events"</a>
                        <a href="/my">"My events"</a>
                    </nav>
                </header>
                <main class="portal-main" id="main">{body()}</main>
                {foot}
            </div>
        }
        .into_any()
    })
}

fn foot(organization: &Organization) -> AnyView {
    let address =
        organization.postal_address.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join(", ");
    let phone = organization.phone.clone();
    let call = format!("tel:{}", phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>());
    view! {
        <footer class="portal-foot">
            <p>{organization.name.clone()}</p>
            {(!address.is_empty()).then(|| view! { <p>{address}</p> })}
            {(!phone.is_empty()).then(|| view! { <p>"Questions? Call " <a href=call>{phone}</a></p> })}
        </footer>
    }
    .into_any()
}

/// Open Graph and, where there is one, JSON-LD. A data block is never run, so no content security policy applies to it.
fn open_graph(meta: Meta, url: String, site: String) -> AnyView {
    let tag = |property: &'static str, content: String| {
        view! { <meta content=content /> }.add_any_attr(custom_attribute("property", property))
    };
    view! {
        {tag("og:type", "website".into())}
        {tag("og:site_name", site)}
        {tag("og:title", meta.title)}
        {tag("og:url", url)}
        {(!meta.description.is_empty()).then(|| tag("og:description", meta.description))}
        {meta.picture.map(|(address, alt)| view! { {tag("og:image", address)} {tag("og:image:alt", alt)} })}
        {meta.json_ld.map(|json| view! { <script type="application/ld+json" inner_html=json></script> })}
    }
    .into_any()
}
