//! Unsubscribing in two steps: link scanners follow links, so the link only asks; the button does it (RFC 8058 section 2).

use super::frame::{Organization, page};
use leptos::prelude::*;
use shared::consent::{Purpose, masked};

/// Asks. `token` leads to the preference page too.
pub fn unsubscribe_page(
    style: &str,
    organization: &Organization,
    address: &str,
    purpose: Purpose,
    token: &str,
) -> String {
    let words = organization.words();
    let text = organization.filled(words.unsubscribe_text, &masked(address));
    let label = purpose.label_in(organization.language);
    let preferences = format!("/preferences/{token}?lang={}", organization.language.code());
    page(style, organization, words.unsubscribe, move || {
        view! {
            <h1>{words.unsubscribe_question}</h1>
            <p>
                {text} " " <strong>{label}</strong> "."
            </p>
            <form method="post" class="form">
                <button class="button button-primary button-wide" type="submit">{words.unsubscribe}</button>
                <a class="button button-secondary button-wide" href=preferences>{words.choose_instead}</a>
            </form>
        }
        .into_any()
    })
}

/// Says that it is done, and the way back.
pub fn unsubscribed_page(
    style: &str,
    organization: &Organization,
    address: &str,
    purpose: Purpose,
    token: &str,
) -> String {
    let words = organization.words();
    let text = organization.filled(words.unsubscribed_text, &masked(address));
    let label = purpose.label_in(organization.language).to_lowercase();
    let preferences = format!("/preferences/{token}?lang={}", organization.language.code());
    page(style, organization, words.unsubscribed, move || {
        view! {
            <h1>{words.unsubscribed}</h1>
            <div class="notice notice-good" role="status">
                <div>
                    <p class="notice-title">{words.saved}</p>
                    <p>{text} " " {label} "."</p>
                </div>
            </div>
            <p>
                {words.mistake} " " <a href=preferences>{words.manage}</a> "."
            </p>
        }
        .into_any()
    })
}
