//! What Twilio tells us: what became of messages, and what people write. Believed only when it is signed with our token.

use crate::config::Config;
use axum::Router;
use axum::extract::{Form, OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use channels::twilio::{Params, call_status, confirms_itself, is_signed, message_reply, message_status, undelivered};
use engine::Services;
use http::{HeaderMap, StatusCode, Uri, header};
use secrecy::{ExposeSecret, SecretString};
use shared::consent::Channel;
use shared::messages::answer_to;
use store::inbound::{self, Received};
use store::{StoreError, outbox, settings};

#[derive(Debug, Clone)]
pub struct Hooks {
    pub services: Services,
    /// Without one, nobody is believed.
    pub token: Option<SecretString>,
    /// Whether STOP, START and HELP are confirmed by us rather than by Twilio.
    pub confirm_keywords: bool,
}

impl Hooks {
    pub fn new(services: Services, config: &Config) -> Self {
        let twilio = &config.twilio;
        Self { services, token: twilio.token.clone(), confirm_keywords: twilio.confirm_keywords }
    }

    /// Whether Twilio sent this. It signs the address that it was given: the public one, whatever a proxy makes of it.
    fn believes(&self, uri: &Uri, headers: &HeaderMap, form: &Params) -> bool {
        let Some(token) = &self.token else { return false };
        let path = uri.path_and_query().map_or("", |path| path.as_str());
        let url = format!("{}{path}", self.services.public_url);
        let signed = headers.get("x-twilio-signature").and_then(|value| value.to_str().ok());
        let believed = signed.is_some_and(|signed| is_signed(token.expose_secret(), &url, form, signed));
        if !believed {
            tracing::warn!("refused: a report that Twilio did not sign for {}", self.services.public_url);
        }
        believed
    }
}

pub fn router<S: Clone + Send + Sync + 'static>(hooks: Hooks) -> Router<S> {
    Router::new()
        .route("/hooks/twilio/messages/{reference}", post(message))
        .route("/hooks/twilio/calls/{reference}", post(call))
        .route("/hooks/twilio/inbound", post(received))
        .with_state(hooks)
}

/// A value of the form; empty when it is not there.
fn value<'a>(form: &'a Params, name: &str) -> &'a str {
    form.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
}

fn answered(result: Result<Response, StoreError>) -> Response {
    result.unwrap_or_else(|error| {
        tracing::error!(%error, "a report of Twilio was not kept; it comes again");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    })
}

/// `POST /hooks/twilio/messages/{reference}`: what became of a message.
async fn message(
    State(hooks): State<Hooks>,
    Path(reference): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Form(form): Form<Params>,
) -> Response {
    if !hooks.believes(&uri, &headers, &form) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let code = value(&form, "ErrorCode").parse::<u32>().ok();
    let status = value(&form, "MessageStatus");
    let Some(report) = message_status(status, code) else { return StatusCode::NO_CONTENT.into_response() };
    let words = match code {
        Some(code) => undelivered(code),
        None => format!("Twilio: {} {status}", value(&form, "MessageSid")),
    };
    let services = &hooks.services;
    answered(
        outbox::report(&services.db, services.now(), &reference, report, &words)
            .await
            .map(|_| StatusCode::NO_CONTENT.into_response()),
    )
}

/// `POST /hooks/twilio/calls/{reference}`: what became of a call.
async fn call(
    State(hooks): State<Hooks>,
    Path(reference): Path<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Form(form): Form<Params>,
) -> Response {
    if !hooks.believes(&uri, &headers, &form) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let (status, answered_by) = (value(&form, "CallStatus"), value(&form, "AnsweredBy"));
    let Some(report) = call_status(status, answered_by) else { return StatusCode::NO_CONTENT.into_response() };
    let by = if answered_by.is_empty() { String::new() } else { format!(", answered by {answered_by}") };
    let words = format!("Twilio: {} {status}{by}", value(&form, "CallSid"));
    let services = &hooks.services;
    answered(
        outbox::report(&services.db, services.now(), &reference, report, &words)
            .await
            .map(|_| StatusCode::NO_CONTENT.into_response()),
    )
}

/// `POST /hooks/twilio/inbound`: somebody wrote. What they ask for holds at once; the answer is what they get back.
async fn received(
    State(hooks): State<Hooks>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Form(form): Form<Params>,
) -> Response {
    if !hooks.believes(&uri, &headers, &form) {
        return StatusCode::FORBIDDEN.into_response();
    }
    answered(hooks.receive(&form).await)
}

impl Hooks {
    async fn receive(&self, form: &Params) -> Result<Response, StoreError> {
        let db = &self.services.db;
        let text = value(form, "Body");
        let key = format!("twilio/{}", value(form, "MessageSid"));
        let received = Received {
            channel: Channel::Sms,
            provider_key: &key,
            from: value(form, "From"),
            to: value(form, "To"),
            text,
        };
        let understood = inbound::receive(db, self.services.now(), &received).await?;
        self.services.wake.call();
        let by_twilio = !value(form, "OptOutType").is_empty() || (!self.confirm_keywords && confirms_itself(text));
        let organization = settings::organization(db).await?;
        let answer = understood.filter(|_| !by_twilio).and_then(|understood| {
            answer_to(understood.answered, &organization.name, &organization.phone, understood.already)
        });
        Ok(([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], message_reply(answer.as_deref())).into_response())
    }
}
