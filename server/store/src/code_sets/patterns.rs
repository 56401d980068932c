//! Stems and words of code sets ("begins with E11", "worded atorvastatin"): the codes of the data that they stand for are rows of the set,
//! so that whoever looks a code up finds it as any other.

use crate::db::Tx;
use crate::error::Result;

/// $1: the set, 0 for all; $2: concepts from this key on.
const BY_STEM: &str = "INSERT INTO code_set_code (code_set_id, system, code, display, by_stem)
    SELECT DISTINCT s.code_set_id, k.system, k.code, '', 1
    FROM code_set_code s JOIN concept_coding k ON k.system = s.system
        AND substr(k.code, 1, length(s.code) - 1) = substr(s.code, 1, length(s.code) - 1)
    WHERE s.by_stem = 0 AND s.code LIKE '%*' AND k.code <> '' AND k.concept_id >= $2
        AND (s.code_set_id = $1 OR $1 = 0)
    ON CONFLICT (code_set_id, system, code) DO NOTHING";
const BY_WORDS: &str = "INSERT INTO code_set_code (code_set_id, system, code, display, by_stem)
    SELECT DISTINCT s.code_set_id, k.system, k.code, '', 1
    FROM code_set_code s JOIN concept_coding k ON k.system = s.system JOIN concept c ON c.id = k.concept_id
    WHERE s.by_stem = 0 AND s.code LIKE '~%' AND k.code <> '' AND k.concept_id >= $2
        AND (s.code_set_id = $1 OR $1 = 0)
        AND (lower(k.display) LIKE '%' || lower(substr(s.code, 2)) || '%'
            OR (k.display = '' AND c.search_text LIKE '%' || lower(substr(s.code, 2)) || '%'))
    ON CONFLICT (code_set_id, system, code) DO NOTHING";

/// Takes the codes of the data into a set that is written anew.
///
/// # Errors
/// When the database refuses.
pub(super) async fn of_set(tx: &mut Tx, set: i64) -> Result<()> {
    expand(tx, set, 0).await
}

/// Takes the codes of concepts that are new, from this key on, into every set that stands for them.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn of_concepts(tx: &mut Tx, from: i64) -> Result<()> {
    expand(tx, 0, from).await
}

async fn expand(tx: &mut Tx, set: i64, from: i64) -> Result<()> {
    sqlx::query(BY_STEM).bind(set).bind(from).execute(&mut **tx).await?;
    sqlx::query(BY_WORDS).bind(set).bind(from).execute(&mut **tx).await?;
    Ok(())
}
