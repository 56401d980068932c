//! One patient held against many live rules: the facts are read once, the pure evaluator decides, only what changes is
//! written. Cheaper than a statement a rule while the patients are few.

use super::facts::{concepts, facts_on};
use super::nesting;
use super::refresh::{Difference, queue_membership_changes};
use crate::boxed;
use crate::changes::QueuedChange;
use crate::db::{Dialect, Tx, list_of};
use crate::error::{Result, StoreError};
use shared::change::ChangeKind;
use shared::segments::{ConceptFacts, Dependencies, RecordType, Rule, holds};
use shared::time::UtcMillis;
use std::collections::{BTreeSet, HashMap};

/// Brings the patient's membership of these segments up to date, which this transaction has locked ([`lock`]).
///
/// # Errors
/// When the database refuses. A patient who is gone is no error: membership went with them.
#[boxed]
pub async fn follow_patient(
    tx: &mut Tx,
    now: UtcMillis,
    patient: i64,
    live: &[(i64, &Rule, &Dependencies)],
) -> Result<Difference> {
    let mut all = Difference::default();
    if live.is_empty() {
        return Ok(all);
    }
    // Read after the lock: what another worker wrote about this patient before it let go is included.
    let records: BTreeSet<RecordType> = live.iter().flat_map(|(_, _, depends)| depends.record_types()).collect();
    let facts = match facts_on(&mut *tx, patient, records).await {
        Err(StoreError::NotFound) => return Ok(all),
        facts => facts?,
    };
    let members: Vec<i64> =
        sqlx::query_scalar("SELECT segment_id FROM segment_member WHERE patient_id = $1 AND left_at IS NULL")
            .bind(patient)
            .fetch_all(&mut **tx)
            .await?;
    let members: BTreeSet<i64> = members.into_iter().collect();
    let today = now.date_utc();
    for (segment, rule, _) in live {
        let (is, was) = (holds(rule, &facts, today), members.contains(segment));
        if is == was {
            continue;
        }
        let last = nesting::last_change(tx).await?;
        if is {
            sqlx::query("INSERT INTO segment_member (segment_id, patient_id, joined_at) VALUES ($1, $2, $3)")
                .bind(*segment)
                .bind(patient)
                .bind(now.0)
                .execute(&mut **tx)
                .await?;
            all.joined += 1;
        } else {
            sqlx::query(
                "UPDATE segment_member SET left_at = $1 WHERE segment_id = $2 AND patient_id = $3 AND left_at IS NULL",
            )
            .bind(now.0)
            .bind(*segment)
            .bind(patient)
            .execute(&mut **tx)
            .await?;
            all.left += 1;
        }
        queue_membership_changes(tx, now, *segment, is, &[patient]).await?;
        nesting::pass_on(tx, *segment, last).await?;
    }
    Ok(all)
}

/// The concepts of the records that were created, by change: what a change is about, for [`Dependencies::ask`]. A change
/// of another kind has none, as what the record was before is not known.
#[boxed]
pub async fn concepts_of(
    tx: &mut Tx,
    changes: &[QueuedChange],
) -> Result<HashMap<i64, (RecordType, Option<ConceptFacts>)>> {
    let mut found = HashMap::new();
    for record in RecordType::ALL.into_iter().filter(|record| record.has_concept()) {
        let created: Vec<_> = changes
            .iter()
            .filter(|one| one.record_type == record.table() && one.change.is(ChangeKind::Created))
            .collect();
        let mut named: HashMap<i64, Option<i64>> = HashMap::new();
        for chunk in created.chunks(1_000) {
            let keys_in = Dialect::of(tx).keys_in("$1");
            let sql = format!("SELECT id, concept_id FROM {} WHERE id IN ({keys_in})", record.table());
            let keys = list_of(chunk.iter().map(|change| change.record_id));
            let rows: Vec<(i64, Option<i64>)> = sqlx::query_as(&sql).bind(keys).fetch_all(&mut **tx).await?;
            named.extend(rows);
        }
        let facts = concepts(tx, named.values().flatten().copied().collect()).await?;
        // One that is gone again has a change of its own.
        let known = created.into_iter().filter_map(|change| Some((change.id, *named.get(&change.record_id)?)));
        found.extend(
            known.map(|(change, concept)| (change, (record, concept.and_then(|concept| facts.get(&concept).cloned())))),
        );
    }
    Ok(found)
}

/// Until this transaction ends no other one changes the membership of these segments; they are as fresh as `now`. They come
/// in the order in which everybody locks them.
#[boxed]
pub async fn lock(tx: &mut Tx, now: UtcMillis, segments: &[i64]) -> Result<()> {
    for chunk in segments.chunks(1_000) {
        lock_some(tx, now, chunk).await?;
    }
    Ok(())
}

async fn lock_some(tx: &mut Tx, now: UtcMillis, segments: &[i64]) -> Result<()> {
    let dialect = Dialect::of(tx);
    let keys = list_of(segments.iter().copied());
    if dialect == Dialect::Postgres {
        // An UPDATE of several rows locks them in no promised order, and two of them could wait for each other.
        let sql = format!("SELECT id FROM segment WHERE id IN ({}) ORDER BY id FOR UPDATE", dialect.keys_in("$1"));
        sqlx::query(&sql).bind(&keys).execute(&mut **tx).await?;
    }
    let sql = format!("UPDATE segment SET refreshed_at = $1 WHERE id IN ({})", dialect.keys_in("$2"));
    sqlx::query(&sql).bind(now.0).bind(&keys).execute(&mut **tx).await?;
    Ok(())
}
