//! The way into "my events": an e-mailed link that works once.

use super::Portal;
use super::answer::{Refusal, private};
use super::frame::{self, Meta};
use super::limit::WithinLimit;
use super::session::{self, SignedIn};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, StatusCode};
use leptos::prelude::*;
use serde::Deserialize;
use shared::events::registration::read_email;
use store::events::access;

/// `GET /my`: asks for the e-mail address.
pub async fn page(State(portal): State<Portal>, signed_in: Result<SignedIn, Response>) -> Response {
    if signed_in.is_ok() {
        return Redirect::to("/my/events").into_response();
    }
    ask_page(&portal, "", None, StatusCode::OK).await
}

async fn ask_page(portal: &Portal, typed: &str, error: Option<&'static str>, status: StatusCode) -> Response {
    let typed = typed.to_owned();
    let body = view! {
        <h1>"My events"</h1>
        <p>"Enter the e-mail address you registered with. We send you a link that opens your events: no password, no account."</p>
        <form class="form" method="post" action="/my" novalidate>
            <div class="field">
                <label for="email">"E-mail"</label>
                <input
                    class="input"
                    id="email"
                    name="email"
                    type="email"
                    autocomplete="email"
                    required
                    value=typed
                    aria-invalid=error.is_some().then_some("true")
                    aria-describedby="email-error"
                    autofocus=error.is_some()
                />
                {error.map(|error| view! { <p class="field-error" id="email-error">{error}</p> })}
            </div>
            <button class="button button-primary button-wide" type="submit">"Send me the link"</button>
        </form>
    };
    show(portal, "My events", body.into_any(), status).await
}

#[derive(Debug, Deserialize)]
pub struct Ask {
    #[serde(default)]
    email: String,
}

/// `POST /my`: mails the link if the address is known; the answer is the same in either case.
pub async fn ask(_: WithinLimit, State(portal): State<Portal>, Form(Ask { email }): Form<Ask>) -> Response {
    let Some(address) = read_email(&email) else {
        let error = Some("Enter an e-mail address like name@example.org.");
        return ask_page(&portal, &email, error, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match engine::events::send_sign_in_link(&portal.services, &address).await {
        Ok(()) => Redirect::to("/my/sent").into_response(),
        Err(error) => Refusal::from(error).page(&portal).await,
    }
}

/// `GET /my/sent`
pub async fn sent(State(portal): State<Portal>) -> Response {
    let body = view! {
        <h1>"Check your inbox"</h1>
        <p>
            "If somebody registered with that address, a link is on its way. It works once, within "
            {access::LINK_LIFE.0 / 60_000} " minutes."
        </p>
        <p class="field-hint">
            "Nothing there? Check your spam folder, or " <a href="/my">"try another address"</a> "."
        </p>
    };
    show(&portal, "Check your inbox", body.into_any(), StatusCode::OK).await
}

/// `GET /my/enter/{token}`: a button only, so that mail scanners, which follow links but press nothing, don't use the link up.
pub async fn enter(State(portal): State<Portal>, Path(token): Path<String>) -> Response {
    match access::link_works(&portal.services.db, portal.services.now(), &token).await {
        Ok(true) => {
            let action = format!("/my/enter/{token}");
            let body = view! {
                <h1>"Welcome back"</h1>
                <p>"One more step, and you see your events."</p>
                <form method="post" action=action>
                    <button class="button button-primary button-wide" type="submit">"Continue"</button>
                </form>
            };
            show(&portal, "Welcome back", body.into_any(), StatusCode::OK).await
        }
        Ok(false) => used_up(&portal).await,
        Err(error) => Refusal::from(error).page(&portal).await,
    }
}

/// `POST /my/enter/{token}`: exchanges the link for a session.
pub async fn exchange(_: WithinLimit, State(portal): State<Portal>, Path(token): Path<String>) -> Response {
    match access::exchange(&portal.services.db, portal.services.now(), &token).await {
        Ok(Some(session)) => session::cookie(&portal).redirect(Some(&session), "/my/events"),
        Ok(None) => used_up(&portal).await,
        Err(error) => Refusal::from(error).page(&portal).await,
    }
}

async fn used_up(portal: &Portal) -> Response {
    let body = view! {
        <h1>"This link does not work any more"</h1>
        <p>"Each link works once and for a short time. Ask for a new one: it takes a moment."</p>
        <p><a class="button button-primary" href="/my">"Send me a new link"</a></p>
    };
    show(portal, "This link does not work any more", body.into_any(), StatusCode::GONE).await
}

/// `POST /my/sign-out`
pub async fn sign_out(State(portal): State<Portal>, headers: HeaderMap) -> Response {
    if let Some(token) = session::cookie(&portal).token(&headers)
        && let Err(error) = access::close_session(&portal.services.db, &token).await
    {
        return Refusal::from(error).page(&portal).await;
    }
    let mut response = session::cookie(&portal).redirect(None, "/my");
    // What the browser kept goes too (ASVS 5.0 14.3.1).
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    response
}

/// A page of this corner with that title.
async fn show(portal: &Portal, title: &str, body: AnyView, status: StatusCode) -> Response {
    let organization = match portal.organization().await {
        Ok(organization) => organization,
        Err(error) => return Refusal::from(error).page(portal).await,
    };
    let meta = Meta { title: title.to_owned(), private: true, ..Meta::default() };
    let mut response = private(frame::page(portal, &organization, meta, || body));
    *response.status_mut() = status;
    response
}
