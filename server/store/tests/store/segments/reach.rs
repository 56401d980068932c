//! Who can be reached.

use super::*;
use shared::consent::Channel;
use store::suppression;

#[tokio::test]
async fn an_address_that_bounced_reaches_nobody_and_segments_hear_of_it() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let by_email = Rule::new(Group {
            combine: Combine::All,
            blocks: vec![Block::new(BlockId(1), Test::Patient(PatientTest::Reach { by: Reach::Email, has: true }))],
        });
        let facts = FactIndex::new(100);
        facts.build(&db).await.expect("built");
        let reached = same_counts(&db, &facts, None, &by_email, NOW).await;
        assert_eq!((reached.members, reached.by_email), (4, 4), "whoever is active has an address");

        let mut tx = db.begin().await.expect("tx");
        let address = format!("now-{}@example.org", people[0]);
        suppression::add(&mut tx, NOW, Channel::Email, &address, "hard-bounce").await.expect("suppressed");
        suppression::add(&mut tx, NOW, Channel::Email, &address, "hard-bounce").await.expect("once more");
        tx.commit().await.expect("commit");
        let mut tx = db.begin().await.expect("tx");
        let queued = changes::take(&db, &mut tx, 100).await.expect("queue");
        assert_eq!(queued.iter().map(|change| change.patient_id).collect::<Vec<_>>(), [people[0]]);
        assert!(queued[0].changed().is_some_and(|changed| dependencies(&by_email).mention(changed)));
        assert_ne!(queued[0].record_type, "patient", "triggers on patients hear nothing of it");
        tx.commit().await.expect("commit");
        let reached = same_counts(&db, &facts, None, &by_email, NOW).await;
        assert_eq!((reached.members, reached.by_email), (3, 3));
        assert_eq!(
            indexed(&db, &facts, &by_email, NOW.date_utc()).await,
            people[1..3].iter().chain(&people[4..]).copied().collect()
        );
    })
    .await;
}
