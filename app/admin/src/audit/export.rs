//! The log as a file for a spreadsheet: what the page is narrowed to, all pages of it.

use super::wanted::wanted;
use axum::response::Response;
use axum::{Extension, Form};
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv_in_steps;
use engine::Services;
use futures::stream::try_unfold;
use shared::audit::AuditAction;
use shared::audit::{AuditFilter, detail_words, did};
use shared::noun::Noun;
use shared::people::ViewAudit;
use shared::time::UtcMillis;
use std::collections::HashMap;
use store::audit::{Entry, Line, Wanted};
use store::{Permit, StoreError};

/// Entries that are read at once.
const STEP: u64 = 2_000;

const HEADING: [&str; 9] = [
    "When (UTC)",
    "Who",
    "Did",
    "Detail",
    "Type of item",
    "ID of item",
    "Patients shown",
    "Network address",
    "Request",
];

/// `POST /staff/audit.csv`. Posted, because the words may be anything and an address is kept in histories.
pub async fn lines(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Form(said): Form<HashMap<String, String>>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewAudit>()).ok_or(AppError::Forbidden)?;
    let filter = AuditFilter::of(|name| said.get(name).cloned());
    let words = said.get("words").map(String::as_str).unwrap_or_default();
    let wanted = wanted(&services, filter, words).await?;
    record(&services, &permit, filter, &wanted).await?;
    let steps = try_unfold(i64::MAX, move |before| {
        let (services, permit, wanted) = (services.clone(), permit.clone(), wanted.clone());
        async move {
            let lines = store::audit::lines_before(&services.db, &permit, &wanted, before, STEP).await?;
            let last = lines.last().map(|line| line.id);
            Ok::<_, StoreError>(last.map(|last| (lines.into_iter().map(cells).collect::<Vec<_>>(), last)))
        }
    });
    Ok(csv_in_steps("audit.csv", &HEADING, steps))
}

/// Writes down what is about to leave. The words are not: somebody may have searched for a patient by them.
async fn record(
    services: &Services,
    permit: &Permit<ViewAudit>,
    filter: AuditFilter,
    wanted: &Wanted,
) -> Result<(), StoreError> {
    let count = store::audit::count(&services.db, permit, wanted).await?;
    let patient = match filter.patient {
        Some(id) => vec![store::audit::name_of_patient(&services.db, permit, id).await?.0],
        None => Vec::new(),
    };
    let narrowed = filter.said().into_iter().filter(|(name, _)| *name != "patient");
    let mut detail = format!("{count} entries");
    for (name, value) in narrowed {
        detail.push_str(&format!(", {name} {value}"));
    }
    if !wanted.words.trim().is_empty() {
        detail.push_str(", with words");
    }
    let entry = Entry { patients: &patient, detail, ..Entry::new(AuditAction::Export, Noun::Audit) };
    store::audit::record_read(&services.db, permit.actor(), services.now(), entry).await
}

fn cells(line: Line) -> Vec<String> {
    vec![
        kit::time::iso(UtcMillis(line.at)),
        line.actor,
        did(&line.action, &line.entity, &line.label),
        detail_words(&line.action, &line.entity, line.detail),
        line.entity.code().to_owned(),
        line.entity_uid.unwrap_or_default(),
        line.patients.to_string(),
        line.network,
        line.request_id,
    ]
}
