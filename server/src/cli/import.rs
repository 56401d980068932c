//! `waypost import`

use crate::config::Config;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Import {
    /// Files or folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Read and check everything, write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Do not keep the resources' JSON beside the rows.
    #[arg(long)]
    no_raw: bool,
}

impl Import {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        let _db = super::open(config).await?;
        anyhow::bail!("import of {} paths (dry run: {}, raw: {})", self.paths.len(), self.dry_run, !self.no_raw)
    }
}
