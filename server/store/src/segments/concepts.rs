//! What is in the data, for the builder to choose from: coded concepts with how often they occur, what activities may be
//! about, and patient attributes.

use crate::actor::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::search::TextSearch;
use crate::stored::read;
use shared::people::ViewOutreach;
use shared::segments::wire::{CodedPart, ConceptChoice};
use shared::segments::{CodeRef, RecordType, Subject};
use shared::time::UtcMillis;

/// How many choices the picker shows at once.
const CHOICES: i64 = 20;

/// Codes that this part of records of this type carries, the most frequent first, whose words contain `search` or whose
/// code begins with it. None where such records have no such part.
#[boxed]
pub async fn concepts(
    db: &Db,
    _permit: &Permit<ViewOutreach>,
    record: RecordType,
    part: CodedPart,
    search: &str,
) -> Result<Vec<ConceptChoice>> {
    if !part.fits(record) {
        return Ok(Vec::new());
    }
    let (table, column) = match part {
        CodedPart::Concept => (record.table(), "concept_id"),
        CodedPart::Value => (record.table(), "value_concept_id"),
        CodedPart::BodySite => (record.table(), "body_site_concept_id"),
        CodedPart::Reason => (record.table(), "reason_concept_id"),
        CodedPart::Component => ("observation_component", "concept_id"),
    };
    let (wording, code) = (TextSearch::contains(db.dialect(), search), TextSearch::starts_with(db.dialect(), search));
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(&format!(
        "SELECT k.system, k.code, MIN(CASE WHEN k.display = '' THEN c.text ELSE k.display END) AS display,
            CAST(SUM(n.records) AS BIGINT) AS records
         FROM (SELECT {column} AS concept_id, COUNT(*) AS records FROM {table} GROUP BY {column}) n
         JOIN concept c ON c.id = n.concept_id
         JOIN concept_coding k ON k.concept_id = c.id
         WHERE {} OR {}
         GROUP BY k.system, k.code ORDER BY records DESC, display LIMIT $3",
        wording.matches("c.search_text", "$1"),
        code.matches("k.code", "$2")
    ))
    .bind(wording.pattern())
    .bind(code.pattern())
    .bind(CHOICES)
    .fetch_all(db.read())
    .await?;
    Ok(rows
        .into_iter()
        .map(|(system, code, display, records)| ConceptChoice {
            code: CodeRef { system, code, display },
            records: records.unsigned_abs(),
        })
        .collect())
}

/// Writes down that somebody looked at how often codes occur in records of a type, once a day for each: which codes stays unsaid.
///
/// # Errors
/// When the audit log can't be written.
#[boxed]
pub async fn looked_for_codes(
    db: &Db,
    permit: &Permit<ViewOutreach>,
    now: UtcMillis,
    record: RecordType,
) -> Result<()> {
    let detail = format!("how often codes occur: {}", record.plural());
    super::count::once_a_day(db, permit.actor(), now, None, detail).await
}

/// Messages, events and journeys that activities may be about, whose name contains `search` or whose id begins with it.
#[boxed]
pub async fn subjects(db: &Db, _permit: &Permit<ViewOutreach>, search: &str) -> Result<Vec<Subject>> {
    let (name, id) = (TextSearch::contains(db.dialect(), search), TextSearch::starts_with(db.dialect(), search));
    let rows: Vec<(String, String, String)> = sqlx::query_as(&format!(
        "SELECT s.noun, s.uid, s.name FROM (
            SELECT 'event' AS noun, uid, name FROM event UNION ALL SELECT 'journey' AS noun, uid, name FROM journey
            UNION ALL SELECT 'template' AS noun, uid, name FROM template WHERE live_version_id IS NOT NULL
         ) s WHERE {} OR {} ORDER BY lower(s.name), s.uid LIMIT $3",
        name.matches("s.name", "$1"),
        id.matches("s.uid", "$2")
    ))
    .bind(name.pattern())
    .bind(id.pattern())
    .bind(CHOICES)
    .fetch_all(db.read())
    .await?;
    rows.into_iter().map(|(noun, id, name)| Ok(Subject { noun: read("noun", &noun)?, id, name })).collect()
}
