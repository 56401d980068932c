//! The two databases, the pure evaluator and the incremental path agree; and the states a segment goes through.

mod by_hand;

use super::fixture;
use super::*;
use crate::activity::Activity;
use crate::changes::{self, Change};
use crate::testing::on_both;
use crate::{Db, Dialect, Permit, StoreError};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shared::code_sets::{CodeSet, Coding};
use shared::ids::{PatientId, SegmentId};
use shared::paging::PageQuery;
use shared::patients::AttributeValue;
use shared::people::{EditSegments, ViewOutreach, ViewPatients};
use shared::segments::arbitrary;
use shared::segments::wire::{CodedPart, KnownPlace, MemberRow, NotFound, RuleCount, WordsOf};
use shared::segments::{
    AgeTest, Block, BlockId, Combine, ContactFacts, ContactSystem, Group, MemberList, PatientFacts, PatientTest,
    Quantifier, RecordCondition, RecordConditionTest, RecordFacts, RecordTest, RecordType, Rule, SegmentKind,
    SegmentStatus, SegmentTest, Test, TextTest, dependencies, evaluate, listed,
};
use shared::time::{Date, Millis, UtcMillis};
use std::collections::{BTreeMap, BTreeSet};

const NOW: UtcMillis = UtcMillis(1_795_305_600_000);

fn editor() -> Permit<EditSegments> {
    Permit::system("test")
}

fn viewer() -> Permit<ViewOutreach> {
    Permit::system("test")
}

fn reader() -> Permit<ViewPatients> {
    Permit::system("test")
}

async fn member_set(db: &Db, segment: i64) -> BTreeSet<i64> {
    let keys: Vec<i64> =
        sqlx::query_scalar("SELECT patient_id FROM segment_member WHERE segment_id = $1 AND left_at IS NULL")
            .bind(segment)
            .fetch_all(db.read())
            .await
            .expect("members");
    keys.into_iter().collect()
}

/// Who is in according to the changes alone, told one by one to a journey.
async fn replayed(db: &Db, segment: i64) -> BTreeSet<i64> {
    let changes: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT patient_id, CAST(joined AS BIGINT) FROM membership_change WHERE segment_id = $1 ORDER BY id",
    )
    .bind(segment)
    .fetch_all(db.read())
    .await
    .expect("changes");
    let mut members = BTreeSet::new();
    for (patient, joined) in changes {
        let news = if joined == 1 { members.insert(patient) } else { members.remove(&patient) };
        assert!(news, "a change that changes nothing");
    }
    members
}

async fn key_of(db: &Db, id: SegmentId) -> i64 {
    sqlx::query_scalar("SELECT id FROM segment WHERE uid = $1")
        .bind(id.to_string())
        .fetch_one(db.read())
        .await
        .expect("key")
}

fn agreed(rule: &Rule, people: &[(i64, PatientFacts)], today: Date) -> BTreeSet<i64> {
    people.iter().filter(|(_, facts)| evaluate(rule, facts, today).truth).map(|(key, _)| *key).collect()
}

/// Whom the fact index takes in.
async fn indexed(db: &Db, index: &FactIndex, rule: &Rule, today: Date) -> BTreeSet<i64> {
    let everyone = index.answer(db, rule, today, false).await.expect("asked").expect("an index");
    everyone.keys().collect()
}

/// The builder's figures, block by block, are the same from memory as from SQL.
async fn same_counts(db: &Db, index: &FactIndex, segment: Option<SegmentId>, rule: &Rule, now: UtcMillis) -> RuleCount {
    let from_memory = count(db, index, &viewer(), None, now, segment, rule).await.expect("counted");
    let from_sql = count(db, &FactIndex::default(), &viewer(), None, now, segment, rule).await.expect("counted");
    assert_eq!(RuleCount { micros: 0, ..from_memory.clone() }, RuleCount { micros: 0, ..from_sql });
    from_memory
}

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
        refresh(db, &mut tx, now, key, rule).await.expect("refreshed");
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
        .map(|key| Change { patient: *key, record_type: "patient", record: *key, change: "updated" })
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
        assert_eq!(members, replayed(db, *segment).await, "what journeys are told");
        assert_eq!(indexed(db, &index, rule, world.today).await, members, "fact index after edits");
        same_counts(db, &index, None, rule, now).await;
    }

    // Days go by.
    let later = Date::from_days_since_epoch(world.today.days_since_epoch() + world.later);
    let mut tx = db.begin().await.expect("tx");
    for (segment, rule) in &segments {
        refresh(db, &mut tx, later.start_utc(), *segment, rule).await.expect("refreshed");
    }
    tx.commit().await.expect("commit");
    for (segment, rule) in &segments {
        let members = member_set(db, *segment).await;
        assert_eq!(members, agreed(rule, &people, later), "on a later day");
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
        tokio::task::block_in_place(|| {
            TestRunner::new(Config { cases, failure_persistence: None, max_shrink_iters: 400, ..Config::default() })
                .run(&world(), |world| {
                    runtime.block_on(plays_out_the_same(&db, world));
                    Ok(())
                })
                .expect("every world plays out the same");
        });
    })
    .await;
}

