//! `waypost work`

use super::serve;
use crate::config::Config;
use crate::http::{probes, services};
use clap::Args;
use std::net::SocketAddr;
use tokio::net::TcpListener;

#[derive(Debug, Args)]
pub struct Work {
    /// Address and port on which /healthz, /readyz and /metrics answer; without it, nothing listens.
    #[arg(long, value_name = "ADDRESS")]
    probe: Option<SocketAddr>,
}

impl Work {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        let db = super::open(&config).await?;
        let services = services(&config, db)?;
        if let Some(address) = self.probe {
            let listener = TcpListener::bind(address)
                .await
                .map_err(|error| anyhow::anyhow!("can't listen on {address}: {error}"))?;
            let answers = probes::<()>(services.clone(), &config).into_make_service_with_connect_info::<SocketAddr>();
            tracing::info!(address = %listener.local_addr()?, "probes are answered");
            tokio::spawn(axum::serve(listener, answers).into_future());
        }
        tokio::spawn(serve::stop_when_asked(services.clone()));
        tracing::info!("working in the background");
        serve::work(services.clone()).await?;
        services.db.close().await;
        Ok(())
    }
}
