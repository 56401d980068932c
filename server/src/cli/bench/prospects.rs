//! `waypost bench prospects`: how long a prospect list takes to come in.

use crate::config::Config;
use clap::Args;
use engine::Services;
use fhir::prospects::guessed;
use fhir::sheet::Sheet;
use shared::outreach::prospects::{ListDetails, UploadedFile};
use shared::people::{EditPrograms, ViewPrograms};
use std::fmt::Write;
use std::time::Instant;
use store::Permit;
use store::outreach::prospects::{self, NewList};

#[derive(Debug, Args)]
pub struct Prospects {
    /// How many lines.
    #[arg(long, default_value_t = 100_000)]
    lines: u64,
}

impl Prospects {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let db = super::super::open(config).await?;
        let services = Services::sandbox(db.clone(), "https://waypost.example");
        let permit: Permit<EditPrograms> = Permit::system("bench");
        let table = table(self.lines);
        let began = Instant::now();
        let sheet = Sheet::read(table.as_bytes()).map_err(anyhow::Error::msg)?;
        let mapping = guessed(&sheet, None, "US");
        let new = NewList {
            source: "Bench".into(),
            file_name: "bench.csv".into(),
            encoding: sheet.encoding,
            mapping: mapping.clone(),
            lines: self.lines,
            bytes: table.into_bytes(),
        };
        let now = services.now();
        let UploadedFile::New(id) = prospects::upload(&db, &permit, now, new).await? else {
            anyhow::bail!("this list is there already: use a database of its own");
        };
        let expires_on = now.date_utc().plus_days(30).to_string();
        let details = ListDetails { name: "Bench".into(), license: String::new(), expires_on, program: None };
        prospects::confirm(&db, &permit, now, id, details, &mapping).await?;
        println!("read and kept in {:.1} s", began.elapsed().as_secs_f64());
        let began = Instant::now();
        while engine::prospects::round(&services).await? > 0 {}
        let seconds = began.elapsed().as_secs_f64();
        let view: Permit<ViewPrograms> = Permit::system("bench");
        let counts = prospects::view(&db, &view, now, id, &engine::numbers::terms(&services)).await?.counts;
        println!("{} lines in {seconds:.1} s, {:.0} a second", counts.total, counts.total as f64 / seconds);
        println!(
            "{} new, {} repeated, {} to review, {} refused",
            counts.added, counts.repeated, counts.review, counts.refused
        );
        db.close().await;
        Ok(())
    }
}

/// People who differ in name and number, every fiftieth named twice, every hundredth without a number that can be one.
fn table(lines: u64) -> String {
    let mut text = "First name,Last name,Phone,E-mail,Street,City,ZIP,Birth date\n".to_owned();
    for line in 0..lines {
        let person = if line % 50 == 49 { line - 1 } else { line };
        let phone = if line % 100 == 0 { "12".to_owned() } else { format!("217{:07}", 2_000_000 + person) };
        let _ = writeln!(
            text,
            "Given{},Family{person},{phone},p{person}@example.org,{person} Oak St,Springfield,6270{},{}/{}/19{}",
            person % 997,
            person % 10,
            1 + person % 12,
            1 + person % 28,
            40 + person % 60,
        );
    }
    text
}