fn lab_rule() -> Rule {
    let far_sighted = RecordTest {
        records: vec![RecordType::Condition],
        quantifier: Quantifier::Exists,
        conditions: vec![RecordCondition {
            id: BlockId(3),
            test: RecordConditionTest::Text(TextTest::Contains("Hypermetropia".into())),
        }],
        then: Vec::new(),
    };
    Rule::new(Group {
        combine: Combine::All,
        blocks: vec![
            Block::new(BlockId(1), Test::Patient(PatientTest::Active(true))),
            Block::new(BlockId(2), Test::Record(far_sighted)),
        ],
    })
}

fn hypermetropia() -> RecordFacts {
    RecordFacts {
        concept: Some(arbitrary::concept_facts(0)),
        status: Some("active".into()),
        verification: Some("confirmed".into()),
        at: Some(NOW - Millis::days(30)),
        ..RecordFacts::new(RecordType::Condition)
    }
}

/// Three far-sighted active patients, an inactive one who is far-sighted too, and one who is not.
async fn lab_people(db: &Db) -> Vec<i64> {
    let mut tx = db.begin().await.expect("tx");
    fixture::concepts(&mut tx).await;
    let mut keys = Vec::new();
    for (name, active, ill) in [
        ("Casey", true, true),
        ("Elizabeth", true, true),
        ("Jessie", true, true),
        ("Robin", false, true),
        ("Sam", true, false),
    ] {
        let records = if ill { vec![hypermetropia()] } else { Vec::new() };
        let email = ContactFacts { system: ContactSystem::Email, said: BTreeMap::new() };
        let contacts = active.then_some(email).into_iter().collect();
        let facts = PatientFacts { active, records, contacts, ..PatientFacts::default() };
        keys.push(fixture::patient(&mut tx, name, &facts).await);
    }
    tx.commit().await.expect("commit");
    keys
}

async fn lab_segment(db: &Db) -> SegmentId {
    let mut tx = db.begin().await.expect("tx");
    let id =
        create(&mut tx, &editor(), NOW, "Patients with  Hypermetropia ", SegmentKind::Dynamic).await.expect("made");
    save_draft(&mut tx, &editor(), NOW, id, 0, &lab_rule()).await.expect("saved");
    tx.commit().await.expect("commit");
    id
}

#[tokio::test]
async fn the_labs_segment_has_its_three_members_and_only_a_live_one_can_be_chosen() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        assert_eq!(live(&db).await.expect("live"), []);
        let off = FactIndex::default();
        let permit = reader();
        let counted = count(&db, &off, &viewer(), Some(&permit), NOW, Some(id), &lab_rule()).await.expect("count");
        assert_eq!((counted.members, counted.patients, counted.by_email, counted.by_phone), (3, 5, 3, 0));
        assert_eq!(counted.blocks, [(BlockId(1), 4), (BlockId(2), 4), (BlockId(3), 4)]);
        let on = FactIndex::new(100);
        on.build(&db).await.expect("built");
        let again = count(&db, &on, &viewer(), None, NOW, Some(id), &lab_rule()).await.expect("count");
        assert_eq!(again, RuleCount { micros: again.micros, sample: Vec::new(), ..counted.clone() });
        assert_eq!(
            counted.sample.iter().map(|row| row.name.reveal().as_str()).collect::<Vec<_>>(),
            ["Casey Test", "Elizabeth Test", "Jessie Test"]
        );

        let mut tx = db.begin().await.expect("tx");
        let joined = go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await.expect("live").joined;
        tx.commit().await.expect("commit");
        assert_eq!(joined, 3);
        let chosen = live(&db).await.expect("live");
        assert_eq!((chosen.len(), chosen[0].members, chosen[0].name.as_str()), (1, 3, "Patients with Hypermetropia"));
        assert_eq!(member_set(&db, key_of(&db, id).await).await, people[..3].iter().copied().collect());

        let page = members(
            &db,
            &reader(),
            NOW,
            (id, MemberList::Members),
            &PageQuery { search: "eliz".into(), ..PageQuery::default() },
        )
        .await
        .expect("page");
        assert_eq!((page.total, page.rows[0].member), (1, true));
        let shown: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM audit_patient").fetch_one(db.read()).await.expect("audit");
        assert_eq!(shown, 4, "three in the sample, one in the list");
    })
    .await;
}

