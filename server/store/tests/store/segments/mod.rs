//! The two databases, the pure evaluator and the incremental path agree; and the states a segment goes through.

mod agreement;
mod asks;
mod by_hand;
mod fact_index;
mod fixture;
mod nesting;
mod notes;
mod publish;
mod reach;
mod static_segments;
mod stays;
mod templates;
mod travel;
mod versions;
mod vocabulary;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use shared::code_sets::{CodeSet, Coding};
use shared::ids::{PatientId, SegmentId};
use shared::paging::PageQuery;
use shared::patients::AttributeValue;
use shared::people::{EditSegments, ViewOutreach, ViewPatients};
use shared::segments::wire::{CodedPart, KnownPlace, MemberRow, NotFound, RuleCount, WordsOf};
use shared::segments::{
    AgeTest, Block, BlockId, Combine, ContactFacts, ContactSystem, Group, MemberList, PatientFacts, PatientTest,
    Quantifier, Reach, RecordCondition, RecordConditionTest, RecordFacts, RecordTest, RecordType, Rule, SegmentKind,
    SegmentStatus, SegmentTest, Test, TextTest, arbitrary, dependencies, evaluate, listed,
};
use shared::time::{Date, Millis, UtcMillis};
use std::collections::{BTreeMap, BTreeSet};
use store::activity::Activity;
use store::changes::{self, Change};
use store::segments::*;
use store::testing::on_both;
use store::{Db, Dialect, Permit, StoreError};

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

/// Who is in according to the changes alone, told one by one to a journey that let `first` in.
async fn replayed(db: &Db, segment: i64, first: BTreeSet<i64>) -> BTreeSet<i64> {
    let changes: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT patient_id, CAST(joined AS BIGINT) FROM membership_change WHERE segment_id = $1 ORDER BY id",
    )
    .bind(segment)
    .fetch_all(db.read())
    .await
    .expect("changes");
    let mut members = first;
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
    let from_memory = count(db, index, &viewer(), Some(&reader()), now, segment, rule).await.expect("counted");
    let from_sql =
        count(db, &FactIndex::default(), &viewer(), Some(&reader()), now, segment, rule).await.expect("counted");
    let compared = |count: RuleCount| RuleCount { micros: 0, sample: Vec::new(), ..count };
    assert_eq!(compared(from_memory.clone()), compared(from_sql));
    from_memory
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
        let email = ContactFacts { system: ContactSystem::Email, line: None, said: BTreeMap::new() };
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
        let again = count(&db, &on, &viewer(), Some(&permit), NOW, Some(id), &lab_rule()).await.expect("count");
        assert_eq!(again, RuleCount { micros: again.micros, ..counted.clone() });
        let planner = count(&db, &on, &viewer(), None, NOW, Some(id), &lab_rule()).await.expect("count");
        assert!(planner.coarse && planner.sample.is_empty() && planner.notes.is_empty());
        assert_eq!((planner.members, planner.by_email), (0, 0), "three people are too few to be told");
        assert!(planner.blocks.iter().all(|(_, count)| *count == 0));
        let written: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM audit_event WHERE action = 'count'")
            .fetch_one(db.read())
            .await
            .expect("read");
        assert_eq!(written, 3, "each count, of a part of the system, which nobody can ask the same again");
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
        assert_eq!(shown, 7, "three in each sample, one in the list");
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
        let first = people[..3].iter().copied().collect();
        assert_eq!(replayed(&db, key, first).await, member_set(&db, key).await);
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
        store::code_sets::put(&mut tx, NOW, "test", &set).await.expect("put");
        tx.commit().await.expect("commit");
        let difference = refresh_due(&db, &FactIndex::default(), NOW).await.expect("refreshed").expect("due");
        assert_eq!(difference.joined, 3);
        assert_eq!(refresh_due(&db, &FactIndex::default(), NOW).await.expect("refreshed"), None);
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
