//! The sign-in page.

use super::form::{frame, input, refusal};
use crate::plain::{Head, document};
use leptos::prelude::*;
use serde::Deserialize;

/// What the form posts.
#[derive(Deserialize)]
pub struct SignInForm {
    pub email: String,
    pub password: String,
    #[serde(default)]
    pub next: String,
}

/// Renders the page; `email` is what was typed before, `error` why it was refused.
pub fn sign_in_page(style: &str, next: &str, email: &str, error: Option<&str>) -> String {
    let head = Head { title: "Sign in · Waypost".into(), private: true, ..Head::default() };
    let (next, email, error) = (next.to_owned(), email.to_owned(), error.map(str::to_owned));
    document(head, style, || {
        frame(view! {
            <form class="form" method="post" action="/staff/sign-in">
                <h1>"Sign in"</h1>
                {error.map(refusal)}
                <input type="hidden" name="next" value=next />
                {input("email", "E-mail", "email", "username", email, "", None)}
                {input("password", "Password", "password", "current-password", String::new(), "", None)}
                <button class="button button-primary" type="submit">
                    "Sign in"
                </button>
            </form>
        })
    })
}
