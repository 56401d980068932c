//! `/events`: what is coming, with search and filters as a plain form.

use super::answer::{Refusal, etag, public};
use super::frame::{self, Meta};
use super::icons::icon;
use super::{Portal, cards};
use axum::extract::{Query, State};
use axum::response::Response;
use http::HeaderMap;
use leptos::prelude::*;
use serde::Deserialize;
use shared::events::Format;
use shared::events::room::Fit;
use shared::events::views::EventRecord;
use shared::time::Millis;
use store::events::list::{PublicQuery, public as find};

#[derive(Debug, Default, Deserialize)]
pub struct Filters {
    #[serde(default)]
    q: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    when: String,
}

/// The list.
pub async fn page(State(portal): State<Portal>, Query(filters): Query<Filters>, request: HeaderMap) -> Response {
    match render(&portal, &filters).await {
        Ok(html) => {
            let tag = etag(&html);
            public(html.into(), &tag, &request)
        }
        Err(refusal) => refusal.page(&portal).await,
    }
}

async fn render(portal: &Portal, filters: &Filters) -> Result<String, Refusal> {
    let now = portal.services.now();
    let before = match filters.when.as_str() {
        "week" => Some(now + Millis::days(7)),
        "month" => Some(now + Millis::days(31)),
        _ => None,
    };
    let query = PublicQuery { search: filters.q.clone(), format: filters.format.parse::<Format>().ok(), before };
    let found = find(&portal.services.db, now, &query).await?;
    let organization = portal.organization().await?;
    let filtered = query != PublicQuery::default();
    let meta = Meta {
        title: "Events".into(),
        description: format!("Talks, screenings and courses of {}: free, and open to everybody.", organization.name),
        path: "/events".into(),
        // Search results are not pages of their own.
        private: filtered,
        ..Meta::default()
    };
    let count = found.len();
    let cards: Vec<_> = found.into_iter().map(|stored| card(&stored.record)).collect();
    Ok(frame::page(portal, &organization, meta, || {
        view! {
            <h1>"Events"</h1>
            {filter_form(filters)}
            <p role="status" class="field-hint">{found_line(count, filtered)}</p>
            <ul class="events">{cards}</ul>
        }
        .into_any()
    }))
}

fn found_line(count: usize, filtered: bool) -> String {
    match (count, filtered) {
        (0, true) => "Nothing found. Try other words, or remove a filter.".to_owned(),
        (0, false) => "Nothing is coming up right now. Check again soon.".to_owned(),
        (1, _) => "One event".to_owned(),
        (many, _) => format!("{many} events"),
    }
}

fn filter_form(filters: &Filters) -> AnyView {
    let option = |value: &'static str, label: &'static str, chosen: &str| {
        view! { <option value=value selected={value == chosen}>{label}</option> }
    };
    view! {
        <form class="filters" method="get" action="/events" role="search">
            <div class="field">
                <label for="q">"Search"</label>
                <input class="input" id="q" name="q" type="search" value=filters.q.clone() placeholder="Eyes, heart, diabetes…" />
            </div>
            <div class="field">
                <label for="format">"Where"</label>
                <select class="input" id="format" name="format">
                    {option("", "Anywhere", &filters.format)} {option("online", "Online", &filters.format)}
                    {option("in-person", "In person", &filters.format)}
                </select>
            </div>
            <div class="field">
                <label for="when">"When"</label>
                <select class="input" id="when" name="when">
                    {option("", "Any time", &filters.when)} {option("week", "Next 7 days", &filters.when)}
                    {option("month", "Next 31 days", &filters.when)}
                </select>
            </div>
            <button class="button button-secondary" type="submit">{icon("search")} "Show"</button>
        </form>
    }
    .into_any()
}

fn card(event: &EventRecord) -> impl IntoView + use<> {
    let said = cards::said(event);
    let left = match (event.room().fits(0), event.room().left()) {
        (Fit::Full, _) => Some("All places taken".to_owned()),
        (Fit::Waitlisted, _) => Some("Waiting list".to_owned()),
        (Fit::Registered, Some(left)) if left <= 10 => Some(format!("{left} places left")),
        _ => None,
    };
    let href = format!("/events/{}", event.fields.slug);
    let place = if event.fields.format == Format::Online { "Online".to_owned() } else { event.fields.venue.clone() };
    view! {
        <li class="sheet event-card">
            {said
                .map(|said| {
                    view! { <p class="event-when">{said.day} ", " {said.clock.replace(' ', "\u{a0}")} <span>{said.zone}</span></p> }
                })}
            <h2><a href=href>{event.fields.name.clone()}</a></h2>
            <p>{event.fields.summary.clone()}</p>
            <p class="event-place">
                <span>{place}</span> {left.map(|left| view! { <span class="badge badge-look">{left}</span> })}
            </p>
        </li>
    }
}
