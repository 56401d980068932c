//! The rows of membership and what they hang on.

use super::*;

#[tokio::test]
async fn a_stay_needs_its_segment_and_its_patient_and_goes_with_either() {
    on_both(async |db| {
        let people = lab_people(&db).await;
        let id = lab_segment(&db).await;
        publish(&db, id).await.expect("live");
        let key = key_of(&db, id).await;
        let stay = async |segment: i64, patient: i64| {
            let mut tx = db.begin().await.expect("tx");
            let written =
                sqlx::query("INSERT INTO segment_member (segment_id, patient_id, joined_at) VALUES ($1, $2, 0)")
                    .bind(segment)
                    .bind(patient)
                    .execute(&mut *tx)
                    .await;
            written
                .map(|_| ())
                .map_err(|error| error.into_database_error().is_some_and(|e| e.is_foreign_key_violation()))
        };
        assert_eq!(stay(key, people[4]).await, Ok(()), "not kept: the transaction is dropped");
        assert_eq!(stay(key + 1_000, people[4]).await, Err(true));
        assert_eq!(stay(key, people[4] + 1_000).await, Err(true));

        let gone = async |sql: &str, key: i64| {
            let mut tx = db.begin().await.expect("tx");
            sqlx::query(sql).bind(key).execute(&mut *tx).await.expect("gone");
            tx.commit().await.expect("commit");
        };
        gone("DELETE FROM patient WHERE id = $1", people[0]).await;
        assert_eq!(member_set(&db, key).await, people[1..3].iter().copied().collect());
        gone("DELETE FROM segment WHERE id = $1", key).await;
        let left: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM segment_member").fetch_one(db.read()).await.expect("stays");
        assert_eq!(left, 0);
    })
    .await;
}
