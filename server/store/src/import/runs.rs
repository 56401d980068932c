//! The history of imports.

use crate::Permit;
use crate::audit::{self, Entry};
use crate::boxed;
use crate::counts::{count, number};
use crate::db::Db;
use crate::document;
use crate::error::Result;
use crate::stored::{known, read};
use shared::audit::AuditAction;
use shared::ids::ImportId;
use shared::imports::{ImportReport, ImportRun, ImportStatus};
use shared::noun::Noun;
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    uid: String,
    started_at: i64,
    finished_at: Option<i64>,
    actor: String,
    files: i64,
    status: String,
    report: String,
}

/// Writes down that an import begins.
#[boxed]
pub async fn start(
    db: &Db,
    permit: &Permit<ImportPatients>,
    now: UtcMillis,
    files: u64,
    dry_run: bool,
) -> Result<ImportId> {
    let id = ImportId(Uuid::now_v7());
    let report = ImportReport { files, dry_run, ..ImportReport::default() };
    let mut tx = db.begin().await?;
    sqlx::query(
        "INSERT INTO import_run (uid, started_at, staff_id, actor, files, dry_run, status, report)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.to_string())
    .bind(now.0)
    .bind(permit.staff_key())
    .bind(&permit.actor().name)
    .bind(number(files))
    .bind(i64::from(dry_run))
    .bind(ImportStatus::Running.code())
    .bind(document::write("import report", &report)?)
    .execute(&mut *tx)
    .await?;
    let entry = Entry { entity_uid: Some(id.to_string()), ..Entry::new(AuditAction::Import, Noun::Import) };
    audit::record(&mut tx, permit.actor(), now, Entry { detail: format!("started: {files} files"), ..entry }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Writes down how it ended.
#[boxed]
pub async fn finish(
    db: &Db,
    permit: &Permit<ImportPatients>,
    now: UtcMillis,
    id: ImportId,
    status: ImportStatus,
    report: &ImportReport,
) -> Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("UPDATE import_run SET finished_at = $1, status = $2, report = $3 WHERE uid = $4")
        .bind(now.0)
        .bind(status.code())
        .bind(document::write("import report", report)?)
        .bind(id.to_string())
        .execute(&mut *tx)
        .await?;
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        detail: format!("{}: {}", status.code(), report.summary()),
        ..Entry::new(AuditAction::Import, Noun::Import)
    };
    audit::record(&mut tx, permit.actor(), now, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes down that somebody looked at the first lines of what was uploaded.
#[boxed]
pub async fn looked_at(db: &Db, permit: &Permit<ImportPatients>, now: UtcMillis, id: ImportId) -> Result<()> {
    let entry = Entry {
        entity_uid: Some(id.to_string()),
        detail: "first lines of the uploaded tables".into(),
        ..Entry::new(AuditAction::View, Noun::Import)
    };
    audit::record_read(db, permit.actor(), now, entry).await
}

/// The latest imports, newest first.
#[boxed]
pub async fn latest(db: &Db, _permit: &Permit<ImportPatients>, limit: i64) -> Result<Vec<ImportRun>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT uid, started_at, finished_at, actor, files, status, report FROM import_run ORDER BY id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(db.read())
    .await?;
    // A report that can't be read is logged and shown empty: the list stays.
    let listed = |row: Row| {
        let report = report(&row).unwrap_or_default();
        run(row, report)
    };
    rows.into_iter().map(listed).collect()
}

/// One import of the history.
///
/// # Errors
/// `NotFound` when there is none; [`crate::StoreError::Unreadable`] when a later version wrote its report.
#[boxed]
pub async fn get(db: &Db, _permit: &Permit<ImportPatients>, id: ImportId) -> Result<ImportRun> {
    let row: Row = sqlx::query_as(
        "SELECT uid, started_at, finished_at, actor, files, status, report FROM import_run WHERE uid = $1",
    )
    .bind(id.to_string())
    .fetch_one(db.read())
    .await?;
    let report = report(&row)?;
    run(row, report)
}

fn report(row: &Row) -> Result<ImportReport> {
    document::read("import report", &row.uid, &row.report)
}

fn run(row: Row, report: ImportReport) -> Result<ImportRun> {
    Ok(ImportRun {
        id: read("import_run.uid", &row.uid)?,
        started_at: UtcMillis(row.started_at),
        finished_at: row.finished_at.map(UtcMillis),
        actor: row.actor,
        files: count(row.files),
        status: known("import_run", &row.uid, &row.status),
        report,
        progress: None,
        waiting: false,
    })
}
