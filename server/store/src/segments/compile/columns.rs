//! Where each record type keeps what the rule language speaks of.

use sea_query::{Alias, Expr, Func, SimpleExpr};
use shared::segments::RecordType;

/// The date of a record, as the rule language means it.
pub const fn date_columns(record: RecordType) -> &'static [&'static str] {
    match record {
        RecordType::Condition | RecordType::AllergyIntolerance => &["onset_at", "recorded_at"],
        RecordType::Observation | RecordType::DiagnosticReport => &["effective_at"],
        RecordType::Procedure | RecordType::Encounter | RecordType::Appointment | RecordType::Coverage => &["start_at"],
        RecordType::MedicationRequest | RecordType::ServiceRequest | RecordType::DeviceRequest => &["authored_at"],
        RecordType::Immunization => &["occurrence_at"],
        RecordType::Activity => &["at"],
    }
}

/// The column of the end, where the type has one.
pub const fn end_column(record: RecordType) -> Option<&'static str> {
    match record {
        RecordType::Condition => Some("abatement_at"),
        RecordType::Observation => Some("effective_end_at"),
        RecordType::Procedure | RecordType::Encounter | RecordType::Appointment | RecordType::Coverage => {
            Some("end_at")
        }
        _ => None,
    }
}

/// The status of a record, as the rule language means it.
pub const fn status_column(record: RecordType) -> &'static str {
    match record {
        RecordType::Condition | RecordType::AllergyIntolerance => "clinical_status",
        RecordType::Activity => "kind",
        _ => "status",
    }
}

fn col(alias: &str, of: &str) -> SimpleExpr {
    Expr::col((Alias::new(alias), Alias::new(of))).into()
}

/// When the record that is `alias` began.
pub fn start(record: RecordType, alias: &str) -> SimpleExpr {
    match date_columns(record) {
        [only] => col(alias, only),
        several => Func::coalesce(several.iter().map(|of| col(alias, of))).into(),
    }
}

/// When it was over: NULL while it goes on.
pub fn over(record: RecordType, alias: &str) -> SimpleExpr {
    match (end_column(record), record.goes_on()) {
        (Some(end), true) => col(alias, end),
        (Some(end), false) => Func::coalesce([col(alias, end), start(record, alias)]).into(),
        (None, true) => Expr::cust("CAST(NULL AS BIGINT)"),
        (None, false) => start(record, alias),
    }
}
