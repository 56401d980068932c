//! Who hears of it when a segment goes live.

use super::*;

#[tokio::test]
async fn the_first_members_are_told_to_nobody_and_all_that_follow_to_everybody() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let first: BTreeSet<i64> = people[..3].iter().copied().collect();
        let id = lab_segment(&db).await;
        assert_eq!(publish(&db, id).await.expect("live"), 3);
        let key = key_of(&db, id).await;
        assert_eq!(replayed(&db, key, BTreeSet::new()).await, BTreeSet::new(), "no journey can have chosen it before");

        // Changed while it is live: journeys may have let the first in.
        let mut tx = db.begin().await.expect("tx");
        save_draft(&mut tx, &editor(), NOW, id, 1, &everybody()).await.expect("saved");
        tx.commit().await.expect("commit");
        assert_eq!(publish(&db, id).await.expect("again"), 1);
        assert_eq!(replayed(&db, key, first.clone()).await, member_set(&db, key).await);

        // Stopped and live again: journeys that chose it are still there.
        let mut tx = db.begin().await.expect("tx");
        stop(&mut tx, &editor(), NOW, id).await.expect("stopped");
        save_draft(&mut tx, &editor(), NOW, id, 2, &lab_rule()).await.expect("saved");
        tx.commit().await.expect("commit");
        publish(&db, id).await.expect("once more");
        assert_eq!(member_set(&db, key).await, first);
        assert_eq!(replayed(&db, key, first.clone()).await, first);
    })
    .await;
}

/// Whoever is active.
fn everybody() -> Rule {
    Rule::new(Group {
        combine: Combine::All,
        blocks: vec![Block::new(BlockId(1), Test::Patient(PatientTest::Active(true)))],
    })
}
