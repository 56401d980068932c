//! What asks for a code set: a set must not disappear from under a rule.

use crate::db::Db;
use crate::error::Result;
use crate::stored::read;
use shared::noun::{Noun, Thing};
use shared::segments::{Rule, care_gaps, dependencies};
use shared::used_by::UsedBy;
use std::collections::{BTreeSet, HashMap};

/// The keys that a stored rule asks for, those of its care gaps included; none when it can't be read, which its segment
/// tells.
fn asked(rule: &str) -> BTreeSet<String> {
    Rule::from_json(rule).map(|rule| dependencies(&rule).code_sets).unwrap_or_default()
}

/// How many live segments ask for each set, by key.
pub(super) async fn live(db: &Db) -> Result<HashMap<String, u64>> {
    let rules: Vec<Option<String>> =
        sqlx::query_scalar("SELECT live_rule FROM segment WHERE status = 'live' AND kind = 'dynamic'")
            .fetch_all(db.read())
            .await?;
    let mut live = HashMap::new();
    for key in rules.into_iter().flatten().flat_map(|rule| asked(&rule)) {
        *live.entry(key).or_default() += 1;
    }
    Ok(live)
}

/// Segments and templates that ask for the set of that key, what is live first.
pub(super) async fn of(db: &Db, key: &str) -> Result<Vec<UsedBy>> {
    let segments: Vec<(String, String, String, String, Option<String>)> = sqlx::query_as(
        "SELECT uid, name, status, draft_rule, live_rule FROM segment WHERE kind = 'dynamic'
         ORDER BY CASE WHEN status = 'live' THEN 0 ELSE 1 END, lower(name)",
    )
    .fetch_all(db.read())
    .await?;
    let templates: Vec<(String, String, String)> =
        sqlx::query_as("SELECT uid, name, rule FROM segment_template ORDER BY lower(name)")
            .fetch_all(db.read())
            .await?;
    let mut uses = Vec::new();
    for (uid, name, status, draft, rule) in segments {
        let live = status == "live" && rule.is_some_and(|rule| asked(&rule).contains(key));
        if live || asked(&draft).contains(key) {
            let thing = Thing { noun: Noun::Segment, id: read("segment.uid", &uid)? };
            uses.push(UsedBy { thing, name, live });
        }
    }
    for (uid, name, rule) in templates {
        if asked(&rule).contains(key) {
            let thing = Thing { noun: Noun::SegmentTemplate, id: read("segment_template.uid", &uid)? };
            uses.push(UsedBy { thing, name, live: false });
        }
    }
    uses.sort_by_key(|used| !used.live);
    Ok(uses)
}

/// The names of what asks for the set of that key: care gaps that ship, then segments and templates.
pub(super) async fn names(db: &Db, key: &str) -> Result<Vec<String>> {
    let mut names: Vec<String> = care_gaps::asking(key).into_iter().map(str::to_owned).collect();
    names.extend(of(db, key).await?.into_iter().map(|used| used.name));
    Ok(names)
}
