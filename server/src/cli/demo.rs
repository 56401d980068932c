//! `waypost demo`

use crate::config::Config;
use clap::Args;

#[derive(Debug, Args)]
pub struct Demo {
    /// How many patients.
    #[arg(long, default_value_t = 2_000)]
    patients: u64,
    /// The same seed makes the same people.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

impl Demo {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let _db = super::open(config).await?;
        anyhow::bail!("demo {} {}", self.patients, self.seed)
    }
}
