//! What ships gives way, versions are kept, the second editor is told, and what is asked for stays.

use shared::code_sets::value_set::Published;
use shared::code_sets::{CodeSet, Coding, built_in};
use shared::imports::{Became, ValueSetTaken};
use shared::paging::PageQuery;
use shared::people::{EditSegments, ViewOutreach};
use shared::segments::{
    BlockId, Quantifier, RecordCondition, RecordConditionTest, RecordTest, RecordType, Rule, SegmentKind, Test,
};
use shared::time::UtcMillis;
use store::actor::Permit;
use store::code_sets::*;
use store::db::Db;
use store::error::Result;
use store::testing::on_both;
use store::{StoreError, segments};

const NOW: UtcMillis = UtcMillis(1_795_305_600_000);

fn editor() -> Permit<EditSegments> {
    Permit::system("Alex")
}

fn viewer() -> Permit<ViewOutreach> {
    Permit::system("test")
}

fn own(key: &str, codes: &[&str]) -> CodeSet {
    let coding =
        |code: &&str| Coding { system: "http://loinc.org".into(), code: (*code).into(), display: String::new() };
    CodeSet {
        key: key.into(),
        name: "Mammography".into(),
        description: String::new(),
        source: "urn:oid:1.2.3".into(),
        codes: codes.iter().map(coding).collect(),
    }
}

fn asking(key: &str) -> Rule {
    let row = RecordCondition { id: BlockId::ROOT, test: RecordConditionTest::CodeSet(vec![key.into()]) };
    let test = RecordTest {
        records: vec![RecordType::Procedure],
        quantifier: Quantifier::Exists,
        conditions: vec![row],
        then: Vec::new(),
    };
    let mut rule = Rule::empty();
    rule.add(BlockId::ROOT, Test::Record(test));
    rule
}

async fn code_list(db: &Db, key: &str) -> Vec<String> {
    codes(db, &viewer(), key).await.expect("codes").into_iter().map(|coding| coding.code).collect()
}

async fn saved(db: &Db, based_on: i64, set: CodeSet) -> Result<i64> {
    let mut tx = db.begin().await.expect("tx");
    let version = save(&mut tx, &editor(), NOW, based_on, set).await?;
    tx.commit().await.expect("commit");
    Ok(version)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ships_is_there_once_and_gives_way_to_what_is_imported() {
    on_both(async |db| {
        ship(&db).await.expect("shipped again");
        let shipped = choices(&db, &viewer()).await.expect("choices");
        assert_eq!(shipped.len(), built_in::all().len());

        let mut tx = db.begin().await.expect("begins");
        put(&mut tx, UtcMillis(1), "somebody", &own("mammography", &["1-1"])).await.expect("put");
        tx.commit().await.expect("commits");
        ship(&db).await.expect("shipped again");
        assert_eq!(code_list(&db, "mammography").await, ["1-1"]);
        assert_eq!(versions(&db, &viewer(), "mammography").await.expect("versions").len(), 2);
    })
    .await;
}

#[tokio::test]
async fn every_save_is_a_version_and_the_second_editor_is_told() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        let key = create(&mut tx, &editor(), NOW, " Our  Mammography! ").await.expect("made");
        tx.commit().await.expect("commit");
        assert_eq!(key, "our-mammography");
        let mut tx = db.begin().await.expect("tx");
        for (name, wrong) in [("our mammography", "has the key our-mammography"), (" !", "letters or digits")] {
            let Err(StoreError::Invalid(errors)) = create(&mut tx, &editor(), NOW, name).await else {
                panic!("{name} is refused")
            };
            assert!(errors[0].field == "name" && errors[0].message.contains(wrong), "{errors:?}");
        }
        drop(tx);

        assert_eq!(saved(&db, 1, own(&key, &["2-2", "1-1", "1-1"])).await.expect("saved"), 2);
        let late = saved(&db, 1, own(&key, &["9-9"])).await;
        assert!(matches!(late, Err(StoreError::Conflict(_))), "{late:?}");
        assert!(matches!(saved(&db, 2, own(&key, &[])).await, Err(StoreError::Invalid(_))));
        assert!(matches!(saved(&db, 1, own("nothing", &["1-1"])).await, Err(StoreError::NotFound)));
        assert_eq!(saved(&db, 2, own(&key, &["2-2", "3-3", "4-4"])).await.expect("saved"), 3);
        assert_eq!(code_list(&db, &key).await, ["2-2", "3-3", "4-4"]);

        let kept = versions(&db, &viewer(), &key).await.expect("versions");
        let told: Vec<_> = kept.iter().map(|one| (one.version, one.codes, one.added, one.removed)).collect();
        assert_eq!(told, [(3, 3, 2, 1), (2, 2, 2, 0), (1, 0, 0, 0)]);
        assert!(kept.iter().all(|one| one.actor.as_deref() == Some("Alex") && one.at == Some(NOW)));
        let second = codes_of(&db, &viewer(), &key, 2).await.expect("codes");
        assert_eq!(second.iter().map(|coding| coding.code.as_str()).collect::<Vec<_>>(), ["1-1", "2-2"]);
        assert!(matches!(codes_of(&db, &viewer(), &key, 4).await, Err(StoreError::NotFound)));
        let logged: Vec<String> =
            sqlx::query_scalar("SELECT detail FROM audit_event WHERE entity = 'code-set' ORDER BY id")
                .fetch_all(db.read())
                .await
                .expect("audit");
        assert_eq!(logged.len(), 3);
        assert_eq!(logged[2], "our-mammography, version 3: 2 codes added, 1 removed");
    })
    .await;
}

