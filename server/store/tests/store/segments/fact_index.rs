//! The fact index follows what is written, and says whom to look at.

use super::*;
use shared::activity::ActivityKind;

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
        let born = tomorrow.date_utc().plus_years(-50);
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
        assert_eq!(replayed(&db, key, BTreeSet::new()).await, [people[0]].into());
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
            kind: ActivityKind::MessageOpened,
            subject_uid: "m".into(),
            summary: String::new(),
        };
        store::activity::record(&mut tx, opened).await.expect("recorded");
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
