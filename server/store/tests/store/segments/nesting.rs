//! Segments of segments.

use super::*;

fn asks_for(segment: SegmentId, member: bool) -> Rule {
    let test = SegmentTest { segment: Some(segment), name: "The other".into(), member };
    Rule::new(Group { combine: Combine::All, blocks: vec![Block::new(BlockId(1), Test::Segment(test))] })
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