#[tokio::test]
async fn what_ships_can_be_restored_and_follows_what_ships_again() {
    on_both(async |db| {
        let before = by_key(&db, &viewer(), "mammography").await.expect("read");
        assert!(before.built_in && before.as_shipped);
        let changed = CodeSet { codes: own("", &["1-1"]).codes, ..before.set.clone() };
        let version = saved(&db, before.version, changed).await.expect("saved");
        assert!(!by_key(&db, &viewer(), "mammography").await.expect("read").as_shipped);

        let mut tx = db.begin().await.expect("tx");
        let version = restore_shipped(&mut tx, &editor(), NOW, version, "mammography").await.expect("restored");
        assert!(matches!(restore_shipped(&mut tx, &editor(), NOW, 1, "ours").await, Err(StoreError::NotFound)));
        tx.commit().await.expect("commit");
        let after = by_key(&db, &viewer(), "mammography").await.expect("read");
        assert_eq!((after.version, after.as_shipped, &after.set), (version, true, &before.set));
        let kept = versions(&db, &viewer(), "mammography").await.expect("versions");
        let who: Vec<_> = kept.iter().map(|one| (one.actor.as_deref(), one.at)).collect();
        assert_eq!(who, [(None, Some(NOW)), (Some("Alex"), Some(NOW)), (None, None)]);
        ship(&db).await.expect("shipped again");
        assert_eq!(by_key(&db, &viewer(), "mammography").await.expect("read").version, version);
    })
    .await;
}

