//! The sign-in page.

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
        view! {
            <main class="sign-in">
                <h1>"Sign in to Waypost"</h1>
                {error.map(|error| view! { <p class="form-error" role="alert">{error}</p> })}
                <form method="post" action="/staff/sign-in">
                    <input type="hidden" name="next" value=next />
                    <label for="email">"E-mail"</label>
                    <input id="email" name="email" type="email" autocomplete="username" required value=email />
                    <label for="password">"Password"</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required />
                    <button class="button primary" type="submit">"Sign in"</button>
                </form>
            </main>
        }
        .into_any()
    })
}
