//! The registrations as a file for a spreadsheet.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use shared::events::views::RegistrationLine;
use shared::ids::EventId;
use shared::people::EditEvents;
use shared::time::UtcMillis;

/// `GET /staff/events/{id}/registrations.csv`; audited with everybody in it.
pub async fn registrations(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<EventId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<EditEvents>()).ok_or(AppError::Forbidden)?;
    let lines = store::events::attendance::export(&services.db, &permit, services.now(), id).await?;
    let heading = ["Name", "Reached at", "Guests", "Status", "Registered (UTC)", "Checked in (UTC)", "Answers"];
    Ok(csv("registrations.csv", &heading, lines.iter().map(cells)))
}

fn cells(line: &RegistrationLine) -> Vec<String> {
    let answers =
        line.answers.iter().map(|(question, answer)| format!("{question} {}", answer.reveal())).collect::<Vec<_>>();
    let moment = |at: Option<UtcMillis>| at.map(kit::time::iso).unwrap_or_default();
    vec![
        line.name.reveal().clone(),
        line.contact.reveal().clone(),
        line.guests.to_string(),
        line.status.label().to_owned(),
        moment(Some(line.registered_at)),
        moment(line.checked_in_at),
        answers.join("; "),
    ]
}
