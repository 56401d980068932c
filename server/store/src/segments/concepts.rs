//! What is in the data, for the builder to choose from: coded concepts with how often they occur, and patient attributes.

use crate::actor::Permit;
use crate::db::Db;
use crate::error::Result;
use shared::people::ViewOutreach;
use shared::segments::wire::ConceptChoice;
use shared::segments::{CodeRef, RecordType};

/// How many choices the picker shows at once.
const CHOICES: i64 = 20;

/// Codes that records of this type carry, the most frequent first, whose words or code contain `search`.
///
/// # Errors
/// When the database can't be read.
pub async fn concepts(
    db: &Db,
    _permit: &Permit<ViewOutreach>,
    record: RecordType,
    search: &str,
) -> Result<Vec<ConceptChoice>> {
    let words = search.trim().to_lowercase();
    let rows: Vec<(String, String, String, i64)> = sqlx::query_as(&format!(
        "SELECT k.system, k.code, MIN(CASE WHEN k.display = '' THEN c.text ELSE k.display END) AS display,
            CAST(SUM(n.records) AS BIGINT) AS records
         FROM (SELECT concept_id, COUNT(*) AS records FROM {table} GROUP BY concept_id) n
         JOIN concept c ON c.id = n.concept_id
         JOIN concept_coding k ON k.concept_id = c.id
         WHERE c.search_text LIKE $1 OR lower(k.code) LIKE $2
         GROUP BY k.system, k.code ORDER BY records DESC, display LIMIT $3",
        table = record.table()
    ))
    .bind(format!("%{words}%"))
    .bind(format!("{words}%"))
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
