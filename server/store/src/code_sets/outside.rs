//! Codes of the organization's own data that look like a set and are not in it: of the same category of ICD-10-CM, or worded as the
//! set is called.

use crate::actor::Permit;
use crate::boxed;
use crate::db::Db;
use crate::error::Result;
use crate::search::TextSearch;
use shared::code_sets::Coding;
use shared::code_sets::mapping::called_by;
use shared::code_sets::system::ICD10;
use shared::people::ViewOutreach;

/// So many are listed.
const LISTED: i64 = 200;

/// Words that are asked for at most.
const WORDS: usize = 3;

/// Those codes, by system and code. A category has three signs; of `V` to `Z`, where a category holds unlike things, five.
///
/// # Errors
/// [`crate::StoreError::NotFound`] when there is no such set.
#[boxed]
pub async fn outside(db: &Db, _permit: &Permit<ViewOutreach>, key: &str) -> Result<Vec<Coding>> {
    let (id, name): (i64, String) =
        sqlx::query_as("SELECT id, name FROM code_set WHERE key = $1").bind(key).fetch_one(db.read()).await?;
    let words: Vec<String> = called_by(&name).into_iter().take(WORDS).collect();
    let said = "lower(CASE WHEN k.display = '' THEN c.text ELSE k.display END)";
    let searches: Vec<TextSearch> = words.iter().map(|word| TextSearch::contains(db.dialect(), word)).collect();
    let worded: Vec<String> =
        (3..).zip(&searches).map(|(at, search)| search.matches(said, &format!("${at}"))).collect();
    let worded = if worded.is_empty() { "1 = 0".to_owned() } else { worded.join(" AND ") };
    let sql = format!(
        "SELECT k.system, k.code, MIN(CASE WHEN k.display = '' THEN c.text ELSE k.display END) AS display
         FROM concept_coding k JOIN concept c ON c.id = k.concept_id
         WHERE k.code <> ''
           AND k.system IN (SELECT o.system FROM code_set_code o WHERE o.code_set_id = $1)
           AND NOT EXISTS (SELECT 1 FROM code_set_code o WHERE o.code_set_id = $1 AND o.system = k.system AND o.code = k.code)
           AND (({worded}) OR (k.system = '{ICD10}' AND EXISTS (SELECT 1 FROM code_set_code o
                WHERE o.code_set_id = $1 AND o.system = k.system AND o.by_stem = 0 AND o.code NOT LIKE '~%'
                  AND substr(o.code, 1, CASE WHEN k.code < 'V' THEN 3 ELSE 5 END)
                    = substr(k.code, 1, CASE WHEN k.code < 'V' THEN 3 ELSE 5 END))))
         GROUP BY k.system, k.code ORDER BY k.system, k.code LIMIT $2"
    );
    let mut query = sqlx::query_as::<_, (String, String, String)>(&sql).bind(id).bind(LISTED);
    for search in &searches {
        query = query.bind(search.pattern());
    }
    let rows = query.fetch_all(db.read()).await?;
    Ok(rows.into_iter().map(|(system, code, display)| Coding { system, code, display }).collect())
}
