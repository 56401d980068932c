//! The client's network address, for rate limits and the audit log.

use super::Web;
use crate::config::Config;
use axum::extract::{ConnectInfo, FromRequestParts};
use http::HeaderMap;
use http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Once;

/// The address that asks: what the nearest proxy that is not ours was asked by, else the connection's own. Of IPv6 the network,
/// which is what one household or company has (RFC 6177).
#[derive(Debug, Clone)]
pub struct Client(pub String);

impl FromRequestParts<Web> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        Ok(Self(peer.map(|peer| network(client(peer, &parts.headers, &web.config))).unwrap_or_default()))
    }
}

/// Walks from the connection outwards over our own proxies, in all lines of the header, the last entry first: each proxy writes
/// behind what it was sent, so the first address that is not ours is the first that nobody could have made up.
fn client(peer: IpAddr, headers: &HeaderMap, config: &Config) -> IpAddr {
    let ours = |address: &IpAddr| config.trusted_proxies.iter().any(|proxies| proxies.contains(address));
    let Some(name) = config.client_address_header.as_deref() else {
        if headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded") {
            warn_once();
        }
        return peer;
    };
    let mut address = peer;
    let lines: Vec<_> = headers.get_all(name).iter().filter_map(|line| line.to_str().ok()).collect();
    let mut entries = lines.iter().rev().flat_map(|line| line.rsplit(','));
    while ours(&address) {
        let Some(next) = entries.next().and_then(|entry| parse(entry.trim())) else { break };
        address = next;
    }
    address
}

/// An address with or without brackets and port: `192.0.2.1`, `192.0.2.1:4711`, `[2001:db8::1]:4711`.
fn parse(entry: &str) -> Option<IpAddr> {
    let bare = entry.trim_start_matches('[').split(']').next().unwrap_or_default();
    entry
        .parse()
        .ok()
        .or_else(|| entry.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
        .or_else(|| bare.parse().ok())
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Behind a proxy that nobody told us of, everybody is the same client, and one of them locks all others out.
fn warn_once() {
    static WARNED: Once = Once::new();
    WARNED.call_once(|| {
        tracing::warn!(
            "requests come through a proxy, and client_address_header is not set: all clients count as one (docs/CONFIGURATION.md)"
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Overrides};

    fn asked(peer: &str, lines: &[&str], header: bool) -> String {
        let mut config = Config::load(None, &Overrides::default()).expect("defaults");
        config.client_address_header = header.then(|| "x-forwarded-for".to_owned());
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().expect("a header"));
        }
        network(client(peer.parse().expect("an address"), &headers, &config))
    }

    #[test]
    fn only_what_our_own_proxies_wrote_is_believed() {
        // A line that the client sent along stands before the proxy's.
        assert_eq!(asked("127.0.0.1", &["203.0.113.9", "198.51.100.7"], true), "198.51.100.7");
        assert_eq!(asked("127.0.0.1", &["203.0.113.9, 198.51.100.7"], true), "198.51.100.7");
        assert_eq!(asked("127.0.0.1", &["198.51.100.7:4711"], true), "198.51.100.7");
        assert_eq!(asked("127.0.0.1", &["198.51.100.7, 127.0.0.1"], true), "198.51.100.7", "two of our own");
        assert_eq!(asked("198.51.100.7", &["203.0.113.9"], true), "198.51.100.7", "not through a proxy of ours");
        assert_eq!(asked("127.0.0.1", &["203.0.113.9"], false), "127.0.0.1");
        assert_eq!(asked("127.0.0.1", &["nonsense"], true), "127.0.0.1");
    }

    #[test]
    fn one_network_of_ipv6_is_one_client() {
        let one = asked("127.0.0.1", &["2001:db8:1:2:3::4"], true);
        assert_eq!(one, asked("127.0.0.1", &["[2001:db8:1:2:ffff::5]:443"], true));
        assert_ne!(one, asked("127.0.0.1", &["2001:db8:1:3::4"], true));
    }
}
