use shared::people::{EditSegments, ViewOutreach};
use shared::segments::wire::LineChange;
use shared::segments::{AgeTest, BlockId, PatientTest, Rule, SegmentKind, Test};
use shared::time::UtcMillis;
use store::actor::Permit;
use store::error::StoreError;
use store::segments::edit::{create, save_draft};
use store::segments::templates::*;
use store::segments::{FactIndex, go_live, versions};
use store::testing::on_both;

const NOW: UtcMillis = UtcMillis(1_795_305_600_000);

fn editor() -> Permit<EditSegments> {
    Permit::system("Mara")
}

fn viewer() -> Permit<ViewOutreach> {
    Permit::system("test")
}

fn from_age(years: u16) -> Rule {
    let mut rule = Rule::empty();
    rule.add(BlockId::ROOT, Test::Patient(PatientTest::Age(AgeTest::AtLeast(years)))).expect("the root");
    rule
}

#[tokio::test]
async fn a_rule_that_is_kept_can_be_found_named_anew_used_and_deleted() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        let id = create(&mut tx, &editor(), NOW, "Seniors", SegmentKind::Dynamic).await.expect("made");
        let empty = keep_template(&mut tx, &editor(), NOW, id, "Seniors", "").await;
        assert!(matches!(empty, Err(StoreError::Conflict(_))), "{empty:?}");
        save_draft(&mut tx, &editor(), NOW, id, 0, &from_age(65)).await.expect("saved");
        let kept = keep_template(&mut tx, &editor(), NOW, id, "Seniors", "From  65 on").await.expect("kept");
        change_template(&mut tx, &editor(), NOW, kept, "Our seniors", "From 65 on").await.expect("renamed");
        tx.commit().await.expect("commit");

        // PostgreSQL ends a transaction at its first error.
        let mut tx = db.begin().await.expect("tx");
        match keep_template(&mut tx, &editor(), NOW, id, "our SENIORS", "").await {
            Err(StoreError::Invalid(found)) => assert_eq!(found[0].field, "name"),
            other => panic!("{other:?}"),
        }
        drop(tx);

        let first = gallery(&db, &viewer()).await.expect("gallery").swap_remove(0);
        assert_eq!(
            (first.name.as_str(), first.summary.as_str(), first.topic.as_str()),
            ("Our seniors", "From 65 on", "Yours")
        );
        assert_eq!((first.own, first.source.as_deref()), (Some(kept), Some("Kept by Mara")));
        assert_eq!(first.sentence, "Patients who are 65 or older.");

        let mut tx = db.begin().await.expect("tx");
        let made = from_template(&mut tx, &editor(), NOW, &first.key, "Made of it").await.expect("made");
        delete_template(&mut tx, &editor(), NOW, kept).await.expect("deleted");
        tx.commit().await.expect("commit");
        let made = store::segments::by_id(&db, &viewer(), made).await.expect("there");
        assert_eq!(made.draft, from_age(65));
        assert!(gallery(&db, &viewer()).await.expect("gallery").iter().all(|card| card.own.is_none()));
    })
    .await;
}

#[tokio::test]
async fn every_rule_that_went_live_is_kept_as_a_version_with_what_it_changed() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        let id = create(&mut tx, &editor(), NOW, "Seniors", SegmentKind::Dynamic).await.expect("made");
        for (revision, years) in [65, 65, 70].into_iter().enumerate() {
            save_draft(&mut tx, &editor(), NOW, id, revision as i64, &from_age(years)).await.expect("saved");
            go_live(&db, &FactIndex::default(), &mut tx, &editor(), NOW, id).await.expect("live");
        }
        tx.commit().await.expect("commit");
        let all = versions(&db, &viewer(), id).await.expect("versions");
        let told: Vec<_> = all.iter().map(|one| (one.version, one.rule.clone(), one.actor.as_str())).collect();
        assert_eq!(told, [(2, from_age(70), "Mara"), (1, from_age(65), "Mara")], "the same rule again is no version");
        let changed = |change| all[0].changes.iter().find(|line| line.change == change).expect("a line").text.trim();
        assert_eq!(changed(LineChange::Removed), "patient age from 65");
        assert_eq!(changed(LineChange::Added), "patient age from 70");
        assert!(all[1].changes.is_empty());
    })
    .await;
}
