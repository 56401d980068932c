//! How fast people are made: `cargo bench -p demo --bench population -- 100000` into a fresh SQLite file, or into the
//! database that WAYPOST_BENCH_DATABASE names.

use shared::time::UtcMillis;
use std::time::Instant;
use store::Db;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let patients = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(20_000);
    let folder = tempfile::tempdir()?;
    let url = std::env::var("WAYPOST_BENCH_DATABASE")
        .unwrap_or_else(|_| format!("sqlite:{}", folder.path().join("bench.db").display()));
    let db = Db::open(&url).await?;
    db.migrate().await?;
    let started = Instant::now();
    let made = demo::populate(&db, UtcMillis(1_795_000_000_000), patients, 7, &|_| ()).await?;
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} patients, {} rows in {seconds:.1} s: {:.0} patients/s, {:.0} rows/s",
        made.patients,
        made.rows,
        made.patients as f64 / seconds,
        made.rows as f64 / seconds
    );
    for entry in std::fs::read_dir(folder.path())? {
        let entry = entry?;
        println!("{}: {} MB", entry.file_name().display(), entry.metadata()?.len() / 1_000_000);
    }
    Ok(())
}
