//! A rule asked of the fact index: what it needs from the tables is looked up, then everybody is held against it.

use super::load::narrow;
use super::{FactIndex, Snapshot};
use crate::boxed;
use crate::built::build;
use crate::counts::count;
use crate::db::{Db, list_of};
use crate::error::{Result, StoreError};
use crate::segments::compile;
use ::index::{Answer, Asked, Bits, Concepts, Index, Question};
use sea_query::Alias;
use shared::ids::SegmentId;
use shared::segments::travel::Place;
use shared::segments::wire::AgeBand;
use shared::segments::{BlockId, Reach, Rule};
use shared::time::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// What a rule takes in, of everybody.
#[derive(Debug)]
pub struct Everyone {
    pub patients: u64,
    /// As [`shared::segments::wire::RuleCount::blocks`].
    pub blocks: Vec<(BlockId, u64)>,
    /// As [`shared::segments::wire::RuleCount::steps`].
    pub steps: Vec<(BlockId, u64)>,
    parts: Vec<(Arc<Index>, Bits)>,
}

impl Everyone {
    /// How many the rule takes in.
    pub fn members(&self) -> u64 {
        self.parts.iter().map(|(_, set)| count(set.count_ones(..))).sum()
    }

    /// How many of them can be reached so.
    pub fn reached(&self, by: Reach) -> u64 {
        self.parts.iter().map(|(index, set)| count(set.intersection_count(index.reached(by)))).sum()
    }

    /// How old they are, by gender.
    pub fn ages(&self, today: Date) -> Vec<AgeBand> {
        let mut all = AgeBand::all();
        for (index, set) in &self.parts {
            index.count_ages(set, today, &mut all);
        }
        all
    }

    /// The keys of the members.
    pub fn keys(&self) -> impl Iterator<Item = i64> {
        self.parts.iter().flat_map(|(index, set)| index.keys(set))
    }

    pub fn contains(&self, patient: i64) -> bool {
        self.parts.iter().any(|(index, set)| index.contains(set, patient))
    }
}

impl FactIndex {
    /// Whom the rule takes in; `None` where the index can't say, and SQL must. `blocks` asks for them too.
    #[boxed]
    pub async fn answer(&self, db: &Db, rule: &Rule, today: Date, blocks: bool) -> Result<Option<Everyone>> {
        let Some(snapshot) = self.current(db).await? else { return Ok(None) };
        let asked = Asked::of(rule);
        let concepts = resolved(db, &asked).await?;
        let looked_up = LookedUp { members: members(db, &asked).await?, travels: travels(db, &asked).await? };
        let rule = rule.clone();
        let evaluated =
            tokio::task::spawn_blocking(move || everyone(&snapshot, &rule, today, &concepts, &looked_up, blocks));
        evaluated.await.map(Some).map_err(|error| StoreError::corrupt("fact index", error))
    }
}

/// Patients that a rule asks for by where they are elsewhere.
struct LookedUp {
    members: HashMap<SegmentId, Vec<i64>>,
    travels: HashMap<Place, Vec<i64>>,
}

fn everyone(
    snapshot: &Snapshot,
    rule: &Rule,
    today: Date,
    concepts: &Concepts,
    looked_up: &LookedUp,
    blocks: bool,
) -> Everyone {
    let ask = |index: &Index| {
        let set = |keys: &[i64]| index.set(keys.iter().copied());
        let segments = looked_up.members.iter().map(|(id, keys)| (*id, set(keys))).collect();
        let travels = looked_up.travels.iter().map(|(place, keys)| (*place, set(keys))).collect();
        let question = Question { rule, today, concepts, segments: &segments, travels: &travels };
        if blocks {
            index.answer(&question)
        } else {
            Answer { members: index.matching(&question), blocks: Vec::new(), steps: Vec::new() }
        }
    };
    let (mut base, fresh) = (ask(&snapshot.base), ask(&snapshot.fresh));
    base.members.difference_with(&snapshot.stale);
    let counted = |of_base: &[(BlockId, Bits)], of_fresh: &[(BlockId, Bits)]| {
        let both = of_base.iter().zip(of_fresh);
        both.map(|((id, base), (_, fresh))| (*id, count(base.difference_count(&snapshot.stale) + fresh.count_ones(..))))
            .collect::<Vec<_>>()
    };
    let people = |index: &Index| index.people(rule.patients_only());
    let of_base = people(&snapshot.base).difference_count(&snapshot.stale);
    Everyone {
        patients: count(of_base + people(&snapshot.fresh).count_ones(..)),
        blocks: counted(&base.blocks, &fresh.blocks),
        steps: counted(&base.steps, &fresh.steps),
        parts: vec![(Arc::clone(&snapshot.base), base.members), (Arc::clone(&snapshot.fresh), fresh.members)],
    }
}

