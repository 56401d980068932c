//! `waypost migrate`

use crate::config::Config;

pub async fn run(config: &Config) -> anyhow::Result<()> {
    let db = super::open(config).await?;
    println!("The schema is up to date.");
    db.close().await;
    Ok(())
}
