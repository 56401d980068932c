//! A Lob on loopback that speaks the documented API. How it treats a piece, the recipient's ZIP code says: `00422` can't be
//! delivered to, `00400` is refused, `00401` finds our access refused, `00429` is to be tried later, `00500` fails, `00000` is
//! taken but the line breaks before the first answer, `00001` is taken and never answered; everybody else gets their mail.

use crate::lob::{Lob, LobSettings};
use axum::Router;
use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

const KEY: &str = "test_0dc8d51e0acffcb1880e0f19c79b2f5b0cc";

/// What was posted and taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// `postcards` or `letters`.
    pub list: String,
    pub idempotency_key: String,
    pub fields: Vec<(String, String)>,
    /// Names and bytes of the files.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Piece {
    /// A field of the form; empty when it is not there.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value)
    }
}

#[derive(Debug, Clone)]
pub struct TestLob {
    pub port: u16,
    taken: Arc<Mutex<Vec<Piece>>>,
}

impl TestLob {
    /// Listens on a free port until the test's runtime ends.
    ///
    /// # Panics
    /// When loopback has no free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let server = Self { port, taken: Arc::default() };
        let routes = Router::new().route("/v1/{list}", get(known).post(take)).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        server
    }

    /// A courier that talks to this server.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn courier(&self, patience: Duration) -> Lob {
        self.courier_with(KEY, patience)
    }

    /// The same with another key.
    ///
    /// # Panics
    /// When encryption can't be set up.
    pub fn courier_with(&self, key: &str, patience: Duration) -> Lob {
        let api = format!("http://127.0.0.1:{}", self.port);
        Lob::new(LobSettings { key: key.to_owned().into(), api, rate: 0, patience }).expect("a client")
    }

    /// What was taken so far, each piece once.
    ///
    /// # Panics
    /// When a test has panicked while it looked.
    pub fn taken(&self) -> Vec<Piece> {
        self.taken.lock().expect("the list").clone()
    }
}

fn signed_in(headers: &HeaderMap) -> bool {
    use base64::Engine;
    let expected = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{KEY}:")));
    headers.get("authorization").is_some_and(|given| given.as_bytes() == expected.as_bytes())
}

fn refused(status: StatusCode, code: &str, message: &str) -> Response {
    let body = format!(r#"{{"error":{{"message":"{message}","status_code":{},"code":"{code}"}}}}"#, status.as_u16());
    (status, [("content-type", "application/json")], body).into_response()
}

async fn known(headers: HeaderMap) -> Response {
    if signed_in(&headers) {
        return ([("content-type", "application/json")], r#"{"object":"list","data":[],"count":0}"#).into_response();
    }
    refused(StatusCode::UNAUTHORIZED, "unauthorized", "Authorization invalid")
}

async fn read(list: String, headers: &HeaderMap, mut form: Multipart) -> Option<Piece> {
    let key = headers.get("idempotency-key")?.to_str().ok()?.to_owned();
    let mut piece = Piece { list, idempotency_key: key, fields: Vec::new(), files: Vec::new() };
    while let Some(field) = form.next_field().await.ok()? {
        let name = field.name()?.to_owned();
        if field.file_name().is_some() {
            piece.files.push((name, field.bytes().await.ok()?.to_vec()));
        } else {
            piece.fields.push((name, field.text().await.ok()?));
        }
    }
    Some(piece)
}

async fn take(
    State(server): State<TestLob>,
    Path(list): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    let Some(piece) = read(list, &headers, form).await else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "the form can't be read");
    };
    let zip = piece.value("to[address_zip]").to_owned();
    if !signed_in(&headers) || zip == "00401" {
        return refused(StatusCode::UNAUTHORIZED, "unauthorized", "Authorization invalid");
    }
    let needed: &[&str] = if piece.list == "letters" { &["file"] } else { &["front", "back"] };
    let has = |name: &&str| piece.files.iter().any(|(one, bytes)| one == name && bytes.starts_with(b"%PDF-"));
    if !needed.iter().all(has) || piece.value("use_type").is_empty() {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "use_type is required");
    }
    match zip.as_str() {
        "00422" => {
            let message = "The recipient's address is not deliverable";
            return refused(StatusCode::UNPROCESSABLE_ENTITY, "failed_deliverability_strictness", message);
        }
        "00400" => return refused(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "to is invalid"),
        "00429" => {
            let mut response = refused(StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", "Rate limit exceeded");
            response.headers_mut().insert("retry-after", axum::http::HeaderValue::from_static("5"));
            return response;
        }
        "00500" => return refused(StatusCode::INTERNAL_SERVER_ERROR, "internal_server_error", "Sorry"),
        _ => {}
    }
    let again = {
        let mut taken = server.taken.lock().expect("the list");
        let again = taken.iter().any(|before| before.idempotency_key == piece.idempotency_key);
        if !again {
            taken.push(piece);
        }
        again
    };
    if zip == "00000" && !again {
        // Ends the connection without a word, and without a panic's message.
        std::panic::resume_unwind(Box::new(()));
    }
    if zip == "00001" {
        std::future::pending::<()>().await;
    }
    let body = r#"{"id":"psc_208e45e48d271294","object":"postcard","expected_delivery_date":"2026-12-04"}"#;
    (StatusCode::OK, [("content-type", "application/json")], body).into_response()
}
