//! Pages without any script: public pages, sign-in, unsubscribe. A leptos view rendered to text, nothing to hydrate.

use leptos::prelude::*;
use shared::language::Language;
use shared::messages::escape;

/// What goes into `<head>`.
#[derive(Default)]
pub struct Head {
    pub title: String,
    /// For search engines and shared links; empty leaves it out.
    pub description: String,
    /// Absolute address of the page proper; empty leaves it out.
    pub canonical: String,
    /// Keep it out of search engines: everything that is about one person.
    pub private: bool,
    pub language: Language,
    /// Further elements, such as Open Graph.
    pub extra: Option<AnyView>,
}

/// Renders a whole document. `style` is the address of the style sheet.
pub fn document(head: Head, style: &str, body: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new();
    let html = owner.with(|| {
        view! {
            <html lang=head.language.code()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    // Leptos ends a text with a marker, which a title would show.
                    <title inner_html=escape(&head.title)></title>
                    {(!head.description.is_empty()).then(|| view! { <meta name="description" content=head.description /> })}
                    {(!head.canonical.is_empty()).then(|| view! { <link rel="canonical" href=head.canonical /> })}
                    {head.private.then(|| view! { <meta name="robots" content="noindex" /> })}
                    <meta name="color-scheme" content="light dark" />
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    <link rel="stylesheet" href=style.to_owned() />
                    {head.extra}
                </head>
                <body class="public">{body()}</body>
            </html>
        }
        .to_html()
    });
    owner.cleanup();
    format!("<!DOCTYPE html>{html}")
}
