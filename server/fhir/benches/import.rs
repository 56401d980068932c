//! How long an import takes and how much memory: `cargo bench -p fhir --bench import -- PATH…`
//!
//! Imports PATH into a fresh SQLite file twice, or into the database that WAYPOST_BENCH_DATABASE names, and prints
//! time, rate and the process's peak memory as Linux counts it.

use fhir::Options;
use shared::people::ImportPatients;
use shared::time::UtcMillis;
use std::path::PathBuf;
use store::{Db, Permit};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).map(PathBuf::from).collect();
    if paths.is_empty() {
        println!("skipped: name the files or folders to import");
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let url = std::env::var("WAYPOST_BENCH_DATABASE")
        .unwrap_or_else(|_| format!("sqlite:{}", folder.path().join("bench.db").display()));
    let db = Db::open(&url).await?;
    db.migrate().await?;
    let permit: Permit<ImportPatients> = Permit::system("benchmark");
    for run in ["first", "second"] {
        let report = fhir::import(&db, &|| UtcMillis(0), &paths, Options::default(), &permit).await?;
        let seconds = report.milliseconds as f64 / 1_000.0;
        println!(
            "{run} run: {seconds:.1} s, {:.0} MB/s; {}; peak memory {}",
            report.bytes as f64 / 1e6 / seconds,
            report.summary(),
            peak_memory()
        );
        for count in &report.types {
            println!("  {count:?}");
        }
        for rejected in report.rejected.iter().take(5) {
            println!("  {rejected:?}");
        }
    }
    for entry in std::fs::read_dir(folder.path())? {
        let entry = entry?;
        println!("{}: {} MB", entry.file_name().display(), entry.metadata()?.len() / 1_000_000);
    }
    Ok(())
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