#[tokio::test]
async fn adding_and_removing_a_condition_changes_who_is_in() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        let mut tx = db.begin().await.expect("tx");
        go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await.expect("live");
        tx.commit().await.expect("commit");
        let key = key_of(&db, id).await;

        let mut tx = db.begin().await.expect("tx");
        fixture::insert(&mut tx, people[4], &hypermetropia()).await;
        sqlx::query("DELETE FROM condition WHERE patient_id = $1")
            .bind(people[0])
            .execute(&mut *tx)
            .await
            .expect("gone");
        let difference = re_evaluate(&db, &mut tx, NOW, key, &lab_rule(), &[people[0], people[4]]).await.expect("done");
        assert!(is_member(&mut tx, key, people[4]).await.expect("asked"));
        assert_eq!(member_keys(&mut tx, key, people[1], 10).await.expect("keys"), [people[2], people[4]]);
        tx.commit().await.expect("commit");
        assert_eq!((difference.joined, difference.left), (1, 1));
        assert_eq!(member_set(&db, key).await, [people[1], people[2], people[4]].into());
        assert_eq!(replayed(&db, key).await, member_set(&db, key).await);
    })
    .await;
}

#[tokio::test]
async fn a_segment_that_can_not_be_right_does_not_go_live() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        let id = create(&mut tx, &editor(), NOW, "Empty", SegmentKind::Dynamic).await.expect("made");
        match go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await {
            Err(StoreError::Invalid(errors)) => assert_eq!(errors[0].field, "block-0"),
            other => panic!("{other:?}"),
        }
        assert!(matches!(create(&mut tx, &editor(), NOW, " ", SegmentKind::Static).await, Err(StoreError::Invalid(_))));
        drop(tx);
        let mut tx = db.begin().await.expect("tx");
        create(&mut tx, &editor(), NOW, "Twice", SegmentKind::Dynamic).await.expect("made");
        match create(&mut tx, &editor(), NOW, "tWICE", SegmentKind::Static).await {
            Err(StoreError::Invalid(errors)) => assert_eq!(errors[0].message, "Another segment has this name."),
            other => panic!("{other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_people_editing_the_second_to_save_is_told() {
    on_both(async |db| {
        let id = lab_segment(&db).await;
        let mut tx = db.begin().await.expect("tx");
        assert_eq!(save_draft(&mut tx, &editor(), NOW, id, 1, &Rule::empty()).await.expect("first"), 2);
        assert!(matches!(save_draft(&mut tx, &editor(), NOW, id, 1, &lab_rule()).await, Err(StoreError::Conflict(_))));
    })
    .await;
}

#[tokio::test]
async fn stopping_keeps_the_members_and_deleting_a_live_segment_is_refused() {
    on_both(async |db| {
        lab_people(&db).await;
        let id = lab_segment(&db).await;
        let mut tx = db.begin().await.expect("tx");
        go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await.expect("live");
        assert!(matches!(delete(&db, &mut tx, &editor(), NOW, id).await, Err(StoreError::Conflict(_))));
        stop(&mut tx, &editor(), NOW, id).await.expect("stopped");
        assert!(matches!(stop(&mut tx, &editor(), NOW, id).await, Err(StoreError::Conflict(_))));
        tx.commit().await.expect("commit");
        let detail = by_id(&db, &viewer(), id).await.expect("detail");
        assert_eq!((detail.row.status, detail.row.members), (SegmentStatus::Stopped, 3));
        assert_eq!(live(&db).await.expect("live"), []);

        let mut tx = db.begin().await.expect("tx");
        let copy = duplicate(&mut tx, &editor(), NOW, id, "Copy").await.expect("copied");
        delete(&db, &mut tx, &editor(), NOW, id).await.expect("deleted");
        tx.commit().await.expect("commit");
        assert_eq!(by_id(&db, &viewer(), copy).await.expect("copy").draft, lab_rule());
        assert!(matches!(by_id(&db, &viewer(), id).await, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_static_segment_has_whom_somebody_put_there() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let mut tx = db.begin().await.expect("tx");
        let id = create(&mut tx, &editor(), NOW, "By hand", SegmentKind::Static).await.expect("made");
        tx.commit().await.expect("commit");
        let found = candidates(&db, &reader(), NOW, (id, MemberList::Members), "test").await.expect("found");
        let ids: Vec<PatientId> = found.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), people.len());

        let mut tx = db.begin().await.expect("tx");
        assert_eq!(add_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..2]).await.expect("added"), 2);
        assert_eq!(add_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..3]).await.expect("added"), 1);
        assert_eq!(
            remove_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..1]).await.expect("removed"),
            1
        );
        assert_eq!(add_members(&mut tx, &editor(), NOW, id, MemberList::Members, &ids[..1]).await.expect("back"), 1);
        tx.commit().await.expect("commit");
        let key = key_of(&db, id).await;
        assert_eq!(member_set(&db, key).await.len(), 3);
        assert_eq!(replayed(&db, key).await, member_set(&db, key).await);
        let page =
            page(&db, &viewer(), &PageQuery { sort: "members".into(), descending: true, ..PageQuery::default() })
                .await
                .expect("page");
        assert_eq!((page.total, page.rows[0].members), (1, 3));
    })
    .await;
}

