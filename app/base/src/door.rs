//! The door that every server function goes through: who asks, may they, and what they work with.

use crate::AppError;
use engine::Services;
use leptos::prelude::use_context;
use shared::audit::AuditAction;
use shared::noun::Noun;
use shared::people::Permission;
use shared::time::UtcMillis;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::audit::{self, Entry};
use store::sessions::Session;
use store::{Actor, Permit};

/// The session behind the request, if there is one. The server provides it before any page or function runs.
#[derive(Debug, Clone, Default)]
pub struct CurrentSession(pub Option<Session>);

/// What the request asks for, so that a refusal can be written down: once, however many functions of one page refuse.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    path: Arc<str>,
    noted: Arc<AtomicBool>,
}

impl Asked {
    pub fn of(path: &str) -> Self {
        Self { path: path.into(), ..Self::default() }
    }

    /// Writes down that `actor` was refused; `permission` is the one that was missing, where it is known. A log that can't be
    /// written leaves the refusal as it is.
    pub async fn refused(&self, services: &Services, actor: &Actor, permission: Option<&str>) {
        if self.noted.swap(true, Ordering::Relaxed) {
            return;
        }
        let path = shared::audit::asked(&self.path);
        let entry = Entry {
            entity_uid: shared::audit::id_in(&self.path),
            detail: permission.map_or_else(|| path.clone(), |name| format!("{path} needs {name}")),
            ..Entry::new(AuditAction::Refused, Noun::Access)
        };
        tracing::warn!(path, permission, request_id = actor.request.id, "refused: not permitted");
        if let Err(error) = audit::record_read(&services.db, actor, services.now(), entry).await {
            tracing::error!(%error, "a refusal can't be written down");
        }
    }
}

/// What a server function holds once it is inside.
#[derive(Debug, Clone)]
pub struct Door<P> {
    pub permit: Permit<P>,
    pub session: Session,
    pub services: Services,
    pub now: UtcMillis,
}

/// Lets the caller in if their role holds `P`; a refusal is written to the audit log.
///
/// # Errors
/// [`AppError::SignedOut`] without a session, [`AppError::Forbidden`] without the permission.
pub async fn door<P: Permission>() -> Result<Door<P>, AppError> {
    let services = services()?;
    let CurrentSession(session) = use_context().unwrap_or_default();
    let session = session.ok_or(AppError::SignedOut)?;
    let Some(permit) = session.actor.permit::<P>() else {
        let asked: Asked = use_context().unwrap_or_default();
        asked.refused(&services, &session.actor, Some(P::NAME)).await;
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
