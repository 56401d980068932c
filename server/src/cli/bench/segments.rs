//! `waypost bench segments`: prints figures and how it got them; makes no claim of its own.

use crate::config::Config;
use anyhow::Context;
use clap::Args;
use shared::people::{EditSegments, ViewOutreach};
use shared::segments::templates::template;
use shared::segments::{AgeTest, BlockId, PatientTest, RecordType, SegmentKind, Test, dependencies};
use shared::time::UtcMillis;
use std::time::{Duration, Instant};
use store::segments::{FactIndex, Listeners};
use store::{Db, Permit, segments};

/// Templates whose counts are taken: from a patient's attributes alone to the hardest care gaps.
const RULES: [&str; 12] = [
    "older-adults",
    "birthday-soon",
    "reachable-by-phone-only",
    "health-group-3",
    "risk-glucose",
    "risk-blood-pressure",
    "not-seen-for-a-year",
    "regular-visitors",
    "influenza-vaccination",
    "diabetes-glycaemic-status",
    "breast-cancer-screening",
    "colorectal-cancer-screening",
];
/// The ones that are refreshed as a whole: a wide one, a middling one, a care gap.
const WHOLE: [&str; 3] = ["older-adults", "health-group-3", "breast-cancer-screening"];

#[derive(Debug, Args)]
pub struct Segments {
    /// Patients to make where the database is empty.
    #[arg(long, default_value_t = 100_000)]
    patients: u64,
    /// How often each count is taken.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Count in SQL as well, before the fact index does.
    #[arg(long)]
    sql: bool,
    /// Memory that the fact index may take, in megabytes; 0 for none.
    #[arg(long, default_value_t = 4096)]
    index_mb: u64,
    /// Live segments that a changed patient is held against.
    #[arg(long, default_value_t = 200)]
    live: usize,
    /// Patients that are changed, one after the other.
    #[arg(long, default_value_t = 50)]
    changes: usize,
}

impl Segments {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let db = super::super::open(config).await?;
        let now = engine::Clock::default().now();
        let made = demo::populate(&db, now, self.patients, 7, &|_| ()).await?;
        if made.patients > 0 {
            println!("made {} patients with {} rows", made.patients, made.rows);
        }
        self.size(&db).await?;
        if self.sql {
            println!("\nin SQL:");
            self.counts(&db, &FactIndex::default(), now).await?;
        }
        let facts = FactIndex::new(self.index_mb);
        let began = Instant::now();
        facts.build(&db).await?;
        println!("\nfrom the fact index, read in {:.1} s, {} resident:", began.elapsed().as_secs_f64(), resident());
        self.counts(&db, &facts, now).await?;
        whole(&db, &facts, now).await?;
        self.one_patient(&db, now).await?;
        db.close().await;
        Ok(())
    }

    async fn size(&self, db: &Db) -> anyhow::Result<()> {
        let patients: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM patient").fetch_one(db.read()).await?;
        let mut facts = 0;
        for record in RecordType::ALL {
            let rows: i64 =
                sqlx::query_scalar(&format!("SELECT COUNT(*) FROM {}", record.table())).fetch_one(db.read()).await?;
            facts += rows;
        }
        println!("\n{patients} patients, {facts} related records, {:?}", db.dialect());
        Ok(())
    }

    /// The count of a rule by itself, and all that the builder asks for with it.
    async fn counts(&self, db: &Db, facts: &FactIndex, now: UtcMillis) -> anyhow::Result<()> {
        println!("\n{:<30} {:>9} {:>10} {:>10} {:>14}", "live count", "members", "p50 ms", "p95 ms", "builder p50 ms");
        let permit = Permit::<ViewOutreach>::system("bench");
        for key in RULES {
            let rule = &template(key).with_context(|| format!("no template {key}"))?.rule;
            let (mut alone, mut builder, mut members) = (Vec::new(), Vec::new(), 0);
            for _ in 0..self.rounds {
                let began = Instant::now();
                members = segments::size(db, facts, now, rule).await?;
                alone.push(began.elapsed());
                let began = Instant::now();
                segments::count(db, facts, &permit, None, now, None, rule).await?;
                builder.push(began.elapsed());
            }
            println!(
                "{key:<30} {members:>9} {:>10.1} {:>10.1} {:>12.1} {:>12.1}",
                share(&mut alone, 50),
                share(&mut alone, 95),
                share(&mut builder, 50),
                share(&mut builder, 95)
            );
        }
        Ok(())
    }

    /// What one patient's change costs when many live segments could care.
    async fn one_patient(&self, db: &Db, now: UtcMillis) -> anyhow::Result<()> {
        let base = &template("health-group-3").context("no template")?.rule;
        let mut live = Vec::new();
        for index in 0..self.live {
            let years = (index % 100) as u16;
            let age = Test::Patient(PatientTest::Age(AgeTest::Between { from: years, to: years }));
            let mut rule = base.clone();
            let _ = rule.add(BlockId::ROOT, age);
            live.push(rule);
        }
        let mut tx = db.begin().await?;
        let mut keys = Vec::new();
        for (index, rule) in live.iter().enumerate() {
            keys.push((made(&mut tx, now, &format!("bench {index}")).await?, rule, dependencies(rule)));
        }
        tx.commit().await?;
        let patients: Vec<i64> = sqlx::query_scalar("SELECT id FROM patient ORDER BY id DESC LIMIT $1")
            .bind(self.changes as i64)
            .fetch_all(db.read())
            .await?;
        let mut took = Vec::new();
        for patient in patients {
            let began = Instant::now();
            let mut tx = db.begin().await?;
            let followed: Vec<_> = keys.iter().map(|(key, rule, depends)| (*key, *rule, depends)).collect();
            segments::lock(&mut tx, now, &followed.iter().map(|(key, _, _)| *key).collect::<Vec<_>>()).await?;
            segments::follow_patient(&mut tx, now, patient, &followed).await?;
            tx.commit().await?;
            took.push(began.elapsed());
        }
        println!(
            "\none patient against {} live segments: p50 {:.1} ms, p99 {:.1} ms",
            self.live,
            share(&mut took, 50),
            share(&mut took, 99)
        );
        forget(db).await
    }
}

