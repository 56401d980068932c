//! A fresh, migrated database of each kind for a test: a real SQLite file, and a real PostgreSQL where
//! `WAYPOST_TEST_POSTGRES` names a throw-away server on which databases may be made (`make test` starts one).
//!
//! The migrations run once a process and kind; each test gets a copy of what they made.

use crate::Db;
use futures::FutureExt;
use std::any::Any;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use tokio::sync::OnceCell;
use uuid::Uuid;

/// Runs `test` on a fresh SQLite file and, at the same time, on a fresh PostgreSQL database.
///
/// # Panics
/// When the test does, once it is over on both; when a database can't be made; when `WAYPOST_TEST_POSTGRES` is unset in
/// CI, where both must run.
pub async fn on_both<F>(test: F)
where
    F: AsyncFn(Db),
{
    let (sqlite, postgres) = futures::join!(on_sqlite(&test), on_postgres(&test));
    for (name, outcome) in [("SQLite", sqlite), ("PostgreSQL", postgres)] {
        if let Err(panic) = outcome {
            eprintln!("failed on {name}");
            resume_unwind(panic);
        }
    }
}

/// What a test that panicked left.
type Outcome = Result<(), Box<dyn Any + Send>>;

async fn on_sqlite(test: &impl AsyncFn(Db)) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("test.db");
    std::fs::write(&file, migrated_file().await).expect("SQLite's file is copied");
    let db = open_file(&file).await;
    let outcome = AssertUnwindSafe(test(db.clone())).catch_unwind().await;
    db.close().await;
    outcome
}

async fn on_postgres(test: &impl AsyncFn(Db)) -> Outcome {
    let Ok(server) = std::env::var("WAYPOST_TEST_POSTGRES") else {
        assert!(std::env::var("CI").is_err(), "WAYPOST_TEST_POSTGRES must be set in CI");
        eprintln!("skipped on PostgreSQL: WAYPOST_TEST_POSTGRES is not set (make test sets it)");
        return Ok(());
    };
    let name = name();
    order(&server, &format!("CREATE DATABASE {name} TEMPLATE {}", migrated_database(&server).await)).await;
    let db = open_database(&server, &name).await;
    let outcome = AssertUnwindSafe(test(db.clone())).catch_unwind().await;
    db.close().await;
    order(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
    outcome
}

/// The bytes of a migrated SQLite file.
async fn migrated_file() -> &'static [u8] {
    static BYTES: OnceCell<Vec<u8>> = OnceCell::const_new();
    BYTES
        .get_or_init(async || {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let db = open_file(&folder.path().join("migrated.db")).await;
            db.migrate().await.expect("SQLite migrates");
            // One whole file: what was written last may still stand beside the other one.
            let copy = folder.path().join("copy.db");
            let statement = format!("VACUUM INTO '{}'", copy.display());
            sqlx::query(&statement).execute(db.read()).await.expect("SQLite's file is copied");
            db.close().await;
            std::fs::read(&copy).expect("SQLite's file is read")
        })
        .await
}

/// The name of a migrated PostgreSQL database that nobody is connected to.
async fn migrated_database(server: &str) -> &'static str {
    static NAME: OnceCell<String> = OnceCell::const_new();
    NAME.get_or_init(async || {
        let name = name();
        order(server, &format!("CREATE DATABASE {name}")).await;
        let db = open_database(server, &name).await;
        db.migrate().await.expect("PostgreSQL migrates");
        db.close().await;
        name
    })
    .await
}

fn name() -> String {
    format!("test_{}", Uuid::now_v7().simple())
}

async fn open_file(file: &Path) -> Db {
    Db::open(&format!("sqlite:{}", file.display())).await.expect("SQLite opens")
}

async fn open_database(server: &str, name: &str) -> Db {
    Db::open(&format!("{server}/{name}")).await.expect("PostgreSQL opens")
}

/// What is done on the server, in none of the tests' databases.
async fn order(server: &str, statement: &str) {
    let admin = open_database(server, "postgres").await;
    sqlx::query(statement).execute(admin.read()).await.expect("the server does it");
    admin.close().await;
}
