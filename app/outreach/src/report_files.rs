//! The report as files: a table for a spreadsheet, and pages to print. No person is in them.

use axum::Extension;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::AppError;
use base::door::CurrentSession;
use base::spreadsheet::csv;
use engine::Services;
use paper::Cell;
use serde::Deserialize;
use shared::audit::AuditAction;
use shared::ids::ProgramId;
use shared::noun::Noun;
use shared::outreach::{Measure, Report, ReportPeriod, dollars};
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

/// `GET /staff/programs/{id}/report.pdf`; audited.
pub async fn report_pdf(
    Extension(services): Extension<Services>,
    Extension(session): Extension<CurrentSession>,
    Path(id): Path<ProgramId>,
    Query(asked): Query<Asked>,
) -> Result<Response, AppError> {
    let report = exported(&services, session, id, &asked).await?;
    let organization = store::settings::organization(&services.db).await?;
    let bytes = printed(&report, &organization.name)
        .map_err(|error| AppError::Conflict(format!("The report can't be printed: {error}.")))?;
    let name = format!("attachment; filename=\"report-{}.pdf\"", report.days.first);
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// What a page is wide enough for.
const PRINTED: [Measure; 7] = [
    Measure::Touches,
    Measure::Reached,
    Measure::Talked,
    Measure::Agreed,
    Measure::Booked,
    Measure::Seen,
    Measure::OptedOut,
];

/// The report on paper: every figure with its definition, the funnel, the notes, a table for each breakdown.
fn printed(report: &Report, organization: &str) -> Result<Vec<u8>, paper::PaperError> {
    let mut pages = paper::Report::new(&report.name, "en-US");
    pages.paragraph(&report.days.words()).paragraph(&report.goal).heading("Figures");
    let before = |measure| report.before.as_ref().map(|before| before.value(measure).to_string()).unwrap_or_default();
    let figure = |measure: Measure| {
        vec![
            Cell::Text(measure.label().to_owned()),
            Cell::Number(report.totals.value(measure).to_string()),
            Cell::Number(before(measure)),
            Cell::Text(measure.hint().to_owned()),
        ]
    };
    pages.table(&[2.0, 1.0, 1.0, 6.0], &["Figure", "Now", "Before", "What it counts"], &Measure::ALL.map(figure));
    let per = |measure| {
        report.totals.cost_per(measure).map_or_else(|| "–".to_owned(), |cents| format!("${}", dollars(cents)))
    };
    pages.paragraph(&format!(
        "Cost ${}, per booked visit {}, per seen visit {}.",
        dollars(report.totals.cost_cents),
        per(Measure::Booked),
        per(Measure::Seen)
    ));
    pages.heading("From first contact to visit, people since the first day");
    let step = |measure: Measure| {
        vec![Cell::Text(measure.label().to_owned()), Cell::Number(report.whole.people(measure).to_string())]
    };
    pages.table(&[3.0, 1.0], &["Step", "People"], &Measure::FUNNEL.map(step));
    if !report.notes.is_empty() {
        pages.heading("What we learnt").list(report.notes.iter().map(|note| note.text.as_str()));
    }
    let widths: Vec<f32> = [4.0].into_iter().chain([1.3; PRINTED.len() + 1]).collect();
    for (by, lines) in report.breakdowns.iter().filter(|(_, lines)| !lines.is_empty()) {
        let head: Vec<&str> = [by.label()].into_iter().chain(PRINTED.map(Measure::label)).chain(["Cost"]).collect();
        let rows: Vec<Vec<Cell>> = lines
            .iter()
            .map(|line| {
                let counts = PRINTED.map(|measure| Cell::Number(line.figures.value(measure).to_string()));
                let cost = Cell::Number(format!("${}", dollars(line.figures.cost_cents)));
                [Cell::Text(line.label.clone())].into_iter().chain(counts).chain([cost]).collect()
            })
            .collect();
        pages.heading(&format!("By {}", by.label().to_lowercase())).table(&widths, &head, &rows);
    }
    pages.finish(organization)
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
