//! The public site: `public`'s portal, told who asks.

use super::Web;
use super::client::Client;
use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use public::portal::{ClientAddress, Portal};

/// Public and attendee pages.
pub fn router(web: &Web) -> Router<Web> {
    let portal = Portal::new(web.services.clone(), web.assets.public_style());
    public::portal::router(portal).layer(from_fn_with_state(web.clone(), tell_address)).with_state(())
}

/// What a browser is shown at an address where nothing is.
pub async fn nothing_here(web: &Web) -> Response {
    public::portal::nothing_here(&Portal::new(web.services.clone(), web.assets.public_style())).await
}

async fn tell_address(Client(address): Client, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}
