//! Where people are in journeys: a move is a change only when a live segment asks.

use super::*;
use shared::change::Changed;
use shared::journeys::NodeId;
use shared::segments::arbitrary::JOURNEYS;
use shared::segments::{TravelStep, TravelTest};

fn waits_at(node: u32) -> Rule {
    let step = TravelStep { node: NodeId(node), name: "Wait 3 days".into() };
    let test = TravelTest { journey: Some(JOURNEYS[0].0), name: "Recall".into(), step: Some(step), inside: true };
    let blocks = vec![Block::new(BlockId(1), Test::Patient(PatientTest::Travels(test)))];
    Rule::new(Group { combine: Combine::All, blocks })
}

async fn queued(db: &Db) -> Vec<(i64, String)> {
    let mut tx = db.begin().await.expect("tx");
    let taken = changes::take(db, &mut tx, 100).await.expect("queue");
    tx.commit().await.expect("commit");
    taken.into_iter().map(|change| (change.patient_id, change.record_type)).collect()
}

#[tokio::test]
async fn a_step_from_node_to_node_reaches_the_segments_that_ask_for_it() {
    on_both(async |db| {
        let mut tx = db.begin().await.expect("tx");
        fixture::journeys(&mut tx).await;
        let at = |node| PatientFacts { travels: [(JOURNEYS[0].0, NodeId(node))].into(), ..PatientFacts::default() };
        let first = fixture::patient(&mut tx, "First", &at(1)).await;
        let second = fixture::patient(&mut tx, "Second", &at(2)).await;
        sqlx::query("UPDATE journey_run SET node = 2 WHERE patient_id = $1")
            .bind(first)
            .execute(&mut *tx)
            .await
            .expect("moved");
        tx.commit().await.expect("commit");
        assert_eq!(queued(&db).await, [], "nobody asks");

        let id = drafted(&db, "At the second step", &waits_at(2)).await;
        assert_eq!(publish(&db, id).await.expect("live"), 2);
        sqlx::query("UPDATE journey_run SET lease_token = 'x'").execute(db.read()).await.expect("claimed");
        assert_eq!(queued(&db).await, [], "a claim is no move");
        sqlx::query("UPDATE journey_run SET status = 'done' WHERE patient_id = $1")
            .bind(first)
            .execute(db.read())
            .await
            .expect("through");
        assert_eq!(queued(&db).await, [(first, "journey_run".to_owned())]);

        let rule = waits_at(2);
        let depends = dependencies(&rule);
        assert!(depends.mention(Changed::JourneyRun));
        let key = key_of(&db, id).await;
        let mut tx = db.begin().await.expect("tx");
        follow_patient(&mut tx, NOW, first, &[(key, &rule, &depends)]).await.expect("followed");
        tx.commit().await.expect("commit");
        assert_eq!(member_set(&db, key).await, [second].into());
        let index = FactIndex::new(100);
        index.build(&db).await.expect("built");
        assert_eq!(indexed(&db, &index, &rule, NOW.date_utc()).await, [second].into());
    })
    .await;
}
