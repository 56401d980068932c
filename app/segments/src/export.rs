//! The members as a file for a spreadsheet.

use axum::Extension;
use axum::extract::Path;
use axum::response::Response;
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use shared::ids::SegmentId;
use shared::people::ViewPatients;

/// `GET /staff/segments/{id}/members.csv`; audited with everybody in it.
pub async fn members(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<SegmentId>,
) -> Result<Response, AppError> {
    let permit = session.and_then(|session| session.actor.permit::<ViewPatients>()).ok_or(AppError::Forbidden)?;
    let members = store::segments::export(&services.db, &permit, services.now(), id).await?;
    let rows = members.into_iter().map(|member| {
        vec![
            member.id.to_string(),
            member.name.into_inner(),
            member.age.map(|age| age.to_string()).unwrap_or_default(),
            member.gender.unwrap_or_default(),
            member.city.into_inner(),
            member.email.into_inner().unwrap_or_default(),
            member.joined_at.map(kit::time::iso).unwrap_or_default(),
        ]
    });
    let heading = ["Patient id", "Name", "Age", "Gender", "City", "E-mail", "Member since (UTC)"];
    Ok(csv("members.csv", &heading, rows))
}