#[tokio::test]
async fn a_new_day_or_a_failure_makes_a_segment_due() {
    on_both(async |db| {
        lab_people(&db).await;
        let id = lab_segment(&db).await;
        let mut tx = db.begin().await.expect("tx");
        go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await.expect("live");
        tx.commit().await.expect("commit");
        let tomorrow = NOW + Millis::days(1);
        assert!(
            refresh_due(&db, &FactIndex::default(), tomorrow).await.expect("asked").is_none(),
            "a rule without dates never ages"
        );
        sqlx::query("UPDATE segment SET follows_date = 1").execute(db.read()).await.expect("set");
        assert!(refresh_due(&db, &FactIndex::default(), NOW).await.expect("asked").is_none(), "same day");
        assert!(refresh_due(&db, &FactIndex::default(), tomorrow).await.expect("asked").is_some());
        assert!(refresh_due(&db, &FactIndex::default(), tomorrow).await.expect("asked").is_none(), "once a day");

        sqlx::query("UPDATE segment SET live_rule = '{}'").execute(db.read()).await.expect("broken");
        let (segment, error) =
            refresh_due(&db, &FactIndex::default(), tomorrow + Millis::days(1)).await.expect_err("fails");
        let mut tx = db.begin().await.expect("tx");
        refresh_failed(&mut tx, tomorrow + Millis::days(1), segment.expect("which"), &error.to_string())
            .await
            .expect("told");
        tx.commit().await.expect("commit");
        assert!(by_id(&db, &viewer(), id).await.is_err(), "a rule that can't be read is not shown as an empty one");
    })
    .await;
}

#[tokio::test]
async fn what_activities_are_about_is_found_by_its_name_and_its_id() {
    on_both(async |db| {
        let journey = crate::journeys::create(&db, &Permit::system("test"), NOW, "Flu invitation", "UTC").await;
        let event = crate::events::edit::create(&db, &Permit::system("test"), NOW, "Flu morning", "UTC").await;
        let (journey, event) = (journey.expect("journey").to_string(), event.expect("event").to_string());
        let found = async |search: &str| -> Vec<(String, String)> {
            let all = subjects(&db, &viewer(), search).await.expect("found");
            all.into_iter().map(|subject| (subject.noun, subject.id)).collect()
        };
        let (a_journey, an_event) = (("journey".to_owned(), journey.clone()), ("event".to_owned(), event.clone()));
        assert_eq!(found("FLU").await, [a_journey.clone(), an_event.clone()]);
        assert_eq!(found("morning").await, std::slice::from_ref(&an_event));
        assert_eq!(found(&journey).await, [a_journey]);
        assert_eq!(found("asthma").await, []);
    })
    .await;
}

