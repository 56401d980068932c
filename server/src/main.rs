//! `waypost`: the whole product as one program.

mod cli;
mod config;
mod http;
mod telemetry;

use clap::Parser;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    cli::Cli::parse().run().await
}
