//! Random rules on random patients: the two databases, the pure evaluator, the fact index and both ways of following a change agree.

use super::*;
use shared::change::{ChangeKind, Changed};
use shared::records::RecordKind;

#[derive(Debug, Clone)]
struct World {
    people: Vec<PatientFacts>,
    rules: Vec<Rule>,
    edits: Vec<(prop::sample::Index, PatientFacts)>,
    today: Date,
    later: i64,
}

fn world() -> impl Strategy<Value = World> {
    let people = prop::collection::vec(arbitrary::facts(), 1..7);
    let rules = prop::collection::vec(arbitrary::rule(), 1..5);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), arbitrary::facts()), 0..3);
    (people, rules, edits, arbitrary::today(), 0i64..90).prop_map(|(people, rules, edits, today, later)| World {
        people,
        rules,
        edits,
        today,
        later,
    })
}

async fn plays_out_the_same(db: &Db, world: World) {
    let mut tx = db.begin().await.expect("tx");
    for table in ["segment", "patient"] {
        sqlx::query(&format!("DELETE FROM {table}")).execute(&mut *tx).await.expect("cleared");
    }
    let mut people = Vec::new();
    for facts in &world.people {
        people.push((fixture::patient(&mut tx, "Someone", facts).await, facts.clone()));
    }
    let now = world.today.start_utc();
    let mut segments = Vec::new();
    for (index, rule) in world.rules.iter().enumerate() {
        let id = create(&mut tx, &editor(), now, &format!("S{index}"), SegmentKind::Dynamic).await.expect("made");
        let key: i64 = sqlx::query_scalar("SELECT id FROM segment WHERE uid = $1")
            .bind(id.to_string())
            .fetch_one(&mut *tx)
            .await
            .expect("key");
        refresh(db, &mut tx, now, key, rule, Listeners::Any).await.expect("refreshed");
        segments.push((key, rule));
    }
    tx.commit().await.expect("commit");
    for (segment, rule) in &segments {
        assert_eq!(member_set(db, *segment).await, agreed(rule, &people, world.today), "SQL and evaluator");
    }
    for (key, given) in &people {
        let read = facts::facts(db, *key, RecordType::ALL).await.expect("facts");
        for (_, rule) in &segments {
            assert_eq!(evaluate(rule, &read, world.today).truth, evaluate(rule, given, world.today).truth, "read back");
        }
    }

    let index = FactIndex::new(100);
    index.build(db).await.expect("built");
    for (_, rule) in &segments {
        assert_eq!(indexed(db, &index, rule, world.today).await, agreed(rule, &people, world.today), "fact index");
        same_counts(db, &index, None, rule, now).await;
    }

    // Edits, then only the edited patients are looked at.
    let mut edited = Vec::new();
    let mut tx = db.begin().await.expect("tx");
    for (who, facts) in world.edits {
        let (key, known) = &mut people[who.index(world.people.len())];
        fixture::replace(&mut tx, *key, &facts).await;
        *known = facts;
        edited.push(*key);
    }
    let told: Vec<_> = edited
        .iter()
        .map(|key| Change {
            patient: *key,
            changed: Changed::Kind(RecordKind::Patient),
            record: *key,
            change: ChangeKind::Updated,
        })
        .collect();
    changes::push(&mut tx, now, &told).await.expect("told");
    // Both ways of following a change, in turn.
    let depends: Vec<_> = segments.iter().map(|(_, rule)| dependencies(rule)).collect();
    if world.later % 2 == 0 {
        for (segment, rule) in &segments {
            re_evaluate(db, &mut tx, now, *segment, rule, &edited).await.expect("re-evaluated");
        }
    } else {
        let live: Vec<_> =
            segments.iter().zip(&depends).map(|((segment, rule), depends)| (*segment, *rule, depends)).collect();
        lock(&mut tx, now, &segments.iter().map(|(segment, _)| *segment).collect::<Vec<_>>()).await.expect("locked");
        for patient in &edited {
            follow_patient(&mut tx, now, *patient, &live).await.expect("followed");
        }
    }
    tx.commit().await.expect("commit");
    for (segment, rule) in &segments {
        let members = member_set(db, *segment).await;
        assert_eq!(members, agreed(rule, &people, world.today), "incremental and evaluator");
        assert_eq!(members, replayed(db, *segment, BTreeSet::new()).await, "what journeys are told");
        assert_eq!(indexed(db, &index, rule, world.today).await, members, "fact index after edits");
        same_counts(db, &index, None, rule, now).await;
    }

    // Days go by.
    let later = world.today.plus_days(world.later);
    let mut tx = db.begin().await.expect("tx");
    for (segment, rule) in &segments {
        // In SQL, and by what the fact index says, in turn.
        if world.later % 2 == 0 {
            refresh(db, &mut tx, later.start_utc(), *segment, rule, Listeners::Any).await.expect("refreshed");
        } else {
            let (wanted, were) = (indexed(db, &index, rule, later).await, member_set(db, *segment).await);
            let difference = |of: &BTreeSet<i64>, other| of.difference(other).copied().collect::<Vec<_>>();
            let (joining, leaving) = (difference(&wanted, &were), difference(&were, &wanted));
            membership::apply_membership_diff(&mut tx, later.start_utc(), *segment, &joining, &leaving, Listeners::Any)
                .await
                .expect("settled");
        }
    }
    tx.commit().await.expect("commit");
    for (segment, rule) in &segments {
        let members = member_set(db, *segment).await;
        assert_eq!(members, agreed(rule, &people, later), "on a later day");
        assert_eq!(members, replayed(db, *segment, BTreeSet::new()).await, "what journeys are told");
        assert_eq!(indexed(db, &index, rule, later).await, members, "fact index on a later day");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn random_rules_on_random_patients_agree_with_the_evaluator() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        fixture::concepts(&mut tx).await;
        fixture::code_sets(&mut tx).await;
        fixture::journeys(&mut tx).await;
        tx.commit().await.expect("commit");
        let runtime = tokio::runtime::Handle::current();
        let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48);
        // On a thread of its own, so that the other database plays meanwhile.
        let playing = tokio::task::spawn_blocking(move || {
            TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() })
                .run(&world(), |world| {
                    runtime.block_on(plays_out_the_same(&db, world));
                    Ok(())
                })
                .expect("every world plays out the same");
        });
        playing.await.expect("played");
    })
    .await;
}
