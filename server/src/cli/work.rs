//! `waypost work`

use crate::config::Config;
use crate::http::services;
use tokio_util::sync::CancellationToken;

pub async fn run(config: Config) -> anyhow::Result<()> {
    let db = super::open(&config).await?;
    let services = services(&config, db)?;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(engine::worker::run(services.clone(), stop.clone()));
    tracing::info!("working in the background");
    super::serve::stop_signal().await;
    stop.cancel();
    worker.await?;
    services.db.close().await;
    Ok(())
}
