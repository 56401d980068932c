//! The cookie that carries a session's token: how it is named, read, set and ended.

use axum::response::{IntoResponse, Redirect, Response};
use cookie::{Cookie, SameSite, time::Duration};
use http::{HeaderMap, HeaderValue, header};
use shared::time::Millis;

/// One kind of session, such as that of staff or of attendees.
#[derive(Debug, Clone, Copy)]
pub struct SessionCookie {
    /// What it is called, without the prefix that TLS gives it.
    pub name: &'static str,
    /// Whether browsers reach us over TLS.
    pub secure: bool,
    /// How long a browser keeps it.
    pub lasts: Millis,
}

impl SessionCookie {
    /// `__Host-` where browsers reach us over TLS (ASVS 5.0 3.3.1).
    fn whole_name(self) -> String {
        format!("{}{}", if self.secure { "__Host-" } else { "" }, self.name)
    }

    /// The token that a request carries.
    pub fn token(self, headers: &HeaderMap) -> Option<String> {
        let name = self.whole_name();
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(Cookie::split_parse)
            .flatten()
            .find(|cookie| cookie.name() == name)
            .map(|cookie| cookie.value().to_owned())
    }

    /// Leads to `path` and gives the browser `token`, or takes the cookie from it when `None`.
    pub fn redirect(self, token: Option<&str>, path: &str) -> Response {
        let lasts = token.map_or(Duration::ZERO, |_| Duration::milliseconds(self.lasts.0));
        let cookie = Cookie::build((self.whole_name(), token.unwrap_or_default()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(lasts)
            .secure(self.secure);
        let mut response = Redirect::to(path).into_response();
        // Always one: tokens and names are plain ASCII.
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().insert(header::SET_COOKIE, value);
        }
        response
    }
}
