//! The refused lines of a list as a file for a spreadsheet.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use shared::ids::ProspectListId;
use shared::people::EditPrograms;

/// `GET /staff/prospects/{id}/refused.csv`; audited.
pub async fn refused(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<ProspectListId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<EditPrograms>()).ok_or(AppError::Forbidden)?;
    let refused = store::outreach::prospects::refusals_file(&services.db, &permit, services.now(), id).await?;
    let rows = refused.into_iter().map(|line| vec![line.line.to_string(), line.reason]);
    Ok(csv("refused-lines.csv", &["Line", "Why"], rows))
}
