//! Review pages behind the links of messages: open to whoever holds the link, one answer each.

use super::Web;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use base::AppError;
use http::{HeaderValue, StatusCode, header};
use public::links::{Organization, ReviewForm, review_page, reviewed_page, unknown_link};
use shared::language::Language;
use shared::outreach::checked_review;
use store::outreach::reviews;
use store::settings;

pub fn router() -> Router<Web> {
    Router::new().route("/review/{token}", get(ask).post(give))
}

async fn organization(web: &Web) -> Organization {
    let known = settings::organization(&web.services.db).await.unwrap_or_default();
    Organization {
        name: known.name,
        postal_address: known.postal_address,
        phone: known.phone,
        language: Language::default(),
    }
}

fn kept_nowhere(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `GET /review/{token}`
async fn ask(State(web): State<Web>, Path(token): Path<String>) -> Result<Response, AppError> {
    let (style, organization) = (web.assets.public_style(), organization(&web).await);
    let answer = match reviews::asked(&web.services.db, &token).await? {
        None => (StatusCode::NOT_FOUND, Html(unknown_link(&style, &organization))).into_response(),
        Some(asked) if asked.given => {
            Html(reviewed_page(&style, &organization, &asked.answer, &asked.settings.sites)).into_response()
        }
        Some(_) => Html(review_page(&style, &organization, ReviewForm::default(), &[])).into_response(),
    };
    Ok(kept_nowhere(answer))
}

/// `POST /review/{token}`: keeps it once; what is wrong is said at the field, and nothing typed is lost.
async fn give(
    State(web): State<Web>,
    Path(token): Path<String>,
    Form(form): Form<ReviewForm>,
) -> Result<Response, AppError> {
    let (style, organization) = (web.assets.public_style(), organization(&web).await);
    let (stars, words) = match checked_review(&form.stars, &form.words) {
        Ok(review) => review,
        Err(errors) => {
            let page = review_page(&style, &organization, form, &errors);
            return Ok(kept_nowhere((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()));
        }
    };
    if !reviews::give(&web.services.db, web.services.now(), &token, stars, &words).await? {
        return Ok(kept_nowhere((StatusCode::NOT_FOUND, Html(unknown_link(&style, &organization))).into_response()));
    }
    web.services.wake.call();
    Ok(kept_nowhere(Redirect::to(&format!("/review/{token}")).into_response()))
}
