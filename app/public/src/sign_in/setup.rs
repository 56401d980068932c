//! The first-run page: who administers this installation.

use super::form::{frame, input};
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
    let complaint = |field: &str| errors.iter().find(|error| error.field == field).map(|error| error.message.clone());
    let fields = [
        input("name", "Your name", "text", "name", name, "", complaint("name")),
        input("email", "E-mail", "email", "username", email, "You sign in with it.", complaint("email")),
        input(
            "password",
            "Password",
            "password",
            "new-password",
            String::new(),
            "At least 12 characters. A few words in a row are easy to remember.",
            complaint("password"),
        ),
    ];
    document(head, style, || {
        frame(view! {
            <form class="form" method="post" action="/staff/setup">
                <div>
                    <h1>"Welcome"</h1>
                    <p class="sign-in-about">
                        "Nobody can sign in yet. Create the administrator's account; everybody else is added from inside."
                    </p>
                </div>
                {fields.into_iter().collect_view()}
                <button class="button button-primary" type="submit">
                    "Create the account"
                </button>
            </form>
        })
    })
}