/// The concepts that a rule asks for. Looked up anew each time: code sets change, and the tables of concepts are small.
pub(in crate::segments) async fn resolved(db: &Db, asked: &Asked) -> Result<Concepts> {
    let mut found = Concepts::default();
    let codes: Vec<_> = asked.codes.iter().collect();
    for chunk in codes.chunks(500) {
        let texts_in = db.dialect().texts_in("$1");
        let sql = format!("SELECT system, code, concept_id FROM concept_coding WHERE code IN ({texts_in})");
        let codes = list_of(chunk.iter().map(|(_, code)| code.as_str()));
        let rows: Vec<(String, String, i64)> = sqlx::query_as(&sql).bind(codes).fetch_all(db.read()).await?;
        for (system, code, key) in rows {
            let coding = (system, code);
            if asked.codes.contains(&coding) {
                found.codes.entry(coding).or_default().push(narrow(key)?);
            }
        }
    }
    let sets: Vec<_> = asked.sets.iter().collect();
    for chunk in sets.chunks(500) {
        let texts_in = db.dialect().texts_in("$1");
        let sql = format!(
            "SELECT DISTINCT s.key, k.concept_id FROM code_set s JOIN code_set_code c ON c.code_set_id = s.id
             JOIN concept_coding k ON k.code = c.code AND k.system = c.system WHERE s.key IN ({texts_in})"
        );
        let keys = list_of(chunk.iter().map(|key| key.as_str()));
        let rows: Vec<(String, i64)> = sqlx::query_as(&sql).bind(keys).fetch_all(db.read()).await?;
        for (key, id) in rows {
            found.sets.entry(key).or_default().push(narrow(id)?);
        }
    }
    for text in &asked.texts {
        let (sql, arguments) = build(db.dialect(), &compile::worded(text))?;
        let keys: Vec<i64> = sqlx::query_scalar_with(&sql, arguments).fetch_all(db.read()).await?;
        found.texts.push((text.clone(), keys.into_iter().map(narrow).collect::<Result<_>>()?));
    }
    for (table, places) in [("location", &mut found.locations), ("organization", &mut found.organizations)] {
        let sites: Vec<_> = asked.sites.iter().cloned().collect();
        if sites.is_empty() {
            continue;
        }
        let mut named = compile::keys_named(db.dialect(), table, &sites);
        named.column(Alias::new("name"));
        let (sql, arguments) = build(db.dialect(), &named)?;
        let rows: Vec<(i64, String)> = sqlx::query_as_with(&sql, arguments).fetch_all(db.read()).await?;
        for (key, name) in rows {
            places.entry(name.to_ascii_lowercase()).or_default().push(narrow(key)?);
        }
    }
    Ok(found)
}

async fn members(db: &Db, asked: &Asked) -> Result<HashMap<SegmentId, Vec<i64>>> {
    let mut found = HashMap::new();
    for id in &asked.segments {
        let keys: Vec<i64> = sqlx::query_scalar(
            "SELECT m.patient_id FROM segment_member m JOIN segment s ON s.id = m.segment_id
             WHERE s.uid = $1 AND s.status = 'live' AND m.left_at IS NULL",
        )
        .bind(id.to_string())
        .fetch_all(db.read())
        .await?;
        found.insert(*id, keys);
    }
    Ok(found)
}

async fn travels(db: &Db, asked: &Asked) -> Result<HashMap<Place, Vec<i64>>> {
    let mut found = HashMap::new();
    for place in &asked.travels {
        let (sql, arguments) = build(db.dialect(), &compile::travelling(*place))?;
        found.insert(*place, sqlx::query_scalar_with(&sql, arguments).fetch_all(db.read()).await?);
    }
    Ok(found)
}
