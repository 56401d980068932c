//! `/events/{slug}`: one event, with its registration form.

use super::answer::{Refusal, public};
use super::cards::JoinLink;
use super::frame::{self, Meta};
use super::{Portal, agenda, cards, form};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use leptos::prelude::*;
use shared::events::registration::RegistrationForm;
use shared::events::room::Fit;
use shared::events::views::EventRecord;
use shared::events::{Status, structured};
use shared::field::FieldError;
use shared::people::Organization;
use shared::time::UtcMillis;
use store::events;
use store::events::list::freshness;

/// The page, from memory while nothing on it has changed.
pub async fn page(State(portal): State<Portal>, Path(slug): Path<String>, request: HeaderMap) -> Response {
    match kept_or_rendered(&portal, &slug).await {
        Ok(kept) => {
            let html = std::str::from_utf8(&kept.html).map(|html| Bytes::from(form::with_key(html)));
            public(html.unwrap_or(kept.html), &kept.etag, &request)
        }
        Err(refusal) => refusal.page(&portal).await,
    }
}

async fn kept_or_rendered(portal: &Portal, slug: &str) -> Result<super::event_cache::Kept, Refusal> {
    let now = portal.services.now();
    let fresh = freshness(&portal.services.db, slug).await?.ok_or(Refusal::NotFound)?;
    if let Some(kept) = portal.cache.get(slug, fresh, now) {
        return Ok(kept);
    }
    let event = published(portal, slug).await?;
    let organization = portal.organization().await?;
    let html = render(portal, &organization, &event, now, &RegistrationForm::default(), &[]);
    let until = event.ends_at.filter(|ends| *ends > now).unwrap_or(UtcMillis(i64::MAX));
    Ok(portal.cache.put(slug, fresh, now, until, html))
}

/// The event at that address, if the public may see it: live, or cancelled after having been live.
pub async fn published(portal: &Portal, slug: &str) -> Result<EventRecord, Refusal> {
    let mut connection =
        portal.services.db.read().acquire().await.map_err(|error| Refusal::Failed(error.to_string()))?;
    let event = events::by_slug(&mut connection, slug).await?.record;
    if matches!(event.status, Status::Live | Status::Cancelled) { Ok(event) } else { Err(Refusal::NotFound) }
}

/// Renders the page with what was typed into its form.
pub fn render(
    portal: &Portal,
    organization: &Organization,
    event: &EventRecord,
    now: UtcMillis,
    typed: &RegistrationForm,
    errors: &[FieldError],
) -> String {
    let fields = &event.fields;
    let path = format!("/events/{}", fields.slug);
    let picture = fields.picture.map(|id| (portal.url(&format!("/media/{id}")), fields.picture_alt.clone()));
    let json_ld = structured::json_ld(
        event,
        &organization.name,
        &portal.url("/events"),
        &portal.url(&path),
        picture.as_ref().map(|(address, _)| address.as_str()),
    );
    let meta = Meta {
        title: if errors.is_empty() { fields.name.clone() } else { format!("Error: {}", fields.name) },
        description: fields.summary.clone(),
        path: path.clone(),
        private: false,
        picture: picture.clone(),
        json_ld,
    };
    frame::page(portal, organization, meta, || {
        view! {
            <div class="hero" lang=fields.language.clone()>
                <p class="tag">{cards::tag(event)}</p>
                <h1>{fields.name.clone()}</h1>
                <p>{fields.summary.clone()}</p>
            </div>
            {cards::facts(event, JoinLink::ByRegistering, true)}
            {action(event, now, typed, errors)}
            {picture.map(|(address, alt)| view! { <img class="picture" src=address alt=alt loading="lazy" /> })}
            <div class="stack" lang=fields.language.clone()>
                {agenda::description(event)} {agenda::agenda(event)} {agenda::speakers(event)}
            </div>
            {cards::calendar_links(event, organization, &portal.services.public_url, format!("{path}/calendar.ics"))}
        }
        .into_any()
    })
}

/// The one thing to do on the page, or why there is nothing to do.
fn action(event: &EventRecord, now: UtcMillis, typed: &RegistrationForm, errors: &[FieldError]) -> AnyView {
    let say = |title: &'static str, text: &'static str| {
        view! { <div class="notice notice-look"><div><p class="notice-title">{title}</p><p>{text}</p></div></div> }
            .into_any()
    };
    if event.status == Status::Cancelled {
        return say("This event is cancelled", "It will not take place. We have told everybody who registered.");
    }
    if !event.takes_registrations(now) {
        return say("This event is over", "Thank you to everybody who came.");
    }
    let room = event.room().fits(0);
    if room == Fit::Full {
        return say("All places are taken", "Check again later: places open up when somebody can't come.");
    }
    let waiting = (room == Fit::Waitlisted).then(|| {
        say(
            "All places are taken",
            "Join the waiting list. With an e-mail address, you hear from us as soon as a place opens up.",
        )
    });
    view! { {cards::places(event)} {waiting} {form::form(event, typed, errors)} }.into_any()
}
