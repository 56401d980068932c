//! A date, or a date and time: typed as people write it, or chosen in a calendar (ARIA date-picker dialog pattern).

use super::calendar::Calendar;
use super::form_errors::Complaint;
use super::placement::{Align, place};
use super::time::today;
use super::{Button, ButtonKind, focus};
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use shared::time::{Date, HOW_DATE, HOW_DATE_TIME, LocalDateTime};
use wasm_bindgen::JsCast;

/// An input inside a [`Field`](super::Field) of the same `name`, or with a `label`. `value` and what `on_change` is given are
/// written `2026-12-15`, with `time` `2026-12-15T18:00`; empty is no date. What can't be read is complained about here and
/// leaves the value as it was.
#[component]
pub fn DateInput(
    /// Also its id; none in a row with a `label` of its own.
    #[prop(optional, into)]
    name: Option<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    /// Asks for the time of day too.
    #[prop(optional)]
    time: bool,
    #[prop(optional, into)] label: Option<String>,
    #[prop(default = "input", into)] class: &'static str,
    #[prop(optional, into)] described_by: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// What its `Field` was given as `error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name_text = name.clone().unwrap_or_default();
    let complaint = Complaint::about(&name_text, error);
    let text = RwSignal::new(said(&value.get_untracked(), time));
    let unread = RwSignal::new(false);
    let open = RwSignal::new(false);
    // Undo, a reset form, another window: what is shown follows, but what is being typed stays as it is typed.
    Effect::new(move |_| {
        let now = value.get();
        if text.with_untracked(|text| read(text, time)).as_deref() != Some(now.as_str()) {
            text.set(said(&now, time));
            unread.set(false);
        }
    });
    let give = move |written: String| {
        if value.get_untracked() != written {
            on_change.run(written);
        }
    };
    let input = NodeRef::<html::Input>::new();
    let typed = move |event| {
        complaint.settle();
        unread.set(false);
        text.set(event_target_value(&event));
        if let Some(written) = text.with_untracked(|text| read(text, time)) {
            give(written);
        }
    };
    let settled = move |_| match text.with_untracked(|text| read(text, time)) {
        Some(written) => text.set(said(&written, time)),
        None => unread.set(true),
    };
    let root = NodeRef::<html::Div>::new();
    let popup = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if open.get() {
            request_animation_frame(move || {
                if let (Some(root), Some(popup)) = (root.get_untracked(), popup.get_untracked()) {
                    place(&root, &popup, Align::Start);
                    focus(".calendar-day[tabindex='0']");
                }
            });
        }
    });
    let close = move || {
        open.set(false);
        if let Some(input) = input.get_untracked() {
            // Fails only on an element that has left the page.
            let _ = input.focus();
        }
    };
    let chosen_day = move || Date::parse(&value.get()).unwrap_or_else(today);
    let choose = move |day: Date| {
        let written = if time {
            LocalDateTime::new(day, 9, 0).map(|nine| at_clock(&value.get_untracked(), nine))
        } else {
            Some(day.to_string())
        };
        let Some(written) = written else { return };
        text.set(said(&written, time));
        unread.set(false);
        give(written);
        // Whoever listens to the input hears of it as of a typed one.
        if let (Some(input), Ok(event)) = (input.get_untracked(), change_event()) {
            let _ = input.dispatch_event(&event);
        }
        close();
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if open.get_untracked() => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        "ArrowDown" if !open.get_untracked() && event.alt_key() => {
            event.prevent_default();
            open.set(true);
        }
        _ => {}
    };
    let left = move |event: FocusEvent| {
        let stays = root.get_untracked().zip(event.related_target()).is_some_and(|(root, target)| {
            target.dyn_ref::<web_sys::Node>().is_some_and(|node| root.contains(Some(node)))
        });
        if !stays {
            open.set(false);
        }
    };
    let hint = if time { HOW_DATE_TIME } else { HOW_DATE };
    let described_by =
        described_by.or_else(|| name.as_ref().map(|name| format!("{name}-hint {name}-error {name}-unread")));
    view! {
        <div class="date-input" node_ref=root on:keydown=keys on:focusout=left>
            <input
                class=class
                node_ref=input
                id=name.clone()
                name=name.clone()
                autocomplete="off"
                aria-label=label
                aria-describedby=described_by
                aria-invalid=move || if unread.get() { Some("true") } else { complaint.invalid() }
                placeholder=if time { "MM/DD/YYYY H:MM AM" } else { "MM/DD/YYYY" }
                disabled=move || disabled.get()
                value=text.get_untracked()
                prop:value=move || text.get()
                on:input=typed
                on:change=settled
            />
            <Button
                kind=ButtonKind::Quiet
                icon="calendar-days"
                label="Choose in a calendar"
                disabled
                on_click=move |_| open.update(|open| *open = !*open)
                attr:aria-expanded=move || if open.get() { "true" } else { "false" }
            />
            <Show when=move || open.get()>
                <div class="date-popup" role="dialog" aria-label="Calendar" node_ref=popup>
                    <Calendar chosen=chosen_day() choose />
                </div>
            </Show>
            <p class="field-error" id=name.map(|name| format!("{name}-unread")) aria-live="polite">
                {move || unread.get().then_some(hint)}
            </p>
        </div>
    }
    .into_any()
}

/// The written value as it is shown.
fn said(value: &str, time: bool) -> String {
    let words =
        if time { LocalDateTime::parse(value).map(LocalDateTime::words) } else { Date::parse(value).map(Date::short) };
    words.unwrap_or_default()
}

/// What was typed as it is kept; `None` when it can't be read.
fn read(text: &str, time: bool) -> Option<String> {
    if text.trim().is_empty() {
        Some(String::new())
    } else if time {
        LocalDateTime::typed(text, today()).map(|at| at.to_string())
    } else {
        Date::typed(text, today()).map(|date| date.to_string())
    }
}

/// The day of `day` at the clock of `value`, where it has one.
fn at_clock(value: &str, day: LocalDateTime) -> String {
    let kept = LocalDateTime::parse(value).and_then(|old| LocalDateTime::new(day.date(), old.hour(), old.minute()));
    kept.unwrap_or(day).to_string()
}

fn change_event() -> Result<web_sys::Event, wasm_bindgen::JsValue> {
    let options = web_sys::EventInit::new();
    options.set_bubbles(true);
    web_sys::Event::new_with_event_init_dict("change", &options)
}
