//! A Twilio on loopback that speaks the documented API. How it treats a message or call, the end of the recipient's number
//! says: `…21211`, `…21610`, `…21614` and other codes of a bad request are refused with that code, `…0401` finds our access
//! refused, `…0429` is to be tried later, `…0500` and `…0504` fail, `…0000` is taken but the line breaks before the answer,
//! `…0001` is taken and never answered; everybody else is reached. Numbers are looked up by the same ends: `…0011` is a landline,
//! `…0012` an internet phone, `…0013` of unknown type, `…0014` no number at all; everybody else has a mobile phone.

use crate::twilio::{Params, Twilio, TwilioCalls, TwilioLookup, TwilioSettings, TwilioTexts};
use axum::Router;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

/// The account and its token.
const ACCOUNT: &str = "AC00000000000000000000000000000001";
const TOKEN: &str = "12345";
/// Codes with which a request is refused.
const REFUSED: [(&str, &str); 5] = [
    ("21211", "The 'To' number is not a valid phone number."),
    ("21408", "Permission to send has not been enabled for the region."),
    ("21610", "Attempt to send to unsubscribed recipient"),
    ("21611", "This 'From' number has exceeded the maximum number of queued messages"),
    ("21614", "'To' number is not a valid mobile number"),
];

/// What was posted and taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// `Messages` or `Calls`.
    pub list: String,
    pub form: Params,
}

impl Posted {
    /// A value of the form; empty when it is not there.
    pub fn value(&self, name: &str) -> &str {
        self.form.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
    }
}

#[derive(Debug, Clone)]
pub struct TestTwilio {
    pub port: u16,
    taken: Arc<Mutex<Vec<Posted>>>,
}

impl TestTwilio {
    /// Listens on a free port until the test's runtime ends.
    ///
    /// # Panics
    /// When loopback has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self { port, taken: Arc::default() };
        let routes = Router::new()
            .route("/2010-04-01/Accounts/{account}", get(account))
            .route("/2010-04-01/Accounts/{account}/{list}", post(take))
            .route("/v2/PhoneNumbers/{number}", get(look_up))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        server
    }

    /// The account that this server knows, reporting to `public_url`.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn account(&self, public_url: &str, patience: Duration) -> Twilio {
        self.account_with(TOKEN, public_url, patience)
    }

    /// The same with another token.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn account_with(&self, token: &str, public_url: &str, patience: Duration) -> Twilio {
        let settings = TwilioSettings {
            account: ACCOUNT.into(),
            token: token.to_owned().into(),
            api: format!("http://127.0.0.1:{}", self.port),
            public_url: public_url.into(),
            patience,
        };
        Twilio::new(settings).expect("a client")
    }

    /// A courier of text messages that talks to this server.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn texts(&self, patience: Duration) -> TwilioTexts {
        let account = self.account("https://waypost.example", patience);
        TwilioTexts { account, from: "+12175550199".into(), rate: 0 }
    }

    /// A courier of calls that talks to this server.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn calls(&self, patience: Duration) -> TwilioCalls {
        let account = self.account("https://waypost.example", patience);
        TwilioCalls { account, from: "+12175550198".into(), rate: 0 }
    }

    /// A look-up that talks to this server.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn lookup(&self, patience: Duration) -> TwilioLookup {
        let account = self.account("https://waypost.example", patience);
        TwilioLookup { account, api: format!("http://127.0.0.1:{}", self.port) }
    }

    /// What was taken so far.
    ///
    /// # Panics
    /// When a test has panicked while it looked.
    pub fn taken(&self) -> Vec<Posted> {
        self.taken.lock().expect("the list").clone()
    }
}

fn signed_in(headers: &HeaderMap) -> bool {
    use base64::Engine;
    let expected = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{ACCOUNT}:{TOKEN}")));
    headers.get("authorization").is_some_and(|given| given.as_bytes() == expected.as_bytes())
}

fn refused(status: StatusCode, code: &str, message: &str) -> Response {
    let body = format!(
        r#"{{"code":{code},"message":"{message}","more_info":"https://www.twilio.com/docs/errors/{code}","status":{}}}"#,
        status.as_u16()
    );
    (status, [("content-type", "application/json")], body).into_response()
}