#[tokio::test]
async fn only_a_set_of_ours_that_nothing_asks_for_can_be_deleted() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        let key = create(&mut tx, &editor(), NOW, "Ours").await.expect("made");
        let id = segments::create(&mut tx, &editor(), NOW, "Asks", SegmentKind::Dynamic).await.expect("made");
        segments::save_draft(&mut tx, &editor(), NOW, id, 0, &asking(&key)).await.expect("saved");
        segments::go_live(&db, &segments::FactIndex::default(), &mut tx, &editor(), NOW, id).await.expect("live");
        let kept = segments::keep_template(&mut tx, &editor(), NOW, id, "Keeps", "").await.expect("kept");
        segments::save_draft(&mut tx, &editor(), NOW, id, 1, &Rule::empty()).await.expect("saved");
        tx.commit().await.expect("commit");

        let found =
            page(&db, &viewer(), &PageQuery { search: "OURS".into(), ..PageQuery::default() }).await.expect("page");
        assert_eq!((found.total, found.rows[0].live_segments, found.rows[0].built_in), (1, 1, false));
        let uses = by_key(&db, &viewer(), &key).await.expect("read").uses;
        let told: Vec<_> = uses.iter().map(|used| (used.thing.noun.code(), used.name.as_str(), used.live)).collect();
        assert_eq!(told, [("segment", "Asks", true), ("segment-template", "Keeps", false)]);

        for step in 0..3 {
            let mut tx = db.begin().await.expect("tx");
            let refused = delete(&db, &mut tx, &editor(), NOW, &key).await;
            match step {
                0 => {
                    assert!(matches!(refused, Err(StoreError::Conflict(_))), "a live segment asks for it");
                    segments::stop(&mut tx, &editor(), NOW, id).await.expect("stopped");
                }
                1 => {
                    assert!(matches!(refused, Err(StoreError::Conflict(_))), "a template asks for it");
                    segments::delete_template(&mut tx, &editor(), NOW, kept).await.expect("deleted");
                }
                _ => refused.expect("deleted"),
            }
            tx.commit().await.expect("commit");
        }
        assert!(matches!(by_key(&db, &viewer(), &key).await, Err(StoreError::NotFound)));
        let mut tx = db.begin().await.expect("tx");
        let built_in = delete(&db, &mut tx, &editor(), NOW, "mammography").await;
        assert!(matches!(built_in, Err(StoreError::Conflict(_))), "{built_in:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_without_words_has_those_that_the_data_has_for_it() {
    on_both(async |db| {
        let mut set = own("ours", &["24606-6", "24604-1", "9-9"]);
        set.codes[1].display = "Ours".into();
        let mut tx = db.begin().await.expect("begins");
        put(&mut tx, UtcMillis(1), "somebody", &set).await.expect("put");
        for sql in [
            "INSERT INTO concept (id, digest, text, search_text) VALUES (1, 'a', 'Mammogram', '')",
            "INSERT INTO concept_coding VALUES (1, 0, 'http://loinc.org', '24606-6', '')",
            "INSERT INTO concept_coding VALUES (1, 1, 'http://loinc.org', '24604-1', 'Theirs')",
        ] {
            sqlx::query(sql).execute(&mut *tx).await.expect(sql);
        }
        tx.commit().await.expect("commits");
        let found = by_key(&db, &viewer(), "ours").await.expect("read").words;
        let found: Vec<_> = found.iter().map(|coding| (&*coding.code, &*coding.display)).collect();
        assert_eq!(found, [("24606-6", "Mammogram")]);
    })
    .await;
}

fn published(name: &str, oid: &str, codes: &[&str]) -> Published {
    Published {
        name: name.into(),
        called: vec![name.into()],
        url: String::new(),
        oid: oid.into(),
        version: "2026".into(),
        description: String::new(),
        codes: own("", codes).codes,
        without_system: 0,
    }
}

async fn imports(db: &Db, set: &Published) -> ValueSetTaken {
    let mut tx = db.begin().await.expect("tx");
    let taken = take_in(db, &mut tx, NOW, set, true).await.expect("taken in");
    tx.commit().await.expect("commit");
    taken
}

async fn maps(db: &Db, identity: &str, key: &str, beside: bool) {
    let mut tx = db.begin().await.expect("tx");
    map(db, &mut tx, &editor(), NOW, (identity, key, beside)).await.expect("mapped");
    tx.commit().await.expect("commit");
}

