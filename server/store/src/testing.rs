//! A fresh, migrated database of each kind for a test: a real SQLite file, and a real PostgreSQL where
//! `WAYPOST_TEST_POSTGRES` names a server on which databases may be made (`make test` starts one).

use crate::Db;
use uuid::Uuid;

/// Runs `test` on a fresh SQLite file and then on a fresh PostgreSQL database.
///
/// # Panics
/// When a database can't be made, or `WAYPOST_TEST_POSTGRES` is unset in CI, where both must run.
pub async fn on_both<F>(test: F)
where
    F: AsyncFn(Db),
{
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = Db::open(&format!("sqlite:{}", folder.path().join("test.db").display())).await.expect("SQLite opens");
    db.migrate().await.expect("SQLite migrates");
    test(db.clone()).await;
    db.close().await;

    let Ok(server) = std::env::var("WAYPOST_TEST_POSTGRES") else {
        assert!(std::env::var("CI").is_err(), "WAYPOST_TEST_POSTGRES must be set in CI");
        eprintln!("skipped on PostgreSQL: WAYPOST_TEST_POSTGRES is not set (make test sets it)");
        return;
    };
    let name = format!("test_{}", Uuid::now_v7().simple());
    let admin = Db::open(&format!("{server}/postgres")).await.expect("PostgreSQL answers");
    sqlx::query(&format!("CREATE DATABASE {name}")).execute(admin.read()).await.expect("database made");
    let db = Db::open(&format!("{server}/{name}")).await.expect("PostgreSQL opens");
    db.migrate().await.expect("PostgreSQL migrates");
    test(db.clone()).await;
    db.close().await;
    sqlx::query(&format!("DROP DATABASE {name} WITH (FORCE)")).execute(admin.read()).await.expect("database dropped");
    admin.close().await;
}
