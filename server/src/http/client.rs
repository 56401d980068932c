//! The client's network address, for rate limits.

use super::Web;
use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use std::convert::Infallible;
use std::net::SocketAddr;

/// The address that asks: from the proxy's header where one is trusted, else the connection's own.
#[derive(Debug, Clone)]
pub struct Client(pub String);

impl FromRequestParts<Web> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let trusted = web.config.client_address_header.as_deref().and_then(|name| {
            let value = parts.headers.get(name)?.to_str().ok()?;
            // The last entry is the one our own proxy wrote.
            value.rsplit(',').next().map(|address| address.trim().to_owned())
        });
        let address = trusted.or_else(|| {
            parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_string())
        });
        Ok(Self(address.unwrap_or_default()))
    }
}
