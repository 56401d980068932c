//! What messages link to: pictures, counted links, preferences, unsubscribing. Open to anybody who holds the link.

use super::Web;
use axum::Extension;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use base::AppError;
use base::door::CurrentSession;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use public::links::{
    AddressLine, Done, Organization, PreferencesForm, confirm_page, preferences_page, unknown_link, unsubscribe_page,
    unsubscribed_page,
};
use serde::Deserialize;
use shared::consent::Channel;
use shared::ids::{MediaId, MessageId};
use shared::language::Language;
use shared::people::ViewSentMessages;
use store::outbox::{self, Opened};
use store::preferences::{self, Choice};
use store::{StoreError, media, opt_in, settings};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/media/{id}", get(picture))
        .route("/o/{token}", get(opened))
        .route("/c/{token}", get(clicked))
        .route("/t/{token}", get(clicked))
        .route("/preferences/{token}", get(preferences).post(save_preferences))
        .route("/confirm/{token}", get(ask_to_confirm).post(confirm))
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
        let page = unknown_link(&web.assets.public_style(), &organization(&web, Language::default()).await);
        return Ok((StatusCode::NOT_FOUND, Html(page)).into_response());
    };
    let mut response = Redirect::to(&url).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn organization(web: &Web, language: Language) -> Organization {
    let known = settings::organization(&web.services.db).await.unwrap_or_default();
    Organization { name: known.name, postal_address: known.postal_address, phone: known.phone, language }
}

/// What a page is asked beside its link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    lang: Option<String>,
    saved: Option<String>,
}

impl Asked {
    /// The language that was chosen on the page, or is known of the person, or that the browser prefers.
    fn language(&self, known: Option<&str>, headers: &HeaderMap) -> Language {
        let browser = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let preferred =
            browser.split(',').find_map(|range| Language::of_tag(range.split(';').next().unwrap_or_default()));
        let chosen = self.lang.as_deref().and_then(Language::of_tag);
        chosen.or_else(|| known.and_then(Language::of_tag)).or(preferred).unwrap_or_default()
    }
}

/// Finds whose link it is, and hands it on.
async fn with_link<F>(web: &Web, token: &str, asked: &Asked, headers: &HeaderMap, answer: F) -> Response
where
    F: AsyncFnOnce(Opened, Organization, String) -> Result<Response, StoreError>,
{
    let style = web.assets.public_style();
    let mut response = match outbox::manage(&web.services.db, token).await {
        Ok(Some(link)) => {
            let known = match preferences::language(&web.services.db, &link).await {
                Ok(known) => known,
                Err(error) => return AppError::from(error).into_response(),
            };
            let organization = organization(web, asked.language(known.as_deref(), headers)).await;
            answer(link, organization, style).await.unwrap_or_else(|error| AppError::from(error).into_response())
        }
        Ok(None) => {
            let organization = organization(web, asked.language(None, headers)).await;
            (StatusCode::NOT_FOUND, Html(unknown_link(&style, &organization))).into_response()
        }
        Err(error) => AppError::from(error).into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
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
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    with_link(&web, &token, &asked, &headers, async |link, organization, style| {
        let page = preferences::page(&web.services.db, &link).await?;
        let lines: Vec<AddressLine> = page
            .lines
            .into_iter()
            .map(|line| AddressLine {
                name: line.name(),
                channel: line.channel,
                address: line.address,
                own: line.own,
                wanted: line.wanted,
            })
            .collect();
        let done =
            asked.saved.as_deref().map(|done| if done == "confirm" { Done::AskedToConfirm } else { Done::Saved });
        Ok(Html(preferences_page(&style, &organization, &lines, page.wishes.as_ref(), done)).into_response())
    })
    .await
}

/// `POST /preferences/{token}`: keeps what the person chose.
async fn save_preferences(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let form = PreferencesForm::new(pairs);
    with_link(&web, &token, &asked, &headers, async |link, organization, _| {
        let (db, now) = (&web.services.db, web.services.now());
        let at = (organization.language, &*web.services.public_url);
        let mut saved = "yes";
        if form.leaves() {
            preferences::leave_everything(db, now, &link, at).await?;
        } else {
            let chosen: Vec<Choice> =
                form.choices().into_iter().map(|(name, wanted)| Choice { name, wanted }).collect();
            let kept = preferences::choose(db, now, &link, &chosen, form.wishes().as_ref(), at).await?;
            if kept.asked_to_confirm {
                saved = "confirm";
                web.services.wake.call();
            }
        }
        let language = organization.language.code();
        Ok(Redirect::to(&format!("/preferences/{token}?lang={language}&saved={saved}")).into_response())
    })
    .await
}

/// `GET /confirm/{token}`: asks; mail scanners follow every link.
async fn ask_to_confirm(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let request = opt_in::request(&web.services.db, web.services.now(), &token).await;
    confirmation(&web, &asked, &headers, request).await
}

/// `POST /confirm/{token}`: the owner of the mailbox agrees.
async fn confirm(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    let request = opt_in::confirm(&web.services.db, web.services.now(), &token).await;
    confirmation(&web, &asked, &headers, request).await
}

async fn confirmation(
    web: &Web,
    asked: &Asked,
    headers: &HeaderMap,
    request: Result<Option<opt_in::Request>, StoreError>,
) -> Response {
    let organization = organization(web, asked.language(None, headers)).await;
    let style = web.assets.public_style();
    let mut response = match request {
        Ok(Some(request)) => {
            Html(confirm_page(&style, &organization, &request.address, request.confirmed)).into_response()
        }
        Ok(None) => (StatusCode::NOT_FOUND, Html(unknown_link(&style, &organization))).into_response(),
        Err(error) => AppError::from(error).into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /unsubscribe/{token}`: changes nothing; mail scanners follow every link.
async fn ask_to_unsubscribe(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    with_link(&web, &token, &asked, &headers, async |link, organization, style| {
        Ok(Html(unsubscribe_page(&style, &organization, &link.address, link.purpose, &token)).into_response())
    })
    .await
}

/// `POST /unsubscribe/{token}`: by the page's button, or by a mail program on its reader's behalf (RFC 8058).
async fn unsubscribe(
    State(web): State<Web>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: String,
) -> Response {
    with_link(&web, &token, &asked, &headers, async |link, organization, style| {
        let one_click = body.contains("List-Unsubscribe=One-Click");
        let source = if one_click { "one-click" } else { "unsubscribe-link" };
        outbox::unsubscribe(&web.services.db, web.services.now(), &link, source).await?;
        if one_click {
            return Ok(StatusCode::OK.into_response());
        }
        Ok(Html(unsubscribed_page(&style, &organization, &link.address, link.purpose, &token)).into_response())
    })
    .await
}
