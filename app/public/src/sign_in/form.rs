//! The frame of the plain pages before sign-in: the mark beside, one form.

use kit::{Icon, Mark};
use leptos::prelude::*;

/// `children` is the form with its heading.
pub(super) fn frame(form: impl IntoView) -> AnyView {
    view! {
        <div class="sign-in">
            <header class="sign-in-brand">
                <p class="sign-in-name">
                    <Mark />
                    "Waypost"
                </p>
                <p class="sign-in-line">"Find the right patients, say something worth saying, and hear back."</p>
                <svg class="sign-in-way" viewBox="0 0 480 240" aria-hidden="true">
                    <path d="M-10 210C70 210 60 90 140 90S230 180 300 160 360 40 500 40"></path>
                    <circle cx="140" cy="90" r="7"></circle>
                    <circle class="here" cx="300" cy="160" r="10"></circle>
                    <circle cx="408" cy="62" r="7"></circle>
                </svg>
            </header>
            <main class="sign-in-main">{form}</main>
        </div>
    }
    .into_any()
}

/// A labelled input of a plain form, with its hint and complaint.
pub(super) fn input(
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    value: String,
    hint: &'static str,
    error: Option<String>,
) -> AnyView {
    let describedby = format!("{name}-hint {name}-error");
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                autocomplete=autocomplete
                required
                value=value
                aria-describedby=describedby
                aria-invalid=error.is_some().then_some("true")
            />
            <p class="field-hint" id=format!("{name}-hint")>
                {hint}
            </p>
            <p class="field-error" id=format!("{name}-error")>
                {error}
            </p>
        </div>
    }
    .into_any()
}

/// Why the form was refused.
pub(super) fn refusal(text: String) -> AnyView {
    view! {
        <div class="notice notice-danger" role="alert">
            <Icon name="circle-alert" />
            <div>{text}</div>
        </div>
    }
    .into_any()
}
