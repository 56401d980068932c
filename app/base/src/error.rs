//! What a server function answers when it can't do what was asked: whose mistake it was, and what to do next.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use shared::field::FieldError;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// The session has ended; the page offers to sign in again and keeps what was typed.
    #[error("You are signed out. Sign in again to go on.")]
    SignedOut,
    #[error("Your role does not allow this.")]
    Forbidden,
    #[error("This is not here any more.")]
    NotFound,
    #[error("Check the marked fields.")]
    Invalid(Vec<FieldError>),
    #[error("{0}")]
    Conflict(String),
    /// More is asked than can be done at the moment, or the database is away for a moment.
    #[error("The server is busy. Try again in a moment.")]
    Busy,
    /// The system's fault; the text is the request id that the log has it under.
    #[error("Something went wrong on our side. {}", reference(.0))]
    Internal(String),
    /// The server did not answer.
    #[error("No connection to the server. Check your network and try again.")]
    Offline,
}

impl AppError {
    /// The HTTP status that says whose mistake it was.
    #[cfg(feature = "ssr")]
    pub const fn status(&self) -> http::StatusCode {
        match self {
            Self::SignedOut => http::StatusCode::UNAUTHORIZED,
            Self::Forbidden => http::StatusCode::FORBIDDEN,
            Self::NotFound => http::StatusCode::NOT_FOUND,
            Self::Invalid(_) => http::StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => http::StatusCode::CONFLICT,
            Self::Busy => http::StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) | Self::Offline => http::StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The complaint about `field`, if this is one about fields.
    pub fn at(&self, field: &str) -> Option<&str> {
        match self {
            Self::Invalid(errors) => errors.iter().find(|error| error.field == field).map(|error| &*error.message),
            _ => None,
        }
    }
}

/// Where nobody knows the request's id, what is left to do.
fn reference(id: &str) -> String {
    if id.is_empty() { "Try again in a moment.".to_owned() } else { format!("Reference: {id}") }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            other => Self::Internal(other.to_string()),
        }
    }
}

#[cfg(feature = "ssr")]
mod server {
    use super::AppError;
    use axum::response::{IntoResponse, Response};
    use engine::EngineError;
    use leptos::prelude::use_context;
    use store::StoreError;

    impl From<StoreError> for AppError {
        fn from(error: StoreError) -> Self {
            match error {
                StoreError::NotFound => Self::NotFound,
                StoreError::Invalid(errors) => Self::Invalid(errors),
                StoreError::Conflict(message) => Self::Conflict(message),
                StoreError::Busy => Self::Busy,
                unreadable @ StoreError::Unreadable { .. } => Self::Conflict(unreadable.to_string()),
                StoreError::Constraint(name) => internal(&format!("constraint {name} has no message")),
                other => internal(&other.to_string()),
            }
        }
    }

    impl From<EngineError> for AppError {
        fn from(error: EngineError) -> Self {
            match error {
                EngineError::Store(error) => error.into(),
                other => internal(&other.to_string()),
            }
        }
    }

    /// What a handler that is no server function answers: the same words and status.
    impl IntoResponse for AppError {
        fn into_response(self) -> Response {
            (self.status(), self.to_string()).into_response()
        }
    }

    fn internal(why: &str) -> AppError {
        let request_id = use_context::<crate::RequestId>().unwrap_or_default().0;
        tracing::error!(%request_id, why, "a request failed");
        AppError::Internal(request_id)
    }
}
