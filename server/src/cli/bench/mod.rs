//! `waypost bench`

mod prospects;
mod segments;
mod templates;

use crate::config::Config;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Live counts, whole refreshes, and one patient's change to many live segments. Use a database of its own.
    Segments(segments::Segments),
    /// A prospect list from file to people. Use a database of its own.
    Prospects(prospects::Prospects),
    /// How many patients each template of a segment takes in.
    Templates(templates::Templates),
}

impl Bench {
    pub async fn run(self, config: &Config) -> anyhow::Result<()> {
        match self {
            Self::Segments(segments) => segments.run(config).await,
            Self::Prospects(prospects) => prospects.run(config).await,
            Self::Templates(templates) => templates.run(config).await,
        }
    }
}
