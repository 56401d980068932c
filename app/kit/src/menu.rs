//! A button that opens a short list of things to do (ARIA menu-button pattern).

use super::placement::{Align, place};
use super::{Button, ButtonKind, ButtonSize, Icon};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A menu button. With `trigger` its own content, else `icon` alone (default: three dots) named by `label`.
/// Children are [`MenuItem`]s and [`MenuLine`]s.
#[component]
pub fn Menu(
    #[prop(into)] label: String,
    #[prop(default = "ellipsis")] icon: &'static str,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional, into)] trigger: Option<ViewFn>,
    /// Opens to the right of the button's left edge instead of under its right edge.
    #[prop(optional)]
    start: bool,
    /// Shows it as soon as it is there.
    #[prop(optional)]
    opened: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    provide_context(MenuOpen(open));
    let root = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Div>::new();
    let focus_button = move || focus_child(root, "[aria-haspopup]", 0);
    let put = move || {
        if let (Some(root), Some(list)) = (root.get_untracked(), list.get_untracked()) {
            place(&root, &list, if start { Align::Start } else { Align::End });
        }
    };
    let toggle = move || {
        open.update(|shown| *shown = !*shown);
        if open.get_untracked() {
            request_animation_frame(move || {
                put();
                focus_child(list, ITEMS, 0);
            });
        }
    };
    if opened {
        Effect::new(move |_| toggle());
    }
    Effect::new(move |_| {
        // It goes with its button: a page that still rolls out when the button is pressed must not shut it.
        let scrolled = window_event_listener(leptos::ev::scroll, move |_| {
            if open.get_untracked() {
                put();
            }
        });
        on_cleanup(move || scrolled.remove());
    });
    let keys = move |event: KeyboardEvent| {
        let move_to = |index: isize| {
            event.prevent_default();
            focus_child(list, ITEMS, index);
        };
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => {
                event.prevent_default();
                toggle();
            }
            "ArrowDown" => move_to(focused_child(list, ITEMS) + 1),
            "ArrowUp" => move_to(focused_child(list, ITEMS) - 1),
            "Home" => move_to(0),
            "End" => move_to(-1),
            "Escape" if open.get_untracked() => {
                event.stop_propagation();
                open.set(false);
                focus_button();
            }
            _ => {}
        }
    };
    let left = move |event: FocusEvent| {
        let stays = root.get_untracked().zip(event.related_target()).is_some_and(|(root, target)| {
            target.dyn_ref::<web_sys::Node>().is_some_and(|node| root.contains(Some(node)))
        });
        if !stays {
            open.set(false);
        }
    };
    let expanded = move || if open.get() { "true" } else { "false" };
    let button = match trigger {
        Some(trigger) => view! {
            <button
                type="button"
                class="account"
                aria-label=label.clone()
                aria-haspopup="menu"
                aria-expanded=expanded
                on:click=move |_| toggle()
            >
                {trigger.run()}
            </button>
        }
        .into_any(),
        None => view! {
            <Button
                kind=ButtonKind::Quiet
                size
                icon
                label=label.clone()
                on_click=move |_| toggle()
                attr:aria-haspopup="menu"
                attr:aria-expanded=expanded
            />
        }
        .into_any(),
    };
    view! {
        <div class="menu" node_ref=root on:keydown=keys on:focusout=left>
            {button}
            <div
                class="menu-list"
                role="menu"
                aria-label=label
                node_ref=list
                hidden=move || !open.get()
            >
                {children()}
            </div>
        </div>
    }
    .into_any()
}

/// The surrounding menu, closed by choosing.
#[derive(Clone, Copy)]
struct MenuOpen(RwSignal<bool>);

const ITEMS: &str = "[role^=menuitem]";

/// Something to do, or with `href` somewhere to go.
#[component]
pub fn MenuItem(
    #[prop(into)] label: String,
    #[prop(optional, into)] icon: Option<&'static str>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional)] danger: bool,
    /// Makes it one of several choices; true for the present one.
    #[prop(optional, into)]
    checked: Option<Signal<bool>>,
    #[prop(optional, into)] on_select: Option<Callback<()>>,
) -> impl IntoView {
    let open = use_context::<MenuOpen>();
    let class = if danger { "menu-item menu-item-danger" } else { "menu-item" };
    let inside = view! {
        {icon.map(|name| view! { <Icon name /> })}
        <span>{label}</span>
    };
    let chosen = move |_| {
        if let Some(MenuOpen(open)) = open {
            open.set(false);
        }
        if let Some(callback) = on_select {
            callback.run(());
        }
    };
    match href {
        Some(href) => {
            view! { <a class=class role="menuitem" tabindex="-1" href=href on:click=chosen>{inside}</a> }.into_any()
        }
        None => view! {
            <button
                type="button"
                class=class
                role=if checked.is_some() { "menuitemradio" } else { "menuitem" }
                aria-checked=move || checked.map(|checked| if checked.get() { "true" } else { "false" })
                tabindex="-1"
                on:click=chosen
            >
                {inside}
            </button>
        }
        .into_any(),
    }
}

/// A line between groups of items.
#[component]
pub fn MenuLine() -> impl IntoView {
    view! { <div class="menu-line" role="separator"></div> }
}

fn children_of(parent: NodeRef<html::Div>, selector: &str) -> Vec<web_sys::HtmlElement> {
    let Some(found) = parent.get_untracked().and_then(|parent| parent.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// Puts the focus on the child at `index`, counted round and from the end when negative.
fn focus_child(parent: NodeRef<html::Div>, selector: &str, index: isize) {
    let all = children_of(parent, selector);
    if !all.is_empty()
        && let Some(child) = all.get(index.rem_euclid(all.len() as isize) as usize)
    {
        // Fails only on an element that has left the page.
        let _ = child.focus();
    }
}

/// The index of the focused child; -1 when none is.
fn focused_child(parent: NodeRef<html::Div>, selector: &str) -> isize {
    let active = document().active_element();
    children_of(parent, selector)
        .iter()
        .position(|child| active.as_ref() == Some(child.as_ref()))
        .map_or(-1, |index| index as isize)
}
