//! The first-run page: who administers this installation.

use crate::plain::{Head, document};
use leptos::prelude::*;
use serde::Deserialize;
use shared::field::FieldError;

/// What the form posts.
#[derive(Default, Deserialize)]
pub struct SetupForm {
    pub name: String,
    pub email: String,
    pub password: String,
}

/// Renders the page with what was typed before (never the password) and what is wrong with it.
pub fn setup_page(style: &str, form: &SetupForm, errors: &[FieldError]) -> String {
    let head = Head { title: "Set up · Waypost".into(), private: true, ..Head::default() };
    let (name, email) = (form.name.clone(), form.email.clone());
    let complaint = |field: &str| {
        errors.iter().find(|error| error.field == field).map(|error| {
            let id = format!("{field}-error");
            view! { <p class="field-error" id=id>{error.message.clone()}</p> }
        })
    };
    let (name_error, email_error, password_error) = (complaint("name"), complaint("email"), complaint("password"));
    document(head, style, || {
        view! {
            <main class="sign-in">
                <h1>"Welcome to Waypost"</h1>
                <p>"Nobody can sign in yet. Make the administrator's account; everybody else is added from inside."</p>
                <form method="post" action="/staff/setup">
                    <label for="name">"Your name"</label>
                    <input id="name" name="name" autocomplete="name" required value=name aria-describedby="name-error" />
                    {name_error}
                    <label for="email">"E-mail"</label>
                    <input
                        id="email"
                        name="email"
                        type="email"
                        autocomplete="username"
                        required
                        value=email
                        aria-describedby="email-error"
                    />
                    {email_error}
                    <label for="password">"Password"</label>
                    <input
                        id="password"
                        name="password"
                        type="password"
                        autocomplete="new-password"
                        required
                        aria-describedby="password-hint password-error"
                    />
                    <p class="field-hint" id="password-hint">"At least 12 characters. A few words in a row are easy to remember."</p>
                    {password_error}
                    <button class="button primary" type="submit">"Make the account"</button>
                </form>
            </main>
        }
        .into_any()
    })
}
