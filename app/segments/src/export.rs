//! The members as a file for a spreadsheet.

use axum::Extension;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use http::StatusCode;
use shared::ids::SegmentId;
use shared::people::ViewPatients;

/// `GET /staff/segments/{id}/members.csv`; audited with everybody in it.
pub async fn members(
    Extension(services): Extension<Services>,
    Extension(CurrentSession(session)): Extension<CurrentSession>,
    Path(id): Path<SegmentId>,
) -> Response {
    let Some(permit) = session.and_then(|session| session.actor.permit::<ViewPatients>()) else {
        return (StatusCode::FORBIDDEN, "Your role does not allow this.").into_response();
    };
    match store::segments::export(&services.db, &permit, services.now(), id).await {
        Ok(members) => {
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
            csv("members.csv", &["Patient id", "Name", "Age", "Gender", "City", "E-mail", "Member since (UTC)"], rows)
        }
        Err(store::StoreError::NotFound) => (StatusCode::NOT_FOUND, "There is no such segment.").into_response(),
        Err(error) => {
            tracing::error!(%error, "the export of members failed");
            (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.").into_response()
        }
    }
}
