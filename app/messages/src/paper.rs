//! A card or letter on the screen as it is printed: front and back, or the sheet.

use leptos::prelude::*;
use shared::messages::{Paragraph, PostKind, PostalAddress, PrintedMail, Span};

#[component]
pub fn Paper(#[prop(into)] mail: Signal<PrintedMail>) -> impl IntoView {
    view! {
        <div class="mail-paper">
            {move || {
                let mail = mail.get();
                match mail.kind {
                    PostKind::Postcard => card(&mail),
                    PostKind::Letter => letter(&mail),
                }
            }}
        </div>
    }
    .into_any()
}

fn card(mail: &PrintedMail) -> AnyView {
    let picture = mail.picture.map(|id| view! { <img src=format!("/media/{id}") alt="" /> });
    view! {
        <figure class="paper-side" class:no-picture=mail.picture.is_none()>
            <div class="paper-front">
                {picture}
                <div class="paper-words">
                    <p class="paper-headline">{mail.headline.clone()}</p>
                    {paragraphs(&mail.front)}
                </div>
            </div>
            <figcaption>"Front"</figcaption>
        </figure>
        <figure class="paper-side">
            <div class="paper-back">
                <div class="paper-words">{paragraphs(&mail.text)} {code(mail)}</div>
                <div class="paper-address-side">
                    {sender(mail)} <address class="paper-address">{lines(&mail.recipient, &mail.address)}</address>
                </div>
            </div>
            <figcaption>"Back"</figcaption>
        </figure>
    }
    .into_any()
}

fn letter(mail: &PrintedMail) -> AnyView {
    view! {
        <figure class="paper-side">
            <div class="paper-letter">
                {sender(mail)} <address class="paper-address">{lines(&mail.recipient, &mail.address)}</address>
                <p>{mail.dated.clone()}</p> {paragraphs(&mail.text)} {code(mail)}
            </div>
            <figcaption>"The letter, on one sheet or several"</figcaption>
        </figure>
    }
    .into_any()
}

fn sender(mail: &PrintedMail) -> impl IntoView + use<> {
    view! { <address class="paper-sender">{lines(&mail.sender, &mail.sender_address)}</address> }
}

fn lines(name: &str, address: &PostalAddress) -> Vec<impl IntoView + use<>> {
    let all = std::iter::once(name.to_owned()).chain(address.lines());
    all.filter(|line| !line.is_empty()).map(|line| view! { <span>{line}</span> }).collect()
}

fn code(mail: &PrintedMail) -> Option<impl IntoView + use<>> {
    let label = mail.code_label();
    let code = mail.code.clone();
    (!code.is_empty()).then(|| view! { <p class="paper-code">{label} " " <strong>{code}</strong></p> })
}

fn paragraphs(all: &[Paragraph]) -> Vec<AnyView> {
    all.iter()
        .map(|paragraph| match paragraph {
            Paragraph::Lines(lines) => {
                let mut views: Vec<AnyView> = Vec::new();
                for (number, line) in lines.iter().enumerate() {
                    if number > 0 {
                        views.push(view! { <br /> }.into_any());
                    }
                    views.push(spans(line).into_any());
                }
                view! { <p>{views}</p> }.into_any()
            }
            Paragraph::List(items) => {
                let items: Vec<_> = items.iter().map(|item| view! { <li>{spans(item)}</li> }).collect();
                view! { <ul>{items}</ul> }.into_any()
            }
        })
        .collect()
}

fn spans(all: &[Span]) -> Vec<AnyView> {
    all.iter()
        .map(|span| match span {
            Span::Text(text) => text.clone().into_any(),
            Span::Bold(inner) => view! { <strong>{spans(inner)}</strong> }.into_any(),
            Span::Italic(inner) | Span::Link { label: inner, .. } => spans(inner).into_any(),
        })
        .collect()
}
