//! The registrations as a file for a spreadsheet.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use http::StatusCode;
use shared::events::views::RegistrationLine;
use shared::ids::EventId;
use shared::people::EditEvents;
use shared::time::UtcMillis;

/// `GET /staff/events/{id}/registrations.csv`; audited with everybody in it.
pub async fn registrations(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<EventId>,
) -> Response {
    let Some(permit) = session.and_then(|session| session.actor.permit::<EditEvents>()) else {
        return (StatusCode::FORBIDDEN, "Your role does not allow this.").into_response();
    };
    match store::events::attendance::export(&services.db, &permit, services.now(), id).await {
        Ok(lines) => {
            let heading = ["Name", "Reached at", "Guests", "Status", "Registered (UTC)", "Checked in (UTC)", "Answers"];
            csv("registrations.csv", &heading, lines.iter().map(cells))
        }
        Err(error) => {
            tracing::error!(%error, "the export of registrations failed");
            (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.").into_response()
        }
    }
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
