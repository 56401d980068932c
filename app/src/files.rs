//! What pages offer to be saved: tables for spreadsheets. The server puts services and session beside each request.

use axum::Router;
use axum::routing::{get, post};

/// The files under `/staff`.
pub fn files<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/staff/events/{id}/registrations.csv", get(events::export::registrations))
        .route("/staff/programs/{id}/report.csv", get(outreach::report_files::report_csv))
        .route("/staff/programs/{id}/report.pdf", get(outreach::report_files::report_pdf))
        .route("/staff/messages/{id}/mail.pdf", get(messages::export::template))
        .route("/staff/outbox/{id}/mail.pdf", get(messages::export::message))
        .route("/staff/outbox/batches/{id}/mail.pdf", get(messages::export::batch))
        .route("/staff/outbox/batches/{id}/addresses.csv", get(messages::export::addresses))
        .route("/staff/prospects/{id}/refused.csv", get(outreach::prospect_files::refused))
        .route("/staff/audit.csv", post(admin::audit::export::lines))
        .route("/staff/segments/{id}/members.csv", get(segments::export::members))
}
