//! The web server: which request goes where, and what surrounds every answer.

mod assets;
mod client;
mod couriers;
mod guard;
mod headers;
mod health;
mod imports;
mod messages;
mod portal;
mod prospects;
mod reviews;
mod session;
mod sign_in;
mod staff;
mod test_clock;
mod text;

pub use couriers::{couriers, lookups};

use crate::Site;
use crate::config::Config;
use crate::hooks::{aws, lob, mail, twilio};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use engine::{Clock, Pulse, Services, Wake};
use std::sync::Arc;
use store::Db;
use tokio_util::sync::CancellationToken;

/// A form that strangers may send, in bytes.
const LARGEST_FORM: usize = 16 * 1024;

/// What handlers share.
#[derive(Debug, Clone)]
pub struct Web {
    pub services: Services,
    pub config: Arc<Config>,
    pub assets: Arc<assets::Files>,
}

/// The services of this process, from its configuration.
pub fn services(config: &Config, db: Db) -> anyhow::Result<Services> {
    Ok(Services {
        db,
        facts: store::segments::FactIndex::new(config.fact_index_mb),
        clock: if config.test_clock { Clock::kept_in(config.data_dir.join("test-clock")) } else { Clock::default() },
        couriers: couriers(config)?,
        lookups: lookups(config)?,
        public_url: config.public_url().into(),
        wake: Wake::default(),
        pulse: Pulse::default(),
        stop: CancellationToken::new(),
    })
}

/// What a process answers that only works in the background: how it is doing.
pub fn probes<S: Clone + Send + Sync + 'static>(services: Services, config: &Config) -> Router<S> {
    health::router().with_state(health::Health { services, metrics_token: config.metrics_token.clone() })
}

/// The whole application.
pub async fn router(config: &Config, services: Services, site: Site) -> anyhow::Result<Router> {
    let web = Web { services, config: Arc::new(config.clone()), assets: Arc::new(assets::Files::new(site)?) };
    imports::sweep(&config.data_dir);
    let doors = Router::new()
        .route("/staff/sign-in", get(sign_in::page).post(sign_in::submit))
        .route("/staff/setup", get(sign_in::setup_page).post(sign_in::setup))
        .layer(DefaultBodyLimit::max(LARGEST_FORM));
    let staff = staff::router()
        .merge(doors)
        .route("/staff/sign-out", post(sign_in::sign_out))
        .merge(app::files())
        .layer(axum::Extension(web.services.clone()))
        .route("/staff/outbox/{id}/html", get(messages::html))
        .route("/staff/imports/upload", imports::route(config.upload_limit_mb))
        .route("/staff/prospects/upload", prospects::route(config.upload_limit_mb))
        .layer(axum::middleware::from_fn_with_state(web.clone(), session::resolve));
    let mut app = Router::new()
        .merge(staff)
        .merge(portal::router(&web))
        .merge(probes(web.services.clone(), config))
        .merge(messages::router())
        .merge(reviews::router().layer(DefaultBodyLimit::max(LARGEST_FORM)))
        .merge(mail::router(mail::Hooks::new(web.services.clone(), config)))
        .merge(aws::router(aws::Hooks::new(web.services.clone(), config)))
        .merge(lob::router(lob::Hooks::new(web.services.clone(), config)))
        .merge(twilio::router(twilio::Hooks::new(web.services.clone(), config)))
        .route("/pkg/{hash}/{*path}", get(assets::hashed))
        .fallback(assets::public);
    if config.test_clock {
        app = app.merge(test_clock::router());
    }
    Ok(headers::surround(app, &web).with_state(web))
}