/// Deletes the segments that were made for figures.
async fn forget(db: &Db) -> anyhow::Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query("DELETE FROM segment WHERE name LIKE 'bench %'").execute(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Everybody held against a rule, and membership written.
async fn whole(db: &Db, facts: &FactIndex, now: UtcMillis) -> anyhow::Result<()> {
    println!();
    for key in WHOLE {
        let rule = &template(key).with_context(|| format!("no template {key}"))?.rule;
        let mut tx = db.begin().await?;
        let segment = made(&mut tx, now, &format!("bench {key}")).await?;
        let began = Instant::now();
        let first = segments::compare(db, Some(facts), &mut tx, now, segment, rule, Listeners::None).await?;
        tx.commit().await?;
        let by_index = began.elapsed();
        forget(db).await?;
        let mut tx = db.begin().await?;
        let segment = made(&mut tx, now, &format!("bench {key}")).await?;
        let began = Instant::now();
        segments::refresh(db, &mut tx, now, segment, rule, Listeners::None).await?;
        let filled = began.elapsed();
        let began = Instant::now();
        segments::refresh(db, &mut tx, now, segment, rule, Listeners::Any).await?;
        let again = began.elapsed();
        let began = Instant::now();
        segments::compare(db, Some(facts), &mut tx, now, segment, rule, Listeners::Any).await?;
        println!(
            "whole refresh of {key}: {} joined in {:.0} ms with the index, {:.0} ms in SQL; again without change {:.0} ms in SQL, {:.0} ms with the index",
            first.joined,
            by_index.as_secs_f64() * 1_000.0,
            filled.as_secs_f64() * 1_000.0,
            again.as_secs_f64() * 1_000.0,
            began.elapsed().as_secs_f64() * 1_000.0
        );
        drop(tx);
    }
    Ok(())
}

/// The memory of this process, where the system tells it.
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

async fn made(tx: &mut store::Tx, now: UtcMillis, name: &str) -> anyhow::Result<i64> {
    let permit = Permit::<EditSegments>::system("bench");
    let id = segments::create(tx, &permit, now, name, SegmentKind::Dynamic).await?;
    Ok(sqlx::query_scalar("SELECT id FROM segment WHERE uid = $1").bind(id.to_string()).fetch_one(&mut **tx).await?)
}

/// The duration below which so many of a hundred lie, in milliseconds.
fn share(took: &mut [Duration], percent: usize) -> f64 {
    took.sort_unstable();
    let at = (took.len() * percent).div_ceil(100).saturating_sub(1);
    took.get(at).map_or(0.0, |took| took.as_secs_f64() * 1_000.0)
}
