//! What surrounds these pages: the organization's name above with the other language, its address below.

use super::words::{Words, words};
use crate::plain::{Head, document};
use leptos::prelude::*;
use shared::language::Language;

/// Who writes to the person, and in which language the page speaks.
#[derive(Debug, Clone)]
pub struct Organization {
    pub name: String,
    /// Lines separated by newlines.
    pub postal_address: String,
    pub phone: String,
    pub language: Language,
}

impl Organization {
    pub(super) fn words(&self) -> &'static Words {
        words(self.language)
    }

    /// A sentence with the name and an address in it.
    pub(super) fn filled(&self, sentence: &str, address: &str) -> String {
        sentence.replace("{name}", &self.name).replace("{address}", address)
    }
}

/// A page of one column.
pub(super) fn page(style: &str, organization: &Organization, title: &str, body: impl FnOnce() -> AnyView) -> String {
    let words = organization.words();
    let Organization { name, postal_address, phone, language } = organization.clone();
    let head = Head { title: format!("{title} · {name}"), private: true, language, ..Head::default() };
    let other = match language {
        Language::English => Language::Spanish,
        Language::Spanish => Language::English,
    };
    document(head, style, || {
        view! {
            <div class="portal">
                <a class="skip" href="#main">{words.skip}</a>
                <header class="portal-bar">
                    <a class="portal-name" href="/events">{name.clone()}</a>
                    <a class="portal-language" href=format!("?lang={}", other.code()) lang=other.code() hreflang=other.code()>
                        {words.other_language}
                    </a>
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
pub fn unknown_link(style: &str, organization: &Organization) -> String {
    let words = organization.words();
    page(style, organization, words.unknown, || {
        view! {
            <h1>{words.unknown}</h1>
            <p>{words.unknown_text}</p>
            <p>{words.unknown_help}</p>
        }
        .into_any()
    })
}