#[tokio::test]
async fn the_picker_offers_what_is_in_the_data() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let found = concepts(&db, &viewer(), RecordType::Condition, CodedPart::Concept, "HYPER").await.expect("found");
        assert_eq!((found.len(), found[0].records, found[0].code.code.as_str()), (1, 4, "38101003"));
        let count = async |record, part, search: &str| {
            concepts(&db, &viewer(), record, part, search).await.expect("found").len()
        };
        assert_eq!(count(RecordType::Condition, CodedPart::Concept, "381").await, 1);
        assert_eq!(count(RecordType::Procedure, CodedPart::Concept, "").await, 0);
        let mut tx = db.begin().await.expect("begin");
        sqlx::query("UPDATE condition SET body_site_concept_id = concept_id").execute(&mut *tx).await.expect("sited");
        tx.commit().await.expect("commit");
        assert_eq!(count(RecordType::Condition, CodedPart::BodySite, "hyper").await, 1);
        for part in [CodedPart::Value, CodedPart::Component] {
            assert_eq!(count(RecordType::Observation, part, "").await, 0);
            assert_eq!(count(RecordType::Condition, part, "").await, 0, "conditions have no such part");
        }
        let words = async |of: WordsOf| words_in_use(&db, &viewer(), &of).await.expect("words");
        assert!(words(WordsOf::Languages).await.is_empty());
        let gift = AttributeValue::parse("2026-03-01").expect("a value");
        let told = PatientFacts {
            tags: BTreeSet::from(["volunteer".to_owned()]),
            attributes: BTreeMap::from([("last gift".to_owned(), gift)]),
            practitioner: Some("Ana Silva".into()),
            site: Some("Lamna Main".into()),
            city: Some("Lamna".into()),
            position: Some((42.12, -71.5)),
            ..PatientFacts::default()
        };
        let mut tx = db.begin().await.expect("tx");
        fixture::patient(&mut tx, "Told", &told).await;
        tx.commit().await.expect("commit");
        for (of, word) in [
            (WordsOf::Tags, "volunteer"),
            (WordsOf::Attributes, "last gift"),
            (WordsOf::Attribute("Last  gift".into()), "2026-03-01"),
            (WordsOf::Practitioners, "Ana Silva"),
            (WordsOf::Sites, "Lamna Main"),
            (WordsOf::VisitSites, "Lamna Main"),
        ] {
            assert_eq!(words(of.clone()).await, [word], "{of:?}");
        }
        let places = known_places(&db, &viewer()).await.expect("places");
        assert_eq!(places, [KnownPlace { name: "Lamna".into(), latitude: 42.12, longitude: -71.5 }]);
        assert_eq!(people.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn the_explanation_comes_from_the_rows() {
    on_both(async |db| {
        lab_people(&db).await;
        let id = lab_segment(&db).await;
        let found = candidates(&db, &reader(), NOW, (id, MemberList::Members), "robin").await.expect("found");
        let why = explain(&db, &reader(), NOW, id, found[0].id, &lab_rule()).await.expect("why");
        assert!(!why.member && !why.explanation.truth);
        assert_eq!(why.explanation.children.iter().map(|child| child.truth).collect::<Vec<_>>(), [false, true]);
        assert!(why.explanation.children[1].record.is_some());
    })
    .await;
}

fn asks_for(segment: SegmentId, member: bool) -> Rule {
    let test = SegmentTest { segment: Some(segment), name: "The other".into(), member };
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), Test::Segment(test))] })
}

/// A dynamic segment with that rule, not live.
async fn drafted(db: &Db, name: &str, rule: &Rule) -> SegmentId {
    let mut tx = db.begin().await.expect("tx");
    let id = create(&mut tx, &editor(), NOW, name, SegmentKind::Dynamic).await.expect("made");
    save_draft(&mut tx, &editor(), NOW, id, 0, rule).await.expect("saved");
    tx.commit().await.expect("commit");
    id
}

async fn publish(db: &Db, id: SegmentId) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let difference = go_live(db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(difference.joined)
}

