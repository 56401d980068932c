//! What surrounds these pages: the organisation's name above, its address below.

use crate::plain::{Head, document};
use leptos::prelude::*;

/// Who writes to the person.
#[derive(Debug, Clone)]
pub struct Organisation {
    pub name: String,
    /// Lines separated by newlines.
    pub postal_address: String,
    pub phone: String,
}

/// A page of one column.
pub(super) fn page(style: &str, organisation: &Organisation, title: &str, body: impl FnOnce() -> AnyView) -> String {
    let Organisation { name, postal_address, phone } = organisation.clone();
    let head = Head { title: format!("{title} · {name}"), private: true, ..Head::default() };
    document(head, style, || {
        view! {
            <div class="portal">
                <a class="skip" href="#main">"Skip to the page"</a>
                <header class="portal-bar">
                    <a class="portal-name" href="/events">{name.clone()}</a>
                </header>
                <main class="portal-main" id="main">{body()}</main>
                <footer class="portal-foot">
                    <p>{name}</p>
                    <p>{postal_address.replace('\n', ", ")}</p>
                    {(!phone.is_empty()).then(|| view! { <p>{phone}</p> })}
                </footer>
            </div>
        }
        .into_any()
    })
}

/// For a link that leads nowhere (any more).
pub fn unknown_link(style: &str, organisation: &Organisation) -> String {
    page(style, organisation, "This link does not work", || {
        view! {
            <h1>"This link does not work"</h1>
            <p>"It may have been cut off in your e-mail. Please copy the whole link, or use the one in a newer message from us."</p>
            <p>"You can also call or write to us; we will change your settings for you."</p>
        }
        .into_any()
    })
}
