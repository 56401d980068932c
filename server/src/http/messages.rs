//! What messages link to: pictures, counted links, preferences, unsubscribing. Open to anybody who holds the link.

use super::Web;
use axum::Extension;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use base::AppError;
use base::door::CurrentSession;
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use public::links::{
    Organisation, PreferencesForm, preferences_page, unknown_link, unsubscribe_page, unsubscribed_page,
};
use serde::Deserialize;
use shared::consent::ConsentStatus;
use shared::consent::{Channel, Purpose};
use shared::ids::{MediaId, MessageId};
use shared::people::ViewSentMessages;
use store::consent;
use store::outbox::{self, Opened};
use store::{StoreError, media, settings};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/media/{id}", get(picture))
        .route("/o/{token}", get(opened))
        .route("/c/{token}", get(clicked))
        .route("/t/{token}", get(clicked))
        .route("/preferences/{token}", get(preferences).post(save_preferences))
        .route("/unsubscribe/{token}", get(ask_to_unsubscribe).post(unsubscribe))
}

/// Mail programs show pictures inside their own pages.
fn from_anywhere(response: &mut Response) {
    response
        .headers_mut()
        .insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));
}

/// `GET /media/{id}`: a picture never changes under its id.
async fn picture(State(web): State<Web>, Path(id): Path<String>) -> Result<Response, AppError> {
    let id = id.parse::<MediaId>().map_err(|_| AppError::NotFound)?;
    let (kind, bytes) = media::bytes(&web.services.db, id).await?;
    let cache = "public, max-age=31536000, immutable".to_owned();
    let mut response = ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], bytes).into_response();
    from_anywhere(&mut response);
    Ok(response)
}

/// A transparent picture of one pixel.
const PIXEL: &[u8] = &[
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0x21, 0xf9, 4, 1, 0, 0, 0, 0, 0x2c,
    0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b,
];

/// `GET /o/{token}`: counts the opening, which a HEAD is not; the same picture whatever the token.
async fn opened(State(web): State<Web>, method: Method, Path(token): Path<String>) -> Response {
    if method != Method::HEAD
        && let Err(error) = outbox::opened(&web.services.db, web.services.now(), &token).await
    {
        tracing::error!(%error, "an opening was not counted");
    }
    let mut response =
        ([(header::CONTENT_TYPE, "image/gif"), (header::CACHE_CONTROL, "no-store")], PIXEL).into_response();
    from_anywhere(&mut response);
    response
}

/// `GET /c/{token}`, and `/t/{token}` as it stands in a text message: counts the click and leads on, only to where the message's own link was made for.
async fn clicked(State(web): State<Web>, method: Method, Path(token): Path<String>) -> Result<Response, AppError> {
    if method == Method::HEAD {
        // Scanners look whether there is something; nobody clicked.
        return Ok(([(header::CACHE_CONTROL, "no-store")], StatusCode::OK).into_response());
    }
    let Some(url) = outbox::follow(&web.services.db, web.services.now(), &token).await? else {
        let page = unknown_link(&web.assets.public_style(), &organisation(&web).await);
        return Ok((StatusCode::NOT_FOUND, Html(page)).into_response());
    };
    let mut response = Redirect::to(&url).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn organisation(web: &Web) -> Organisation {
    let known = settings::organization(&web.services.db).await.unwrap_or_default();
    Organisation { name: known.name, postal_address: known.postal_address, phone: known.phone }
}

/// Finds whose link it is, and hands it on.
async fn with_link<F>(web: &Web, token: &str, answer: F) -> Response
where
    F: AsyncFnOnce(Opened, Organisation, String) -> Result<Response, StoreError>,
{
    let organisation = organisation(web).await;
    let style = web.assets.public_style();
    let mut response = match outbox::manage(&web.services.db, token).await {
        Ok(Some(link)) => {
            answer(link, organisation, style).await.unwrap_or_else(|error| AppError::from(error).into_response())
        }
        Ok(None) => (StatusCode::NOT_FOUND, Html(unknown_link(&style, &organisation))).into_response(),
        Err(error) => AppError::from(error).into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[derive(Debug, Deserialize)]
struct Saved {
    #[serde(default)]
    saved: Option<String>,
}

/// `GET /staff/outbox/{id}/html`: a sent message for the frame of its page. Nothing in it runs, and its opening picture is
/// left out: staff who look do not count. Outside the sandbox its personal links are the recipient's alone.
pub async fn html(
    State(web): State<Web>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewSentMessages>());
    let (Some(permit), Ok(id)) = (permit, id.parse::<MessageId>()) else {
        return Err(AppError::Forbidden);
    };
    let base = &*web.services.public_url;
    let html = outbox::html(&web.services.db, &permit, id).await?.replace(&format!("{base}/o/"), "data:,");
    let sandbox = web.services.couriers.is_sandbox(Channel::Email);
    let html = if sandbox { html } else { shared::messages::without_secrets(&html, base) };
    let mut response = Html(html).into_response();
    let policy = format!(
        "default-src 'none'; img-src 'self' {base} data:; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}

/// `GET /preferences/{token}`
async fn preferences(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(Saved { saved }): Query<Saved>,
) -> Response {
    with_link(&web, &token, async |link, organisation, style| {
        let said = consent::of_address(&web.services.db, &link.address, link.channel).await?;
        let wanted: Vec<_> = Purpose::CHOICES
            .into_iter()
            .map(|purpose| {
                let word = said.iter().find(|(about, ..)| about.is(purpose));
                // A word that this version does not know is no permission.
                let word = word.map(|(_, status, _)| status.known().unwrap_or(ConsentStatus::Denied));
                (purpose, purpose.wanted(word))
            })
            .collect();
        Ok(Html(preferences_page(&style, &organisation, link.channel, &link.address, &wanted, saved.is_some()))
            .into_response())
    })
    .await
}

/// `POST /preferences/{token}`: keeps what the person chose.
async fn save_preferences(
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(form): Form<PreferencesForm>,
) -> Response {
    with_link(&web, &token, async |link, _, _| {
        let chosen = Purpose::CHOICES.map(|purpose| (purpose, form.wants(purpose)));
        outbox::choose(&web.services.db, web.services.now(), &link, &chosen).await?;
        Ok(Redirect::to(&format!("/preferences/{token}?saved=yes")).into_response())
    })
    .await
}

/// `GET /unsubscribe/{token}`: changes nothing; mail scanners follow every link.
async fn ask_to_unsubscribe(State(web): State<Web>, Path(token): Path<String>) -> Response {
    with_link(&web, &token, async |link, organisation, style| {
        Ok(Html(unsubscribe_page(&style, &organisation, &link.address, link.purpose, &token)).into_response())
    })
    .await
}

/// `POST /unsubscribe/{token}`: by the page's button, or by a mail program on its reader's behalf (RFC 8058).
async fn unsubscribe(State(web): State<Web>, Path(token): Path<String>, body: String) -> Response {
    with_link(&web, &token, async |link, organisation, style| {
        let one_click = body.contains("List-Unsubscribe=One-Click");
        let source = if one_click { "one-click" } else { "unsubscribe-link" };
        outbox::unsubscribe(&web.services.db, web.services.now(), &link, source).await?;
        if one_click {
            return Ok(StatusCode::OK.into_response());
        }
        Ok(Html(unsubscribed_page(&style, &organisation, &link.address, link.purpose, &token)).into_response())
    })
    .await
}
