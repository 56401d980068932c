//! Buttons and links that look like them.

use super::Icon;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How much a button asks for attention. One primary button on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    Small,
    #[default]
    Medium,
    Large,
}

fn class(kind: ButtonKind, size: ButtonSize, icon_only: bool) -> String {
    let kind = match kind {
        ButtonKind::Primary => "primary",
        ButtonKind::Secondary => "secondary",
        ButtonKind::Quiet => "quiet",
        ButtonKind::Danger => "danger",
    };
    let size = match size {
        ButtonSize::Small => " button-s",
        ButtonSize::Medium => "",
        ButtonSize::Large => " button-l",
    };
    format!("button button-{kind}{size}{}", if icon_only { " button-icon" } else { "" })
}

/// Something to do here. With an `icon` and no children, `label` is its name and its tooltip.
/// While `busy` it shows a turning icon and does not answer.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional, into)] icon: Option<&'static str>,
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] on_click: Option<Callback<MouseEvent>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = class(kind, size, children.is_none());
    let click = move |event: MouseEvent| {
        if !busy.get_untracked()
            && let Some(callback) = on_click
        {
            callback.run(event);
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            aria-label=label.clone()
            title=label
            disabled=move || disabled.get()
            prop:disabled=move || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            on:click=click
        >
            {move || {
                if busy.get() {
                    Some(view! { <Icon name="loader-circle" class="icon spin" /> })
                } else {
                    icon.map(|name| view! { <Icon name /> })
                }
            }}
            {children.map(|children| children())}
        </button>
    }
    .into_any()
}

/// A link that looks like a button: it goes somewhere.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional, into)] icon: Option<&'static str>,
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = class(kind, size, children.is_none());
    view! {
        <a href=href class=class aria-label=label.clone() title=label>
            {icon.map(|name| view! { <Icon name /> })}
            {children.map(|children| children())}
        </a>
    }
    .into_any()
}
