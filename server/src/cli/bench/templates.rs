//! `waypost bench templates`: how many patients of this database each template takes in, as a table for the eye.

use crate::config::Config;
use anyhow::Context;
use clap::Args;
use shared::segments::templates::templates;
use shared::time::Date;
use store::segments::{self, FactIndex};

#[derive(Debug, Args)]
pub struct Templates {
    /// The day they are asked for, as YYYY-MM-DD: of old data, one that it reaches to [default: today].
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
}

impl Templates {
    /// Prints a line a template. What is stored stays as it is but for the vaccine forecasts, which are made for that day.
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let db = super::super::open(config).await?;
        let now = match &self.on {
            Some(day) => Date::parse(day).with_context(|| format!("{day:?} is no day"))?.start_utc(),
            None => engine::Clock::default().now(),
        };
        while store::vaccines::round(&db, now).await? > 0 {}
        let facts = FactIndex::new(u64::MAX);
        facts.build(&db).await?;
        let patients: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM patient").fetch_one(db.read()).await?;
        println!("| template | patients | share of {patients} |\n|---|---:|---:|");
        for template in templates() {
            let members = segments::size(&db, &facts, now, &template.rule).await?;
            println!("| {} | {members} | {:.1} % |", template.name, members as f64 * 100.0 / patients.max(1) as f64);
        }
        db.close().await;
        Ok(())
    }
}
