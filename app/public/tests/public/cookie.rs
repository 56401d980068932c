//! The session's cookie goes out as strict as browsers allow, and comes back from among others.

use axum::http::{HeaderMap, HeaderValue, header};
use public::cookie::SessionCookie;
use shared::time::Millis;

fn cookie(secure: bool) -> SessionCookie {
    SessionCookie { name: "waypost", secure, lasts: Millis::hours(12) }
}

#[test]
fn it_is_set_and_ended_over_tls_and_without() {
    let set = |secure, token: Option<&str>| {
        let response = cookie(secure).redirect(token, "/staff");
        assert_eq!(response.headers()[header::LOCATION], "/staff");
        response.headers()[header::SET_COOKIE].to_str().expect("text").to_owned()
    };
    assert_eq!(set(true, Some("abc")), "__Host-waypost=abc; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=43200");
    assert_eq!(set(false, None), "waypost=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
}

#[test]
fn it_is_found_among_others_by_its_whole_name() {
    let mut headers = HeaderMap::new();
    headers.append(header::COOKIE, HeaderValue::from_static("theme=dark; xwaypost=no;  waypost=abc"));
    headers.append(header::COOKIE, HeaderValue::from_static("__Host-waypost=def"));
    assert_eq!(cookie(false).token(&headers).as_deref(), Some("abc"));
    assert_eq!(cookie(true).token(&headers).as_deref(), Some("def"));
    assert_eq!(cookie(true).token(&HeaderMap::new()), None);
}
