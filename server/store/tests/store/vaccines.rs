//! Stored forecasts of vaccines follow the records, and the care gaps ask for them.

use shared::change::{ChangeKind, Changed};
use shared::records::{RecordKind, RecordType};
use shared::segments::care_gap::{GapState, Period};
use shared::segments::care_gaps;
use shared::time::{Date, UtcMillis};
use store::changes::{self, Change};
use store::segments::facts::facts;
use store::testing::on_both;
use store::{Db, vaccines};

fn day(text: &str) -> UtcMillis {
    Date::parse(text).expect("a day").start_utc()
}

/// Rounds until nobody waits; how many patients there were.
async fn forecast_all(db: &Db, now: UtcMillis) -> usize {
    let mut done = 0;
    loop {
        match vaccines::round(db, now).await.expect("a round") {
            0 => return done,
            some => done += some,
        }
    }
}

async fn changes_of_forecasts(db: &Db) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM change_queue WHERE record_type = 'immunization_recommendation'")
        .fetch_one(db.read())
        .await
        .expect("a count")
}

async fn gap(db: &Db, key: &str, today: &str) -> GapState {
    let facts = facts(db, 1, RecordType::ALL).await.expect("facts");
    let gap = care_gaps::by_key(key, Period::Rolling).expect("a gap");
    gap.state(&facts, Date::parse(today).expect("a day"))
}

#[tokio::test]
async fn forecasts_follow_the_records_and_gaps_ask_for_them() {
    on_both(async |db| {
        let db = &db;
        let mut tx = db.begin().await.expect("begins");
        for sql in [
            "INSERT INTO patient (id, uid, given, family, name_search, birth_date, created_at, updated_at)
             VALUES (1, 'a', 'Ann', 'Lee', 'ann lee', '1960-06-10', 0, 0)",
            "INSERT INTO concept (id, digest, text, search_text) VALUES (901, 'z', 'Zoster', 'zoster')",
            "INSERT INTO concept_coding (concept_id, ordinal, system, code, display)
             VALUES (901, 0, 'http://hl7.org/fhir/sid/cvx', '187', '')",
            "INSERT INTO encounter (patient_id, class, status, start_at, end_at)
             VALUES (1, 'AMB', 'finished', 1780272000000, 1780275600000)",
        ] {
            sqlx::query(sql).execute(&mut *tx).await.expect(sql);
        }
        tx.commit().await.expect("commits");
        let now = day("2026-11-30");
        assert!(forecast_all(db, now).await > 0, "a new patient is forecast");
        assert_eq!(gap(db, "zoster-vaccination", "2026-11-30").await, GapState::OpenGap);
        let told = changes_of_forecasts(db).await;
        assert!(told > 0, "segments hear of it");

        let mut tx = db.begin().await.expect("begins");
        sqlx::query(
            "INSERT INTO immunization (id, patient_id, concept_id, status, occurrence_at)
             VALUES (1, 1, 901, 'completed', $1)",
        )
        .bind(day("2026-11-27").0)
        .execute(&mut *tx)
        .await
        .expect("a dose");
        let change = Change {
            patient: 1,
            changed: Changed::Kind(RecordKind::Record(RecordType::Immunization)),
            record: 1,
            change: ChangeKind::Created,
        };
        changes::push(&mut tx, now, std::slice::from_ref(&change)).await.expect("queued");
        tx.commit().await.expect("commits");
        assert_eq!(forecast_all(db, now).await, 1);
        assert_eq!(gap(db, "zoster-vaccination", "2026-11-30").await, GapState::ProspectiveGap);
        assert_eq!(gap(db, "zoster-vaccination", "2027-01-26").await, GapState::ProspectiveGap);
        assert_eq!(gap(db, "zoster-vaccination", "2027-01-27").await, GapState::OpenGap);
        assert_eq!(changes_of_forecasts(db).await, told + 1);

        // Asked again with nothing new, nobody is told.
        let mut tx = db.begin().await.expect("begins");
        changes::push(&mut tx, now, &[change]).await.expect("queued");
        tx.commit().await.expect("commits");
        assert_eq!(forecast_all(db, now).await, 1);
        assert_eq!(changes_of_forecasts(db).await, told + 1);

        // A new season asks about everybody.
        assert_eq!(gap(db, "influenza-vaccination", "2026-11-30").await, GapState::OpenGap);
        assert!(forecast_all(db, day("2027-07-01")).await > 0);
        assert_eq!(forecast_all(db, day("2027-07-02")).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_set_that_forecasts_follow_asks_about_everybody_anew() {
    on_both(async |db| {
        let db = &db;
        sqlx::query(
            "INSERT INTO patient (id, uid, given, family, name_search, birth_date, created_at, updated_at)
             VALUES (1, 'a', 'Ann', 'Lee', 'ann lee', '1960-06-10', 0, 0)",
        )
        .execute(db.read())
        .await
        .expect("a patient");
        let now = day("2026-11-30");
        forecast_all(db, now).await;
        assert_eq!(forecast_all(db, now).await, 0);
        for (key, asks) in [("mammography", false), ("diabetes", true)] {
            let mut set = shared::code_sets::built_in::shipped(key).expect("ships");
            set.codes.truncate(1);
            let mut tx = db.begin().await.expect("begins");
            store::code_sets::put(&mut tx, now, "test", &set).await.expect("put");
            tx.commit().await.expect("commits");
            assert_eq!(forecast_all(db, now).await > 0, asks, "{key}");
        }
    })
    .await;
}
