//! Signing in and out, and the first administrator: plain forms that work without any script.

use super::client::Client;
use super::{Web, session};
use axum::Extension;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use base::AppError;
use base::door::CurrentSession;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use public::sign_in::{SetupForm, SignInForm, setup_page as setup_html, sign_in_page};
use serde::Deserialize;
use shared::field::FieldError;
use shared::people::Role;
use store::error::StoreError;
use store::sessions;
use store::staff::{self, NewStaff, SignIn};

#[derive(Debug, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// `GET /staff/sign-in`; where nobody has an account yet, the set-up page instead.
pub async fn page(
    State(web): State<Web>,
    Extension(CurrentSession(current)): Extension<CurrentSession>,
    Query(Next { next }): Query<Next>,
) -> Result<Response, AppError> {
    if current.is_some() {
        return Ok(Redirect::to(&safe(&next)).into_response());
    }
    if staff::none_yet(&web.services.db).await? {
        return Ok(Redirect::to("/staff/setup").into_response());
    }
    Ok(Html(sign_in_page(&web.assets.public_style(), &next, "", None)).into_response())
}

/// `POST /staff/sign-in`
pub async fn submit(
    State(web): State<Web>,
    Client(network): Client,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response, AppError> {
    let now = web.services.now();
    let behind = store::Request { id: session::request_id(&headers), network };
    let again = |status, message: &str| {
        let page = sign_in_page(&web.assets.public_style(), &form.next, &form.email, Some(message));
        (status, Html(page)).into_response()
    };
    Ok(match staff::sign_in(&web.services.db, now, &form.email, form.password.clone(), &behind).await? {
        SignIn::Welcome(person) => {
            let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
            let token = sessions::open(&web.services.db, now, &person, agent, &behind).await?;
            session::cookie(&web).redirect(Some(&token), &safe(&form.next))
        }
        SignIn::Refused => {
            again(StatusCode::UNAUTHORIZED, "Address and password do not fit together. Check both and try again.")
        }
        SignIn::TooMany(wait) => again(
            StatusCode::TOO_MANY_REQUESTS,
            &format!("Too many wrong passwords. Try again in {} minutes.", wait.0 / 60_000 + 1),
        ),
    })
}

/// `POST /staff/sign-out`
pub async fn sign_out(
    State(web): State<Web>,
    Extension(CurrentSession(current)): Extension<CurrentSession>,
) -> Result<Response, AppError> {
    if let Some(current) = current {
        sessions::close(&web.services.db, web.services.now(), &current).await?;
    }
    let mut response = session::cookie(&web).redirect(None, "/staff/sign-in");
    // What the browser kept of patients goes too (ASVS 5.0 14.3.1).
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// `GET /staff/setup`
pub async fn setup_page(State(web): State<Web>) -> Result<Response, AppError> {
    if staff::none_yet(&web.services.db).await? {
        return Ok(Html(setup_html(&web.assets.public_style(), &SetupForm::default(), &[])).into_response());
    }
    Ok(Redirect::to("/staff/sign-in").into_response())
}

/// `POST /staff/setup`
pub async fn setup(
    State(web): State<Web>,
    Client(network): Client,
    headers: HeaderMap,
    Form(form): Form<SetupForm>,
) -> Result<Response, AppError> {
    let behind = store::Request { id: session::request_id(&headers), network };
    let new = NewStaff {
        name: form.name.clone(),
        email: form.email.clone(),
        password: form.password.clone(),
        role: Role::Administrator,
    };
    let again = |errors: &[FieldError]| {
        let page = setup_html(&web.assets.public_style(), &form, errors);
        (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
    };
    match staff::set_up_first(&web.services.db, web.services.now(), new, &behind).await {
        Ok(_) | Err(StoreError::Conflict(_)) => Ok(Redirect::to("/staff/sign-in").into_response()),
        Err(StoreError::Invalid(errors)) => Ok(again(&errors)),
        Err(error) => Err(error.into()),
    }
}

/// Only paths of the staff application: a link in an e-mail must not lead elsewhere after sign-in.
fn safe(next: &str) -> String {
    if next.starts_with("/staff") && !next.contains("..") && !next.contains("\\") {
        next.to_owned()
    } else {
        "/staff".into()
    }
}
