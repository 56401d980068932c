//! AWS End User Messaging on loopback. How it treats a text, the end of the recipient's number says: `…0610` has opted out,
//! `…0211` is no number, `…0429` is throttled, `…0500` fails, `…0403` finds our access refused; everybody else is reached. Numbers
//! are validated by the same ends: `…0011` is a landline, `…0012` an internet phone, `…0013` something else; else a mobile phone.

use crate::aws::{AwsLookup, AwsSettings, AwsTexts, Credentials};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

#[derive(Debug, Clone)]
pub struct TestAws {
    pub port: u16,
    taken: Arc<Mutex<Vec<serde_json::Value>>>,
}

impl TestAws {
    /// Listens on a free port until the test's runtime ends.
    ///
    /// # Panics
    /// When loopback has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self { port, taken: Arc::default() };
        let routes = Router::new()
            .route("/", post(answer))
            .route("/v1/phone/number/validate", post(validate))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        server
    }

    /// A courier that talks to this server.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn texts(&self, patience: Duration) -> AwsTexts {
        AwsTexts::new(self.settings(patience)).expect("a client")
    }

    fn settings(&self, patience: Duration) -> AwsSettings {
        let credentials = Credentials { key_id: "AKIDEXAMPLE".into(), secret: "secret".to_owned().into() };
        AwsSettings {
            region: "us-east-1".into(),
            credentials,
            from: "+12175550199".into(),
            api: format!("http://127.0.0.1:{}", self.port),
            rate: 0,
            patience,
        }
    }

    /// A look-up that talks to this server.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn lookup(&self, patience: Duration) -> AwsLookup {
        AwsLookup::new(self.settings(patience)).expect("a client")
    }

    /// What was taken so far.
    ///
    /// # Panics
    /// When a test has panicked while it looked.
    pub fn taken(&self) -> Vec<serde_json::Value> {
        self.taken.lock().expect("the list").clone()
    }
}

fn refused(status: u16, kind: &str, reason: &str) -> Response {
    let body =
        format!(r#"{{"__type":"com.amazonaws.pinpointsmsvoicev2#{kind}","Message":"refused","Reason":"{reason}"}}"#);
    (StatusCode::from_u16(status).expect("a status"), body).into_response()
}

async fn answer(State(server): State<TestAws>, headers: HeaderMap, body: String) -> Response {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signed = header("authorization").starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
        && header("x-amz-date").len() == 16;
    if !signed {
        return refused(400, "MissingAuthenticationTokenException", "");
    }
    let target = header("x-amz-target").to_owned();
    if target == "PinpointSMSVoiceV2.DescribeAccountLimits" {
        return "{}".into_response();
    }
    let Ok(message) = serde_json::from_str::<serde_json::Value>(&body) else {
        return refused(400, "ValidationException", "");
    };
    let to = message["DestinationPhoneNumber"].as_str().unwrap_or_default().to_owned();
    match &to[to.len().saturating_sub(4)..] {
        _ if target != "PinpointSMSVoiceV2.SendTextMessage" => refused(400, "UnknownOperationException", ""),
        "0610" => refused(400, "ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT"),
        "0211" => refused(400, "ValidationException", "INVALID_PARAMETER"),
        "0429" => refused(400, "ThrottlingException", ""),
        "0500" => refused(500, "InternalServerException", ""),
        "0403" => refused(400, "AccessDeniedException", "INSUFFICIENT_ACCOUNT_REPUTATION"),
        _ => {
            server.taken.lock().expect("the list").push(message);
            r#"{"MessageId":"11111111-2222"}"#.into_response()
        }
    }
}

/// The documented answers of "Phone Number Validate".
async fn validate(headers: HeaderMap, body: String) -> Response {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let scope = "/us-east-1/mobiletargeting/aws4_request";
    let message = |status: u16, text: &str| {
        let body = format!(r#"{{"Message":"{text}","RequestID":"1"}}"#);
        (StatusCode::from_u16(status).expect("a status"), body).into_response()
    };
    if !header("authorization").contains(scope) || header("x-amz-date").len() != 16 {
        return message(403, "Missing Authentication Token");
    }
    let asked: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
    let number = asked["PhoneNumber"].as_str().unwrap_or_default().to_owned();
    let kind = match &number[number.len().saturating_sub(4)..] {
        "0403" => return message(403, "Forbidden"),
        "0429" => return message(429, "Too many requests"),
        "0500" => return message(500, "Internal"),
        "0001" => std::future::pending().await,
        "0211" => "INVALID",
        "0011" => "LANDLINE",
        "0012" => "VOIP",
        "0013" => "OTHER",
        _ => "MOBILE",
    };
    format!(
        r#"{{"NumberValidateResponse":{{"Carrier":"Lamna Mobile","CleansedPhoneNumberE164":"{number}","Country":"United States","CountryCodeIso2":"US","CountryCodeNumeric":"1","PhoneType":"{kind}","PhoneTypeCode":0}}}}"#
    )
    .into_response()
}
