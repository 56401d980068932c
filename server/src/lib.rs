//! The program but for the browser's files: configuration, command line, web server.

mod cli;
pub mod config;
pub mod hooks;
mod http;
mod telemetry;

use clap::Parser;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The browser's files by their path, such as `pkg/waypost.js` and `pkg/waypost.js.br`.
pub type Site = BTreeMap<String, Cow<'static, [u8]>>;

/// Does what the command line asks. `site` is called when the files are needed: only to serve.
///
/// # Errors
/// What the person at the command line must know.
#[tokio::main]
pub async fn run(site: fn() -> Site) -> anyhow::Result<()> {
    cli::Cli::parse().run(site).await
}
