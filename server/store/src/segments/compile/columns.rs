//! Where each record type keeps what the rule language speaks of.

use super::record::literals;
use crate::import::Column;
use sea_query::{Alias, CaseStatement, Expr, ExprTrait, Func, SimpleExpr};
use shared::records::{CodedFact, RecordType, WordFact};
use shared::segments::facts::BEFORE_ALL_DATES;

/// The date of a record, as the rule language means it.
pub const fn date_columns(record: RecordType) -> &'static [Column] {
    match record {
        RecordType::Condition | RecordType::AllergyIntolerance => &[Column::OnsetAt, Column::RecordedAt],
        RecordType::Observation | RecordType::DiagnosticReport => &[Column::EffectiveAt],
        RecordType::MedicationStatement => &[Column::StartAt, Column::RecordedAt],
        RecordType::Procedure
        | RecordType::MedicationDispense
        | RecordType::AdverseEvent
        | RecordType::Encounter
        | RecordType::Appointment
        | RecordType::Coverage
        | RecordType::CareGapRemark
        | RecordType::ImmunizationRecommendation => &[Column::StartAt],
        RecordType::MedicationRequest | RecordType::ServiceRequest | RecordType::DeviceRequest => &[Column::AuthoredAt],
        RecordType::Immunization => &[Column::OccurrenceAt],
        RecordType::Activity => &[Column::At],
    }
}

/// The column of the end, where the type has one.
pub const fn end_column(record: RecordType) -> Option<Column> {
    match record {
        RecordType::Condition => Some(Column::AbatementAt),
        RecordType::Observation => Some(Column::EffectiveEndAt),
        RecordType::Procedure
        | RecordType::MedicationRequest
        | RecordType::MedicationStatement
        | RecordType::MedicationDispense
        | RecordType::Encounter
        | RecordType::Appointment
        | RecordType::Coverage
        | RecordType::CareGapRemark
        | RecordType::ImmunizationRecommendation => Some(Column::EndAt),
        RecordType::Immunization
        | RecordType::AdverseEvent
        | RecordType::AllergyIntolerance
        | RecordType::DiagnosticReport
        | RecordType::ServiceRequest
        | RecordType::DeviceRequest
        | RecordType::Activity => None,
    }
}

/// Where a type keeps a word; none where its records have no such word.
pub const fn word_column(fact: WordFact, record: RecordType) -> Option<Column> {
    if !fact.is_of(record) {
        return None;
    }
    Some(match fact {
        WordFact::Status => match record {
            RecordType::Condition | RecordType::AllergyIntolerance => Column::ClinicalStatus,
            RecordType::Activity => Column::Kind,
            RecordType::Observation
            | RecordType::Procedure
            | RecordType::MedicationRequest
            | RecordType::MedicationStatement
            | RecordType::MedicationDispense
            | RecordType::Immunization
            | RecordType::AdverseEvent
            | RecordType::CareGapRemark
            | RecordType::Encounter
            | RecordType::Appointment
            | RecordType::DiagnosticReport
            | RecordType::ServiceRequest
            | RecordType::DeviceRequest
            | RecordType::Coverage
            | RecordType::ImmunizationRecommendation => Column::Status,
        },
        WordFact::Verification => Column::VerificationStatus,
        WordFact::Class => Column::Class,
        WordFact::Disposition => Column::DischargeDisposition,
        WordFact::Intent => Column::Intent,
        WordFact::Unit => Column::ValueUnit,
        WordFact::Comparator => Column::Comparator,
        WordFact::Result => Column::Result,
        WordFact::Refusal => Column::Refusal,
    })
}

/// Where a type keeps a concept; none where its records have no such concept.
pub const fn coded_column(fact: CodedFact, record: RecordType) -> Option<Column> {
    if !fact.is_of(record) {
        return None;
    }
    Some(match fact {
        CodedFact::Concept => Column::ConceptId,
        CodedFact::Value => Column::ValueConceptId,
        CodedFact::BodySite => Column::BodySiteConceptId,
        CodedFact::Reason => Column::ReasonConceptId,
    })
}

/// The date of a record as SQL, its columns qualified by `alias`.
pub fn date_sql(record: RecordType, alias: &str) -> String {
    let columns: Vec<_> = date_columns(record).iter().map(|column| format!("{alias}.{}", column.name())).collect();
    if columns.len() == 1 { columns.concat() } else { format!("COALESCE({})", columns.join(", ")) }
}

fn col(alias: &str, of: Column) -> SimpleExpr {
    Expr::col((Alias::new(alias), Alias::new(of.name()))).into()
}

/// When the record that is `alias` began.
pub fn start(record: RecordType, alias: &str) -> SimpleExpr {
    match date_columns(record) {
        [only] => col(alias, *only),
        several => Func::coalesce(several.iter().map(|of| col(alias, *of))).into(),
    }
}

/// Its status says that it is over; none where no status does.
fn is_over(record: RecordType, alias: &str) -> Option<SimpleExpr> {
    let status = word_column(WordFact::Status, record)?;
    let over = record.over();
    (!over.is_empty()).then(|| Expr::cust(format!("COALESCE({alias}.{}, '') IN ({})", status.name(), literals(over))))
}

/// When the record began as windows see it ([`shared::segments::RecordFacts::began`]).
pub fn began(record: RecordType, alias: &str) -> SimpleExpr {
    if !record.goes_on() {
        return start(record, alias);
    }
    let is_over = is_over(record, alias)
        .zip(end_column(record))
        .map_or_else(|| is_over(record, alias), |(is_over, end)| Some(is_over.and(col(alias, end).is_null())));
    let before_all: SimpleExpr = Expr::cust(BEFORE_ALL_DATES.0.to_string());
    let undated: SimpleExpr = match is_over {
        Some(is_over) => CaseStatement::new().case(is_over.not(), before_all).into(),
        None => before_all,
    };
    Func::coalesce([start(record, alias), undated]).into()
}

/// When it was over: NULL while it goes on.
pub fn over(record: RecordType, alias: &str) -> SimpleExpr {
    let implied = if !record.goes_on() {
        Some(start(record, alias))
    } else {
        is_over(record, alias).map(|is_over| CaseStatement::new().case(is_over, start(record, alias)).into())
    };
    match (end_column(record).map(|end| col(alias, end)), implied) {
        (Some(end), Some(implied)) => Func::coalesce([end, implied]).into(),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => Expr::cust("CAST(NULL AS BIGINT)"),
    }
}