#[tokio::test]
async fn a_segment_of_a_segment_follows_it_and_never_in_a_circle() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let inner = lab_segment(&db).await;
        let outer = drafted(&db, "Members of the lab's", &asks_for(inner, true)).await;
        match publish(&db, outer).await {
            Err(StoreError::Invalid(errors)) => assert!(errors[0].message.contains("not live"), "{errors:?}"),
            other => panic!("{other:?}"),
        }
        publish(&db, inner).await.expect("live");
        assert_eq!(publish(&db, outer).await.expect("live"), 3);

        // Who leaves the inner one is looked at again for the outer one.
        let mut tx = db.begin().await.expect("tx");
        fixture::replace(&mut tx, people[0], &PatientFacts::default()).await;
        re_evaluate(&db, &mut tx, NOW, key_of(&db, inner).await, &lab_rule(), &people[..1]).await.expect("left");
        let queued = changes::take(&db, &mut tx, 10).await.expect("queue");
        assert_eq!(
            queued.iter().map(|change| (change.patient_id, change.record_type.as_str())).collect::<Vec<_>>(),
            [(people[0], "segment")]
        );
        let outer_key = key_of(&db, outer).await;
        re_evaluate(&db, &mut tx, NOW, outer_key, &asks_for(inner, true), &people[..1]).await.expect("left");
        tx.commit().await.expect("commit");
        assert_eq!(member_set(&db, outer_key).await, people[1..3].iter().copied().collect());

        // The inner one may not ask for the outer one, nor be deleted while that asks for it.
        let mut tx = db.begin().await.expect("tx");
        save_draft(&mut tx, &editor(), NOW, inner, 1, &asks_for(outer, false)).await.expect("saved");
        match go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, inner).await {
            Err(StoreError::Invalid(errors)) => assert!(errors[0].message.contains("never end"), "{errors:?}"),
            other => panic!("{other:?}"),
        }
        stop(&mut tx, &editor(), NOW, inner).await.expect("stopped");
        tx.commit().await.expect("commit");
        let mut tx = db.begin().await.expect("tx");
        match delete(&db, &mut tx, &editor(), NOW, inner).await {
            Err(StoreError::Conflict(why)) => assert!(why.contains("Members of the lab's"), "{why}"),
            other => panic!("{other:?}"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_code_set_that_changes_makes_the_segments_that_ask_for_it_due() {
    on_both(async |db| {
        lab_people(&db).await;
        let mut rule = lab_rule();
        let Some(Test::Record(test)) = rule.block_mut(BlockId(2)).map(|block| &mut block.test) else {
            panic!("a record")
        };
        test.conditions[0].test = RecordConditionTest::CodeSet(vec!["far-sight".into()]);
        let id = drafted(&db, "By code set", &rule).await;
        assert_eq!(publish(&db, id).await.expect("live"), 0);
        let mut tx = db.begin().await.expect("tx");
        let coding =
            Coding { system: "http://snomed.info/sct".into(), code: "38101003".into(), display: String::new() };
        let set = CodeSet {
            key: "far-sight".into(),
            name: "Far sight".into(),
            description: String::new(),
            source: String::new(),
            codes: vec![coding],
        };
        crate::code_sets::put(&mut tx, NOW, "test", &set).await.expect("put");
        tx.commit().await.expect("commit");
        let difference = refresh_due(&db, &FactIndex::default(), NOW).await.expect("refreshed").expect("due");
        assert_eq!(difference.joined, 3);
        assert_eq!(refresh_due(&db, &FactIndex::default(), NOW).await.expect("refreshed"), None);
    })
    .await;
}

#[tokio::test]
async fn a_list_says_of_every_line_what_became_of_it() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let mut tx = db.begin().await.expect("tx");
        for (patient, value) in [(people[0], "MRN-1"), (people[1], "shared"), (people[2], "shared")] {
            sqlx::query("INSERT INTO patient_identifier (patient_id, kind, system, value) VALUES ($1, 'MR', 'x', $2)")
                .bind(patient)
                .bind(value)
                .execute(&mut *tx)
                .await
                .expect("identifier");
        }
        sqlx::query("UPDATE contact_point SET address = 'sam@example.org' WHERE patient_id = $1 AND use_code <> 'old'")
            .bind(people[4])
            .execute(&mut *tx)
            .await
            .expect("address");
        let uid: String = sqlx::query_scalar("SELECT uid FROM patient WHERE id = $1")
            .bind(people[3])
            .fetch_one(&mut *tx)
            .await
            .expect("uid");
        let id = create(&mut tx, &editor(), NOW, "From a list", SegmentKind::Static).await.expect("made");
        let text = format!("MRN\nMRN-1\nSAM@example.org\n{uid}\nshared\nnobody\nmrn-1\nMRN-1\nold@example.org\n");
        let list = listed::read(&text);
        let report =
            add_listed(&mut tx, &editor(), &reader(), NOW, (id, MemberList::Members), &list).await.expect("added");
        assert_eq!((report.added, report.already, report.repeated), (3, 0, 2));
        let refused: Vec<_> =
            report.refused.iter().map(|(line, value, why)| (*line, value.reveal().as_str(), *why)).collect();
        assert_eq!(
            refused,
            [
                (5, "shared", NotFound::Several(2)),
                (6, "nobody", NotFound::Nobody),
                // An address of before names nobody.
                (9, "old@example.org", NotFound::Nobody)
            ]
        );
        let again =
            add_listed(&mut tx, &editor(), &reader(), NOW, (id, MemberList::Members), &list).await.expect("added");
        assert_eq!((again.added, again.already), (0, 3));
        tx.commit().await.expect("commit");
        let key = key_of(&db, id).await;
        assert_eq!(member_set(&db, key).await, [people[0], people[3], people[4]].into());
        assert_eq!(replayed(&db, key).await, member_set(&db, key).await);
        assert_eq!(export(&db, &reader(), NOW, id).await.expect("exported").len(), 3);
        let exported: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM audit_patient p JOIN audit_event e ON e.id = p.audit_id WHERE e.action = 'export'",
        )
        .fetch_one(db.read())
        .await
        .expect("audit");
        assert_eq!(exported, 3);
    })
    .await;
}

