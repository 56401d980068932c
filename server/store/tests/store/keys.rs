//! Keys of people are never given out twice: messages, the audit log and the consent ledger name them and outlive them.

use store::testing::on_both;
use store::{Db, Tx};

async fn patient(tx: &mut Tx, uid: &str) -> i64 {
    sqlx::query_scalar(
        "INSERT INTO patient (uid, given, family, name_search, created_at, updated_at)
         VALUES ($1, '', '', '', 0, 0) RETURNING id",
    )
    .bind(uid)
    .fetch_one(&mut **tx)
    .await
    .expect("inserted")
}

async fn delete(db: &Db, id: i64) {
    let mut tx = db.begin().await.expect("begins");
    sqlx::query("DELETE FROM patient WHERE id = $1").bind(id).execute(&mut *tx).await.expect("deleted");
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn a_patient_who_comes_after_a_deleted_one_has_a_key_of_their_own() {
    on_both(async |db| {
        let mut known = Vec::new();
        for round in 0..5 {
            let mut tx = db.begin().await.expect("begins");
            let id = patient(&mut tx, &format!("p{round}")).await;
            tx.commit().await.expect("committed");
            assert!(!known.contains(&id), "{id} was somebody else's");
            known.push(id);
            delete(&db, id).await;
        }
    })
    .await;
}