#[tokio::test(flavor = "multi_thread")]
async fn value_sets_feed_the_set_that_rules_ask_for_several_one() {
    on_both(async |db| {
        // By OID, whatever it is called; a part stands beside what ships.
        let device = published("Geräte", "2.16.840.1.113883.3.464.1003.118.12.1300", &["d-1"]);
        let shipped = code_list(&db, "frailty").await;
        let taken = imports(&db, &device).await;
        assert_eq!((taken.key.as_str(), taken.became), ("frailty", Became::Beside));
        assert!(taken.asked_by.iter().any(|name| name == "Breast cancer screening"), "{:?}", taken.asked_by);
        let symptom = published("Frailty Symptom", "", &["s-1", "d-1"]);
        assert_eq!(imports(&db, &symptom).await.key, "frailty");
        let both = code_list(&db, "frailty").await;
        assert_eq!(both.len(), shipped.len() + 2);
        // The same again is nothing; a newer one takes its old codes with it, but not what another set has.
        let version = by_key(&db, &viewer(), "frailty").await.expect("read").version;
        assert_eq!(imports(&db, &symptom).await.became, Became::Unchanged);
        assert_eq!(by_key(&db, &viewer(), "frailty").await.expect("read").version, version);
        assert_eq!(imports(&db, &published("Frailty Symptom", "", &["s-2"])).await.became, Became::Updated);
        let newer = code_list(&db, "frailty").await;
        assert!(["d-1", "s-2"].iter().all(|code| newer.contains(&(*code).to_owned())));
        assert!(!newer.contains(&"s-1".to_owned()));

        // What names nothing becomes a set of its own, and the report says that no rule asks for it.
        let taken = imports(&db, &published("Unsere Liste", "1.2.3.4.5", &["24606-6", "x-1"])).await;
        assert_eq!((taken.key.as_str(), taken.became, taken.asked_by.len()), ("unsere-liste", Became::OwnSet, 0));
        assert_eq!(taken.suggestion.as_ref().expect("its codes are known").key, "mammography");
        assert!(taken.asked().contains("No rule asks for it"));
        let row = imported(&db, &viewer()).await.expect("listed").remove(0);
        assert_eq!(
            (row.identity.as_str(), row.suggestion.expect("alike").key.as_str()),
            ("urn:oid:1.2.3.4.5", "mammography")
        );

        // Mapped, it takes the place of what ships; its own set goes. Mapped away, what ships is back.
        maps(&db, "urn:oid:1.2.3.4.5", "mammography", false).await;
        assert_eq!(code_list(&db, "mammography").await, ["24606-6", "x-1"]);
        assert!(matches!(by_key(&db, &viewer(), "unsere-liste").await, Err(StoreError::NotFound)));
        maps(&db, "urn:oid:1.2.3.4.5", "colonoscopy", true).await;
        assert!(by_key(&db, &viewer(), "mammography").await.expect("read").as_shipped);
        assert!(code_list(&db, "colonoscopy").await.len() > 2, "what ships stays beside it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_of_a_value_set_writes_nothing_and_hand_work_outlives_a_newer_one() {
    on_both(async |db| {
        let set = published("Mammography", "", &["m-1", "m-2"]);
        let mut tx = db.begin().await.expect("tx");
        let taken = take_in(&db, &mut tx, NOW, &set, false).await.expect("looked at");
        tx.commit().await.expect("commit");
        assert_eq!((taken.key.as_str(), taken.became), ("mammography", Became::Replaced));
        assert!(by_key(&db, &viewer(), "mammography").await.expect("read").as_shipped);

        imports(&db, &set).await;
        let detail = by_key(&db, &viewer(), "mammography").await.expect("read");
        assert_eq!((detail.set.codes.len(), detail.fed_by.len(), detail.systems.len()), (2, 1, 1));
        let by_hand = CodeSet { codes: own("", &["m-2", "hand"]).codes, ..detail.set };
        saved(&db, detail.version, by_hand).await.expect("saved");
        imports(&db, &published("Mammography", "", &["m-1", "m-2", "m-3"])).await;
        assert_eq!(code_list(&db, "mammography").await, ["hand", "m-2", "m-3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_of_the_data_that_look_like_a_set_are_found_outside_it() {
    on_both(async |db| {
        let icd = |code: &str| Coding {
            system: "http://hl7.org/fhir/sid/icd-10-cm".into(),
            code: code.into(),
            display: String::new(),
        };
        let mut tx = db.begin().await.expect("begins");
        let set =
            CodeSet { name: "Fractures, hip".into(), codes: vec![icd("S72.001A"), icd("Z90.71")], ..own("hips", &[]) };
        put(&mut tx, UtcMillis(1), "somebody", &set).await.expect("put");
        for (id, code, words) in [
            (1, "S72.001A", "Hip"),
            (2, "S72.9", "Unspecified"),
            (3, "Z90.710", "Uterus"),
            (4, "Z90.81", "Spleen"),
            (5, "M80.1", "Old FRACTURE"),
            (6, "I10", "Hypertension"),
        ] {
            sqlx::query("INSERT INTO concept (id, digest, text, search_text) VALUES ($1, $2, $3, '')")
                .bind(id + 5_000)
                .bind(format!("o{id}"))
                .bind(words)
                .execute(&mut *tx)
                .await
                .expect("concept");
            sqlx::query("INSERT INTO concept_coding VALUES ($1, 0, 'http://hl7.org/fhir/sid/icd-10-cm', $2, '')")
                .bind(id + 5_000)
                .bind(code)
                .execute(&mut *tx)
                .await
                .expect("coding");
        }
        tx.commit().await.expect("commits");
        let found = outside(&db, &viewer(), "hips").await.expect("looked");
        let codes: Vec<_> = found.iter().map(|one| (one.code.as_str(), one.display.as_str())).collect();
        assert_eq!(codes, [("M80.1", "Old FRACTURE"), ("S72.9", "Unspecified"), ("Z90.710", "Uterus")]);
    })
    .await;
}