#[tokio::test]
async fn before_a_change_is_published_one_sees_who_joins_and_leaves() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        publish(&db, id).await.expect("live");
        let mut rule = lab_rule();
        // Everybody who is far-sighted and inactive: Robin instead of the three.
        rule.root.blocks[0].test = Test::Patient(PatientTest::Active(false));
        let mut tx = db.begin().await.expect("tx");
        save_draft(&mut tx, &editor(), NOW, id, 1, &rule).await.expect("saved");
        let frozen = freeze(&mut tx, &editor(), NOW, id, "As they were").await.expect("frozen");
        tx.commit().await.expect("commit");
        let facts = FactIndex::new(100);
        facts.build(&db).await.expect("built");
        for facts in [FactIndex::default(), facts] {
            let permit = reader();
            let seen = preview(&db, &facts, &editor(), Some(&permit), NOW, id).await.expect("preview");
            let names = |rows: &[MemberRow]| rows.iter().map(|row| row.name.reveal().clone()).collect::<Vec<_>>();
            assert_eq!((seen.joining, seen.leaving), (1, 3));
            assert_eq!(names(&seen.joiners), ["Robin Test"]);
            assert_eq!(names(&seen.leavers), ["Casey Test", "Elizabeth Test", "Jessie Test"]);
            let blind = preview(&db, &facts, &editor(), None, NOW, id).await.expect("preview");
            assert_eq!((blind.joining, blind.joiners.len()), (1, 0));
        }
        publish(&db, id).await.expect("published");
        assert_eq!(member_set(&db, key_of(&db, id).await).await, [people[3]].into());
        assert_eq!(member_set(&db, key_of(&db, frozen).await).await, people[..3].iter().copied().collect());
    })
    .await;
}

/// Who is of this age or older.
fn of_age(years: u16) -> Rule {
    Rule::new(Group {
        combine: Combine::All,
        blocks: vec![Block::new(BlockId(1), Test::Patient(PatientTest::Age(AgeTest::AtLeast(years))))],
    })
}

#[tokio::test]
async fn on_a_new_day_the_fact_index_says_whose_membership_is_compared() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let tomorrow = NOW + Millis::days(1);
        let born = Date { year: tomorrow.date_utc().year - 50, ..tomorrow.date_utc() };
        sqlx::query("UPDATE patient SET birth_date = $1 WHERE id = $2")
            .bind(born.to_string())
            .bind(people[0])
            .execute(db.read())
            .await
            .expect("born");
        let id = drafted(&db, "Fifty", &of_age(50)).await;
        assert_eq!(publish(&db, id).await.expect("live"), 0);
        let facts = FactIndex::new(100);
        facts.build(&db).await.expect("built");
        let difference = refresh_due(&db, &facts, tomorrow).await.expect("refreshed").expect("due");
        assert_eq!((difference.joined, difference.left), (1, 0));
        let key = key_of(&db, id).await;
        assert_eq!(replayed(&db, key).await, [people[0]].into());
        assert_eq!(refresh_due(&db, &facts, tomorrow).await.expect("asked"), None, "once a day");
    })
    .await;
}

