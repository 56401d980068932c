//! The report as files: a table for a spreadsheet. No person is in it.

use axum::Extension;
use axum::extract::{Path, Query};
use axum::response::Response;
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use serde::Deserialize;
use shared::audit::AuditAction;
use shared::ids::ProgramId;
use shared::noun::Noun;
use shared::outreach::{Report, ReportPeriod};
use shared::people::{SuperviseCalls, ViewPrograms};
use shared::time::{Date, LocalDateTime};
use store::audit::{self, Entry};

/// Which report.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    day: String,
}

/// `GET /staff/programs/{id}/report.csv`; audited.
pub async fn report_csv(
    Extension(services): Extension<Services>,
    Extension(session): Extension<CurrentSession>,
    Path(id): Path<ProgramId>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let report = exported(&services, session, id, &asked).await?;
    let file = format!("report-{}.csv", report.days.first);
    Ok(csv(&file, &Report::heading(), report.table()))
}

/// The report that was asked for, written down as taken out.
async fn exported(
    services: &Services,
    CurrentSession(session): CurrentSession,
    id: ProgramId,
    asked: &Asked,
) -> Result<Report, AppError> {
    let actor = session.map(|session| session.actor).ok_or(AppError::SignedOut)?;
    let permit = actor.permit::<ViewPrograms>().ok_or(AppError::Forbidden)?;
    let zone = store::settings::organization(&services.db).await?.time_zone;
    let now = services.now();
    let today = LocalDateTime::at(now, &zone).map_or_else(|| now.date_utc(), LocalDateTime::date);
    let day = Date::parse(&asked.day).unwrap_or(today);
    let period = ReportPeriod::from_code(&asked.period).unwrap_or_default();
    let agents = actor.permit::<SuperviseCalls>().is_some();
    let report = store::outreach::report::report(&services.db, &permit, id, period, day, agents).await?;
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        detail: format!("report of {}", report.days.words()),
        ..Entry::new(AuditAction::Export, Noun::Program)
    };
    audit::record_read(&services.db, permit.actor(), now, entry).await?;
    Ok(report)
}
