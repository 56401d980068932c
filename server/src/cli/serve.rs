//! `waypost serve`

use crate::Site;
use crate::config::Config;
use crate::http;
use axum::serve::ListenerExt;
use clap::Args;
use engine::{EngineError, Services};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// How long open requests may go on after the process was told to stop.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port to listen on [default: 127.0.0.1:3000].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
}

impl Serve {
    pub async fn run(self, mut config: Config, site: Site) -> anyhow::Result<()> {
        let began = Instant::now();
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        let db = super::open(&config).await?;
        let services = http::services(&config, db)?;
        let facts = tokio::spawn(services.facts.clone().keep(services.db.clone()));
        let app = http::router(&config, services.clone(), site).await?;
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(|error| anyhow::anyhow!("can't listen on {}: {error}", config.listen))?;

        let stop = services.stop.clone();
        let worker = config.worker.then(|| tokio::spawn(work(services.clone())));
        tracing::info!(
            address = %listener.local_addr()?,
            ready_ms = began.elapsed().as_millis() as u64,
            "Waypost is ready at {}", config.public_url()
        );
        tokio::spawn(stop_when_asked(services.clone()));
        // A page comes in pieces. Without this the second waits until the browser has said that it got the first: 40 ms a page.
        let listener = listener.tap_io(|connection| {
            if let Err(error) = connection.set_nodelay(true) {
                tracing::debug!(%error, "a connection stays without TCP_NODELAY");
            }
        });
        let serving = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(stop.clone().cancelled_owned())
            .into_future();
        tokio::select! {
            served = serving => served?,
            // A page that somebody never finishes reading does not keep the process.
            () = async { stop.cancelled().await; tokio::time::sleep(GRACE).await } => {}
        }
        if let Some(worker) = worker {
            worker.await??;
        }
        facts.abort();
        services.db.close().await;
        tracing::info!("stopped");
        Ok(())
    }
}

/// The background work until the process stops. When it ends by itself, so does the process: whoever started it starts it again.
pub async fn work(services: Services) -> Result<(), EngineError> {
    let outcome = engine::worker::run(services.clone()).await;
    if let Err(error) = &outcome {
        tracing::error!(%error, "the background work has ended; the process stops");
        services.stop.cancel();
    }
    outcome
}

/// Stops everything on Ctrl-C or SIGTERM.
pub async fn stop_when_asked(services: Services) {
    stop_signal().await;
    services.stop.cancel();
}

/// Resolves on Ctrl-C or SIGTERM.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut terminate) => {
                tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            }
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