#[tokio::test]
async fn the_fact_index_follows_what_others_write_and_says_when_it_can_not() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let facts = FactIndex::new(100);
        let today = NOW.date_utc();
        assert!(facts.answer(&db, &lab_rule(), today, false).await.expect("asked").is_none(), "not built yet");
        facts.build(&db).await.expect("built");
        assert_eq!(indexed(&db, &facts, &lab_rule(), today).await, people[..3].iter().copied().collect());

        // A patient goes, one comes, something happens between us and a third.
        let mut tx = db.begin().await.expect("tx");
        sqlx::query("DELETE FROM patient WHERE id = $1").bind(people[0]).execute(&mut *tx).await.expect("deleted");
        let ill = PatientFacts { active: true, records: vec![hypermetropia()], ..PatientFacts::default() };
        let new = fixture::patient(&mut tx, "New", &ill).await;
        let opened = Activity {
            at: NOW,
            patient: Some(people[1]),
            kind: "message-opened",
            subject: "message",
            subject_uid: "m".into(),
            summary: String::new(),
        };
        crate::activity::record(&mut tx, opened).await.expect("recorded");
        tx.commit().await.expect("commit");
        assert_eq!(indexed(&db, &facts, &lab_rule(), today).await, [people[1], people[2], new].into());
        let opened = Rule::new(Group {
            combine: Combine::All,
            blocks: vec![Block::new(
                BlockId(1),
                Test::Record(RecordTest {
                    records: vec![RecordType::Activity],
                    quantifier: Quantifier::Exists,
                    conditions: Vec::new(),
                    then: Vec::new(),
                }),
            )],
        });
        assert_eq!(indexed(&db, &facts, &opened, today).await, [people[1]].into());
        let queued: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM change_queue WHERE record_type = 'activity'")
            .fetch_one(db.read())
            .await
            .expect("queue");
        assert_eq!(queued, 1, "segments that ask for activity are told");

        // The log no longer reaches back to where the index was read.
        let mut tx = db.begin().await.expect("tx");
        fixture::patient(&mut tx, "Later", &ill).await;
        sqlx::query("DELETE FROM fact_change WHERE stamp < (SELECT MAX(stamp) FROM fact_change)")
            .execute(&mut *tx)
            .await
            .expect("pruned");
        tx.commit().await.expect("commit");
        let mut tx = db.begin().await.expect("tx");
        fixture::patient(&mut tx, "Last", &ill).await;
        sqlx::query("DELETE FROM fact_change WHERE stamp < (SELECT MAX(stamp) FROM fact_change)")
            .execute(&mut *tx)
            .await
            .expect("pruned");
        tx.commit().await.expect("commit");
        assert!(facts.answer(&db, &lab_rule(), today, false).await.expect("asked").is_none());
        // Transactions of others that began before the last row of the log hold the index back until they end.
        let ready = async {
            facts.build(&db).await.expect("built again");
            while facts.answer(&db, &lab_rule(), today, false).await.expect("asked").is_none() {
                facts.build(&db).await.expect("built again");
            }
        };
        tokio::time::timeout(std::time::Duration::from_secs(60), ready).await.expect("an index again");
        assert_eq!(indexed(&db, &facts, &lab_rule(), today).await.len(), 5);

        // A log that has grown long loses its front, the rest stays complete.
        let mut tx = db.begin().await.expect("tx");
        for patient in 0..410 {
            let rows = "(1), ".repeat(999) + &format!("({patient})");
            sqlx::query(&format!("INSERT INTO fact_change (patient_id) VALUES {rows}"))
                .execute(&mut *tx)
                .await
                .expect("logged");
        }
        tx.commit().await.expect("commit");
        let count = || async {
            sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM fact_change").fetch_one(db.read()).await.expect("count")
        };
        let before = count().await;
        let mut tx = db.begin().await.expect("tx");
        prune_log(&mut tx).await.expect("pruned");
        tx.commit().await.expect("commit");
        // Here PostgreSQL wrote nearly all rows in one transaction: they have one stamp and stay together.
        let after = count().await;
        match db.dialect() {
            Dialect::Sqlite => assert_eq!(before - after, 20_000),
            Dialect::Postgres => assert!((410_000..before).contains(&after)),
        }

        let small = FactIndex::new(0);
        small.build(&db).await.expect("nothing");
        assert!(small.answer(&db, &lab_rule(), today, false).await.expect("asked").is_none(), "switched off");
    })
    .await;
}

#[tokio::test]
async fn insights_count_back_from_today_and_name_what_is_shared() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        publish(&db, id).await.expect("live");
        let other = drafted(&db, "Everybody active", &lab_rule()).await;
        publish(&db, other).await.expect("live");
        let key = key_of(&db, id).await;
        let later = NOW + Millis::days(2);
        let mut tx = db.begin().await.expect("tx");
        sqlx::query("DELETE FROM condition WHERE patient_id = $1")
            .bind(people[0])
            .execute(&mut *tx)
            .await
            .expect("gone");
        re_evaluate(&db, &mut tx, later, key, &lab_rule(), &people[..1]).await.expect("left");
        tx.commit().await.expect("commit");
        let seen = insights(&db, &viewer(), later + Millis::days(1), id).await.expect("insights");
        let days: Vec<_> = seen.days.iter().map(|day| (day.members, day.joined, day.left)).collect();
        assert_eq!(days, [(3, 3, 0), (3, 0, 0), (2, 0, 1), (2, 0, 0)]);
        assert_eq!(seen.days[0].day, NOW.date_utc());
        assert_eq!(seen.overlaps.len(), 1);
        assert_eq!((seen.overlaps[0].id, seen.overlaps[0].shared, seen.overlaps[0].members), (other, 2, 3));
    })
    .await;
}