async fn account(Path(account): Path<String>, headers: HeaderMap) -> Response {
    if !signed_in(&headers) || account != format!("{ACCOUNT}.json") {
        return refused(StatusCode::UNAUTHORIZED, "20003", "Authenticate");
    }
    ([("content-type", "application/json")], r#"{"status":"active"}"#).into_response()
}

/// The documented answers of Lookup v2 with `Fields=line_type_intelligence`.
async fn look_up(Path(number): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    if !signed_in(&headers) || number.ends_with("0401") {
        return refused(StatusCode::UNAUTHORIZED, "20003", "Authenticate");
    }
    if query.as_deref() != Some("Fields=line_type_intelligence") {
        return refused(StatusCode::BAD_REQUEST, "60600", "Unknown Fields");
    }
    if number.ends_with("0429") {
        return refused(StatusCode::TOO_MANY_REQUESTS, "20429", "Too Many Requests");
    }
    if number.ends_with("0500") {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    if number.ends_with("0404") {
        return refused(StatusCode::NOT_FOUND, "20404", "The requested resource was not found");
    }
    if number.ends_with("0001") {
        std::future::pending::<()>().await;
    }
    let body = if number.ends_with("0014") {
        format!(
            r#"{{"calling_country_code":null,"country_code":null,"phone_number":"{number}","valid":false,"validation_errors":["TOO_SHORT"],"line_type_intelligence":null}}"#
        )
    } else {
        let kind = match &number[number.len().saturating_sub(4)..] {
            "0011" => r#""type":"landline","carrier_name":"Lamna Telephone""#,
            "0012" => r#""type":"nonFixedVoip","carrier_name":"Lamna Net""#,
            "0013" => r#""type":null,"carrier_name":null,"error_code":60601"#,
            _ => r#""type":"mobile","carrier_name":"Lamna Mobile","mobile_network_code":"456""#,
        };
        format!(
            r#"{{"calling_country_code":"1","country_code":"US","phone_number":"{number}","valid":true,"validation_errors":[],"caller_name":null,"line_type_intelligence":{{{kind}}}}}"#
        )
    };
    ([("content-type", "application/json")], body).into_response()
}

async fn take(
    State(server): State<TestTwilio>,
    Path((account, list)): Path<(String, String)>,
    headers: HeaderMap,
    Form(form): Form<Params>,
) -> Response {
    let posted = Posted { list: list.trim_end_matches(".json").to_owned(), form };
    let to = posted.value("To").to_owned();
    if !signed_in(&headers) || account != ACCOUNT || to.ends_with("0401") {
        return refused(StatusCode::UNAUTHORIZED, "20003", "Authenticate");
    }
    if posted.value("From").is_empty() && posted.value("MessagingServiceSid").is_empty() {
        return refused(StatusCode::BAD_REQUEST, "21603", "A 'From' or 'MessagingServiceSid' parameter is required");
    }
    if let Some((code, message)) = REFUSED.iter().find(|(code, _)| to.ends_with(code)) {
        return refused(StatusCode::BAD_REQUEST, code, message);
    }
    if to.ends_with("0429") {
        let mut response = refused(StatusCode::TOO_MANY_REQUESTS, "20429", "Too Many Requests");
        response.headers_mut().insert("retry-after", axum::http::HeaderValue::from_static("7"));
        return response;
    }
    if to.ends_with("0500") {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    if to.ends_with("0504") {
        return StatusCode::GATEWAY_TIMEOUT.into_response();
    }
    server.taken.lock().expect("the list").push(posted);
    if to.ends_with("0000") {
        // Ends the connection without a word, and without a panic's message.
        std::panic::resume_unwind(Box::new(()));
    }
    if to.ends_with("0001") {
        std::future::pending::<()>().await;
    }
    let body = r#"{"sid":"SM00000000000000000000000000000001","status":"queued"}"#;
    (StatusCode::CREATED, [("content-type", "application/json")], body).into_response()
}
