//! The command line: one sub-command a file.

mod bench;
mod demo;
mod doctor;
mod import;
mod migrate;
mod serve;
mod user;
mod work;

use crate::Site;
use crate::config::{Config, Overrides};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use store::Db;

/// Patient outreach for healthcare providers: segments, messages, journeys and events, from one program and one file.
#[derive(Debug, Parser)]
#[command(name = "waypost", version, max_term_width = 110)]
pub struct Cli {
    /// Configuration file (TOML). Without it, waypost.toml in the current folder is read if it is there.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    overrides: Overrides,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the web application and, unless `worker = false`, do the background work too.
    Serve(serve::Serve),
    /// Do the background work only: memberships, journeys, reminders, sending. Run as many as you like on PostgreSQL.
    Work(work::Work),
    /// Import FHIR R4: bundles, single resources, Bulk Data NDJSON, folders of them, each also as .gz.
    Import(import::Import),
    /// Bring the database schema up to date.
    Migrate,
    /// Fill an empty database with a demonstration population.
    Demo(demo::Demo),
    /// Manage the accounts of staff.
    #[command(subcommand)]
    User(user::User),
    /// Check configuration, database and mail, and say what is wrong.
    Doctor,
    /// Measure on this machine; fills an empty database with demonstration patients first.
    #[command(subcommand)]
    Bench(bench::Bench),
}

impl Cli {
    /// Runs the chosen sub-command to its end.
    pub async fn run(self, site: fn() -> Site) -> anyhow::Result<()> {
        let config = Config::load(self.config.as_deref(), &self.overrides)?;
        crate::telemetry::start(&config);
        match self.command {
            Command::Serve(serve) => serve.run(config, site()).await,
            Command::Work(work) => work.run(config).await,
            Command::Import(import) => import.run(&config).await,
            Command::Migrate => migrate::run(&config).await,
            Command::Demo(demo) => demo.run(&config).await,
            Command::User(user) => user.run(&config).await,
            Command::Doctor => doctor::run(&config).await,
            Command::Bench(bench) => bench.run(&config).await,
        }
    }
}

/// Opens the configured database and brings its schema up to date.
async fn open(config: &Config) -> anyhow::Result<Db> {
    config.make_data_dir()?;
    let db = Db::open(&config.database_url()).await?;
    db.migrate().await?;
    Ok(db)
}
