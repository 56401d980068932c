//! What rules ask for by name is written down beside them, and a change of it reaches those rules and no others.

use super::*;
use shared::segments::care_gap::Period;
use shared::segments::{CareGapTest, GapState};

fn one(test: Test) -> Rule {
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), test)] })
}

fn visit(test: RecordConditionTest) -> Rule {
    let conditions = vec![RecordCondition { id: BlockId(2), test }];
    let records = vec![RecordType::Encounter];
    one(Test::Record(RecordTest { records, quantifier: Quantifier::Exists, conditions, then: Vec::new() }))
}

/// The names of live segments that the whole of is to be compared anew.
async fn due(db: &Db) -> Vec<String> {
    let due = "SELECT name FROM segment WHERE status = 'live' AND refreshed_whole_at IS NULL ORDER BY name";
    sqlx::query_scalar(due).fetch_all(db.read()).await.expect("read")
}

async fn all_compared(db: &Db) {
    sqlx::query("UPDATE segment SET refreshed_whole_at = 1").execute(db.read()).await.expect("compared");
}

#[tokio::test]
async fn a_site_or_code_set_that_changes_is_heard_by_rules_that_ask_for_it_only() {
    on_both(async |db| {
        let gap = CareGapTest {
            gap: "breast-cancer-screening".into(),
            period: Period::Rolling,
            states: vec![GapState::OpenGap],
        };
        let rules = [
            // The word alone, in a text of a rule, asks for nothing.
            ("Text", visit(RecordConditionTest::Text(TextTest::Contains("\"site\": code-set care-gap".into())))),
            ("Site", visit(RecordConditionTest::Site(vec!["Lamna Main".into()]))),
            ("Set", visit(RecordConditionTest::CodeSet(vec!["eyes".into()]))),
            ("Gap", one(Test::CareGap(gap))),
        ];
        for (name, rule) in &rules {
            let id = drafted(&db, name, rule).await;
            publish(&db, id).await.expect("live");
        }
        sqlx::query("INSERT INTO location (name) VALUES ('Lamna Main')").execute(db.read()).await.expect("a site");
        all_compared(&db).await;
        sqlx::query("UPDATE location SET name = 'Lamna North'").execute(db.read()).await.expect("renamed");
        assert_eq!(due(&db).await, ["Site"]);

        all_compared(&db).await;
        for (key, asking) in [("eyes", "Set"), ("mammography", "Gap")] {
            let set = CodeSet {
                key: key.into(),
                name: key.into(),
                description: String::new(),
                source: String::new(),
                codes: vec![Coding { system: "s".into(), code: "c".into(), display: "d".into() }],
            };
            let mut tx = db.begin().await.expect("tx");
            store::code_sets::put(&mut tx, NOW, "test", &set).await.expect("put");
            tx.commit().await.expect("commit");
            assert_eq!(due(&db).await, [asking], "{key}");
            all_compared(&db).await;
        }
    })
    .await;
}

#[tokio::test]
async fn rows_follow_the_rules_that_are_stored_and_a_start_writes_them_anew() {
    on_both(async |db| {
        let id = drafted(&db, "Sets", &visit(RecordConditionTest::CodeSet(vec!["eyes".into()]))).await;
        publish(&db, id).await.expect("live");
        let mut tx = db.begin().await.expect("tx");
        let other = visit(RecordConditionTest::CodeSet(vec!["mammography".into()]));
        save_draft(&mut tx, &editor(), NOW, id, 1, &other).await.expect("saved");
        tx.commit().await.expect("commit");
        let rows = async || -> Vec<(String, String)> {
            sqlx::query_as("SELECT rule, key FROM segment_asks ORDER BY rule").fetch_all(db.read()).await.expect("rows")
        };
        let both = [("draft".to_owned(), "mammography".to_owned()), ("live".to_owned(), "eyes".to_owned())];
        assert_eq!(rows().await, both);
        sqlx::query("DELETE FROM segment_asks").execute(db.read()).await.expect("lost");
        store::segments::asks::keep_all(&db).await.expect("written");
        assert_eq!(rows().await, both);
    })
    .await;
}

#[tokio::test]
async fn a_rule_of_a_newer_version_is_refused_with_a_reason_and_left_as_it_is() {
    on_both(async |db| {
        let id = drafted(&db, "Of tomorrow", &visit(RecordConditionTest::Done)).await;
        let tomorrow = r#"{"version":3,"root":{"who":"knows"}}"#;
        sqlx::query("UPDATE segment SET draft_rule = $1").bind(tomorrow).execute(db.read()).await.expect("stored");
        let refused = |result: Result<(), StoreError>| match result {
            Err(StoreError::Conflict(why)) => assert!(why.contains("newer version of Waypost"), "{why}"),
            other => panic!("{other:?}"),
        };
        refused(by_id(&db, &viewer(), id).await.map(|_| ()));
        let mut tx = db.begin().await.expect("tx");
        refused(save_draft(&mut tx, &editor(), NOW, id, 1, &Rule::empty()).await.map(|_| ()));
        refused(go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await.map(|_| ()));
        tx.commit().await.expect("commit");
        store::segments::asks::keep_all(&db).await.expect("passed over");
        let stored: String =
            sqlx::query_scalar("SELECT draft_rule FROM segment").fetch_one(db.read()).await.expect("stored");
        assert_eq!(stored, tomorrow);
        // The list of segments still shows it.
        let page = page(&db, &viewer(), &PageQuery::default()).await.expect("listed");
        assert_eq!(page.rows.len(), 1);
    })
    .await;
}
