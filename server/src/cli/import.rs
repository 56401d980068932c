//! `waypost import`

use crate::config::Config;
use clap::Args;
use fhir::Options;
use shared::imports::{ImportReport, TablePreview};
use shared::patients::Relationship;
use shared::people::ImportPatients;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use store::Permit;

#[derive(Debug, Args)]
pub struct Import {
    /// Files or folders of FHIR R4; files of people as CSV tables.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Read and check everything, write nothing.
    #[arg(long)]
    dry_run: bool,
    /// What people in CSV tables are to us, where a line does not say: patient, donor, community-member.
    #[arg(long, default_value = "community-member", value_parser = Relationship::from_str)]
    relationship: Relationship,
    /// The name of the source, where its ids may be the same as those of another: two hospitals' Patient/1.
    #[arg(long)]
    source: Option<String>,
    /// Import tables although some of their columns are doubtful; look at them with --dry-run first.
    #[arg(long)]
    yes: bool,
    /// Do not keep the resources' JSON beside the rows.
    #[arg(long)]
    no_raw: bool,
}

impl Import {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let db = super::open(config).await?;
        let options = Options {
            dry_run: self.dry_run,
            keep_raw: !self.no_raw,
            relationship: self.relationship,
            source: self.source,
            confirmed: self.yes,
            ..Options::default()
        };
        let bar = std::io::stderr().is_terminal().then(|| Arc::clone(&options.progress).draw());
        let permit: Permit<ImportPatients> = Permit::system("waypost import");
        let clock = engine::Clock::default();
        let previews = if self.dry_run { fhir::preview(&fhir::find(&self.paths)?)? } else { Vec::new() };
        let report = fhir::import(&db, &|| clock.now(), &self.paths, options, &permit).await;
        if let Some(bar) = bar {
            // The bar's thread ends by itself when the import does.
            let _ = bar.join();
        }
        print(&report?);
        previews.iter().for_each(print_lines);
        db.close().await;
        Ok(())
    }
}

fn print(report: &ImportReport) {
    let seconds = report.milliseconds as f64 / 1_000.0;
    println!(
        "{} files, {:.1} MB in {seconds:.1} s{}",
        report.files,
        report.bytes as f64 / 1e6,
        if report.dry_run { "; dry run: nothing was written" } else { "" }
    );
    println!(
        "{:<20}{:>10}{:>10}{:>10}{:>11}{:>10}{:>10}",
        "", "read", "new", "changed", "unchanged", "deleted", "rejected"
    );
    for count in &report.types {
        println!(
            "{:<20}{:>10}{:>10}{:>10}{:>11}{:>10}{:>10}",
            count.name, count.read, count.new, count.changed, count.unchanged, count.deleted, count.rejected
        );
    }
    if !report.others.is_empty() {
        let others: Vec<String> = report.others.iter().map(|other| format!("{} {}", other.read, other.name)).collect();
        println!("Counted only: {}", others.join(", "));
    }
    for table in &report.tables {
        println!("{} ({}) has these columns:", table.file, table.encoding);
        for column in &table.columns {
            let doubt = if column.doubtful { "   <- not certain: import with --yes if this is right" } else { "" };
            println!("    {:<28}{}{doubt}", column.heading, column.meaning);
        }
    }
    for set in &report.value_sets {
        println!("{}", set.line());
    }
    for noted in &report.noted {
        println!("{}:{}: taken in, but {}", noted.file, noted.line, noted.reason);
    }
    for rejected in &report.rejected {
        println!("{}:{}: {}", rejected.file, rejected.line, rejected.reason);
    }
    let unlisted = report.rejected_total - report.rejected.len() as u64;
    if unlisted > 0 {
        println!("… and {unlisted} more rejected");
    }
}

/// The first lines of a table, each cell under what its heading was taken for.
fn print_lines(table: &TablePreview) {
    println!("{}: the first lines of {}", table.file, table.total);
    let meanings: Vec<String> =
        table.columns.iter().map(|column| format!("{} = {}", column.heading, column.meaning)).collect();
    println!("     | {}", meanings.join(" | "));
    for (line, cells) in table.lines.reveal() {
        println!("{line:>4} | {}", cells.join(" | "));
    }
}
