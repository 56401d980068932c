//! The registrations as a file for a spreadsheet.

use crate::door::CurrentSession;
use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use engine::Services;
use http::{StatusCode, header};
use shared::events::views::RegistrationLine;
use shared::ids::EventId;
use shared::people::EditEvents;
use std::fmt::Write;

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
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"registrations.csv\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, csv(&lines)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the export of registrations failed");
            (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.").into_response()
        }
    }
}

/// RFC 4180, with a mark that tells spreadsheets it is UTF-8.
fn csv(lines: &[RegistrationLine]) -> String {
    let mut out = String::from("\u{feff}Name,Reached at,Guests,Status,Registered (UTC),Checked in (UTC),Answers\r\n");
    for line in lines {
        let answers =
            line.answers.iter().map(|(question, answer)| format!("{question} {}", answer.reveal())).collect::<Vec<_>>();
        let moment = |at: Option<shared::time::UtcMillis>| at.map(crate::ui::time::iso).unwrap_or_default();
        let cells = [
            line.name.reveal().clone(),
            line.contact.reveal().clone(),
            line.guests.to_string(),
            line.status.label().to_owned(),
            moment(Some(line.registered_at)),
            moment(line.checked_in_at),
            answers.join("; "),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        let _ = write!(out, "{}\r\n", cells.join(","));
    }
    out
}

/// In quotes; what a spreadsheet would take for a formula is told to be text (OWASP, CSV injection).
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn cells_are_text_whatever_people_type() {
        assert_eq!(quoted("Ann \"Liz\" Moore"), "\"Ann \"\"Liz\"\" Moore\"");
        assert_eq!(quoted("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
