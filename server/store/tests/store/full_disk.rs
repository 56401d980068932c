//! A disk that was full and has room again.

use sqlx::Executor;
use store::Dialect;
use store::testing::on_both;

#[tokio::test]
async fn writing_goes_on_as_soon_as_there_is_room_again() {
    on_both(async |db| {
        if db.dialect() == Dialect::Postgres {
            return;
        }
        let mut tx = db.begin().await.expect("begins");
        // As large as the database may grow on this connection: as good as no room.
        tx.execute("PRAGMA max_page_count = 1").await.expect("set");
        let mut full = Ok(());
        for number in 0..2_000 {
            let written = sqlx::query("INSERT INTO setting (key, value, updated_at) VALUES ($1, $2, 0)")
                .bind(format!("key {number}"))
                .bind("x".repeat(4_000))
                .execute(&mut *tx)
                .await;
            if let Err(error) = written {
                full = Err(error.to_string());
                break;
            }
        }
        assert!(full.is_err_and(|error| error.contains("full")));
        drop(tx);
        let mut tx = db.begin().await.expect("the next one begins");
        sqlx::query("INSERT INTO setting (key, value, updated_at) VALUES ('after', '1', 0)")
            .execute(&mut *tx)
            .await
            .expect("there is room");
        tx.commit().await.expect("committed");
    })
    .await;
}
