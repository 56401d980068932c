//! The door that every server function goes through: who asks, may they, and what they work with.

use crate::AppError;
use engine::Services;
use leptos::prelude::use_context;
use shared::people::Permission;
use shared::time::UtcMillis;
use store::Permit;
use store::sessions::Session;

/// The id that ties a request, its log lines and its audit entries together.
#[derive(Debug, Clone, Default)]
pub struct RequestId(pub String);

/// The session behind the request, if there is one. The server provides it before any page or function runs.
#[derive(Debug, Clone, Default)]
pub struct CurrentSession(pub Option<Session>);

/// What a server function holds once it is inside.
#[derive(Debug, Clone)]
pub struct Door<P> {
    pub permit: Permit<P>,
    pub session: Session,
    pub services: Services,
    pub now: UtcMillis,
}

/// Lets the caller in if their role holds `P`.
///
/// # Errors
/// [`AppError::SignedOut`] without a session, [`AppError::Forbidden`] without the permission.
pub async fn door<P: Permission>() -> Result<Door<P>, AppError> {
    let services = services()?;
    let CurrentSession(session) = use_context().unwrap_or_default();
    let session = session.ok_or(AppError::SignedOut)?;
    let Some(permit) = session.actor.permit::<P>() else {
        tracing::warn!(permission = P::NAME, request_id = session.actor.request_id, "refused: not permitted");
        return Err(AppError::Forbidden);
    };
    let now = services.now();
    Ok(Door { permit, session, services, now })
}

/// The server's services, for pages that anybody may see.
///
/// # Errors
/// [`AppError::Internal`] outside a request.
pub fn services() -> Result<Services, AppError> {
    use_context().ok_or_else(|| AppError::Internal("no services in context".into()))
}
