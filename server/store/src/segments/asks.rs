//! What a segment's rules ask for by name, as rows: who asks for a segment or a code set, and whose answer turns on what
//! sites are called. Written from the rule, so that no query looks into its JSON.

use crate::boxed;
use crate::db::{Db, Tx, placeholders};
use crate::error::Result;
use shared::segments::{Rule, Test, dependencies};

/// Which of a segment's rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Draft,
    Live,
}

impl Which {
    const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
        }
    }
}

/// (what, key) of everything the rule asks for by name, also by blocks that are switched off as far as segments go: a
/// segment must not disappear from under them.
fn asked(rule: &Rule) -> Vec<(&'static str, String)> {
    let depends = dependencies(rule);
    let mut segments = depends.segments;
    rule.root.each(&mut |block| {
        if let Test::Segment(test) = &block.test {
            segments.extend(test.segment);
        }
    });
    let segments = segments.iter().map(|id| ("segment", id.to_string()));
    let code_sets = depends.code_sets.iter().map(|key| ("code-set", key.clone()));
    let sites = depends.sites.then(|| ("site-names", String::new()));
    segments.chain(code_sets).chain(sites).collect()
}

/// Makes the rows those of `rule`.
pub(super) async fn keep(tx: &mut Tx, segment: i64, which: Which, rule: &Rule) -> Result<()> {
    sqlx::query("DELETE FROM segment_asks WHERE segment_id = $1 AND rule = $2")
        .bind(segment)
        .bind(which.code())
        .execute(&mut **tx)
        .await?;
    for chunk in asked(rule).chunks(500) {
        let sql = format!(
            "INSERT INTO segment_asks (segment_id, rule, what, key) VALUES {}",
            placeholders(crate::Dialect::of(tx), chunk.len(), 4)
        );
        let mut insert = sqlx::query(&sql);
        for (what, key) in chunk {
            insert = insert.bind(segment).bind(which.code()).bind(*what).bind(key);
        }
        insert.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Writes the rows of every segment anew: a release may change what a care gap asks for. A rule that can't be read keeps the
/// rows it has.
#[boxed]
pub async fn keep_all(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    let rules: Vec<(i64, String, Option<String>)> =
        sqlx::query_as("SELECT id, draft_rule, live_rule FROM segment WHERE kind = 'dynamic' ORDER BY id")
            .fetch_all(&mut *tx)
            .await?;
    for (segment, draft, live) in rules {
        for (which, text) in [(Which::Draft, Some(draft)), (Which::Live, live)] {
            if let Some(Ok(rule)) = text.as_deref().map(Rule::from_json) {
                keep(&mut tx, segment, which, &rule).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
