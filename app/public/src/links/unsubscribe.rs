//! Unsubscribing in two steps: link scanners follow links, so the link only asks; the button does it (RFC 8058 section 2).

use super::frame::{Organisation, page};
use leptos::prelude::*;
use shared::consent::{Purpose, masked};

/// Asks. `token` leads to the preference page too.
pub fn unsubscribe_page(
    style: &str,
    organisation: &Organisation,
    address: &str,
    purpose: Purpose,
    token: &str,
) -> String {
    let (address, name) = (masked(address), organisation.name.clone());
    let preferences = format!("/preferences/{token}");
    page(style, organisation, "Unsubscribe", move || {
        view! {
            <h1>"Unsubscribe?"</h1>
            <p>
                <strong>{name}</strong> " will no longer write to " <strong>{address}</strong> " about: "
                <strong>{purpose.label()}</strong> "."
            </p>
            <form method="post" class="form">
                <button class="button button-primary button-wide" type="submit">"Unsubscribe"</button>
                <a class="button button-secondary button-wide" href=preferences>"Choose what I get instead"</a>
            </form>
        }
        .into_any()
    })
}

/// Says that it is done, and the way back.
pub fn unsubscribed_page(
    style: &str,
    organisation: &Organisation,
    address: &str,
    purpose: Purpose,
    token: &str,
) -> String {
    let address = masked(address);
    let preferences = format!("/preferences/{token}");
    page(style, organisation, "You are unsubscribed", move || {
        view! {
            <h1>"You are unsubscribed"</h1>
            <div class="notice notice-good" role="status">
                <div>
                    <p class="notice-title">"Saved."</p>
                    <p>"We will not write to " {address} " about " {purpose.label().to_lowercase()} " any more."</p>
                </div>
            </div>
            <p>
                "Was that a mistake, or do you want to leave more? "
                <a href=preferences>"Manage your preferences"</a> "."
            </p>
        }
        .into_any()
    })
}
