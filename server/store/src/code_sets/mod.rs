//! Code sets as rows: what ships, what staff write and import, and every version of each.

mod edit;
mod imported;
mod outside;
pub(crate) mod patterns;
mod read;
mod uses;

pub use edit::{create, delete, restore_shipped, save};
pub use imported::{imported, map, take_in};
pub use outside::outside;
pub use read::{by_key, codes, codes_of, page, versions};

use crate::actor::Permit;
use crate::boxed;
use crate::db::{Db, Dialect, Tx, placeholders};
use crate::error::Result;
use crate::vaccines;
use shared::code_sets::{CodeSet, Coding, built_in};
use shared::people::ViewOutreach;
use shared::segments::wire::CodeSetChoice;
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Who wrote the sets that ship.
const SHIPPED_BY: &str = "waypost";

/// Writes the sets that ship, and their newer lists; a set that somebody else has written since is left alone.
#[boxed]
pub async fn ship(db: &Db) -> Result<()> {
    let known: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT s.key, v.actor, v.codes FROM code_set s
         JOIN code_set_version v ON v.code_set_id = s.id AND v.version = s.version",
    )
    .fetch_all(db.read())
    .await?;
    let known: HashMap<_, _> = known.into_iter().map(|(key, actor, codes)| (key, (actor, codes))).collect();
    let stale = |set: &CodeSet| match known.get(&set.key) {
        Some((actor, codes)) => actor == SHIPPED_BY && *codes != listed(&set.codes),
        None => true,
    };
    let newer: Vec<_> = built_in::all().into_iter().filter(stale).collect();
    if newer.is_empty() {
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for set in newer {
        // Not a person's doing at a time of theirs: what ships has no date.
        put(&mut tx, UtcMillis(0), SHIPPED_BY, &set).await?;
        sqlx::query("UPDATE code_set SET built_in = 1 WHERE key = $1").bind(&set.key).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn listed(codes: &[Coding]) -> String {
    let all: BTreeSet<_> = codes.iter().map(|coding| (&coding.system, &coding.code, &coding.display)).collect();
    serde_json::to_string(&all).unwrap_or_default()
}

/// Makes these the codes of the set of that key, as a new version; the set itself where there is none. Live segments that
/// ask for code sets are compared as a whole next, and vaccines are forecast anew where they follow the set.
#[boxed]
pub async fn put(tx: &mut Tx, now: UtcMillis, actor: &str, set: &CodeSet) -> Result<()> {
    let (id, version): (i64, i64) = sqlx::query_as(
        "INSERT INTO code_set (uid, key, name, description, source, version, updated_at) VALUES ($1, $2, $3, $4, $5, 1, $6)
         ON CONFLICT (key) DO UPDATE SET name = excluded.name, description = excluded.description,
            source = excluded.source, version = code_set.version + 1, updated_at = excluded.updated_at
         RETURNING id, version",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(&set.key)
    .bind(&set.name)
    .bind(&set.description)
    .bind(&set.source)
    .bind(now.0)
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query("INSERT INTO code_set_version (code_set_id, version, at, actor, codes) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(version)
        .bind(now.0)
        .bind(actor)
        .bind(listed(&set.codes))
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM code_set_code WHERE code_set_id = $1").bind(id).execute(&mut **tx).await?;
    let codes: Vec<_> = set.codes.iter().collect::<BTreeSet<_>>().into_iter().collect();
    for chunk in codes.chunks(1_000) {
        let sql = format!(
            "INSERT INTO code_set_code (code_set_id, system, code, display) VALUES {}
             ON CONFLICT (code_set_id, system, code) DO NOTHING",
            placeholders(Dialect::of(tx), chunk.len(), 4)
        );
        let mut insert = sqlx::query(&sql);
        for coding in chunk {
            insert = insert.bind(id).bind(&coding.system).bind(&coding.code).bind(&coding.display);
        }
        insert.execute(&mut **tx).await?;
    }
    patterns::of_set(tx, id).await?;
    sqlx::query(
        "UPDATE segment SET refreshed_whole_at = NULL WHERE status = 'live' AND kind = 'dynamic'
         AND id IN (SELECT segment_id FROM segment_asks WHERE what = 'code-set' AND key = $1 AND rule = 'live')",
    )
    .bind(&set.key)
    .execute(&mut **tx)
    .await?;
    if shared::vaccines::asks_for(&set.key) {
        vaccines::ask_for_everybody(tx).await?;
    }
    Ok(())
}

/// Every set, for a rule to choose from.
#[boxed]
pub async fn choices(db: &Db, _permit: &Permit<ViewOutreach>) -> Result<Vec<CodeSetChoice>> {
    let rows: Vec<(String, String, i64)> = sqlx::query_as(
        "SELECT s.key, s.name, (SELECT COUNT(*) FROM code_set_code c WHERE c.code_set_id = s.id AND c.by_stem = 0) FROM code_set s
         ORDER BY lower(s.name)",
    )
    .fetch_all(db.read())
    .await?;
    Ok(rows.into_iter().map(|(key, name, codes)| CodeSetChoice { key, name, codes: codes.unsigned_abs() }).collect())
}
