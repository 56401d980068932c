//! Confirming an agreement by the link in an e-mail: the link asks, the button does it.

use super::frame::{Organization, page};
use leptos::prelude::*;
use shared::consent::masked;

/// Asks, or says that it is done.
pub fn confirm_page(style: &str, organization: &Organization, address: &str, confirmed: bool) -> String {
    let words = organization.words();
    let fill = |sentence: &str| organization.filled(sentence, &masked(address));
    if confirmed {
        let text = fill(words.confirmed_text);
        return page(style, organization, words.confirmed, move || {
            view! {
                <h1>{words.confirmed}</h1>
                <p role="status">{text}</p>
            }
            .into_any()
        });
    }
    let text = fill(words.confirm_text);
    page(style, organization, words.confirm, move || {
        view! {
            <h1>{words.confirm}</h1>
            <p>{text}</p>
            <form method="post" class="form">
                <button class="button button-primary button-wide" type="submit">{words.confirm_button}</button>
            </form>
        }
        .into_any()
    })
}
