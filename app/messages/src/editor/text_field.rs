//! A text of the document: an input with its label, what is wrong with it, a menu of merge fields and, for longer texts,
//! bold, italic, link and list.

use super::state::editor;
use kit::{Button, ButtonKind, ButtonSize, Menu, MenuItem};
use leptos::prelude::*;
use shared::messages::FIELDS;
use wasm_bindgen::JsCast;

/// What a [`TextField`] offers beside typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offers {
    #[default]
    Nothing,
    /// Merge fields.
    Fields,
    /// Merge fields; several lines.
    Lines,
    /// Merge fields, and the small markup; several lines.
    Markup,
}

#[component]
pub fn TextField(
    /// Unique on the page: the input's id.
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] offers: Offers,
    #[prop(default = "text")] kind: &'static str,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_input: Callback<String>,
    /// Complaints about this very text.
    #[prop(optional, into)]
    problems: Signal<Vec<String>>,
) -> impl IntoView {
    let editor = editor();
    let disabled = move || !editor.editable.get();
    let described = format!("{name}-hint {name}-error");
    let invalid = move || problems.with(|found| !found.is_empty()).then_some("true");
    let put = move |before: &str, after: &str| {
        if let Some(text) = insert(name, &value.get_untracked(), before, after) {
            on_input.run(text);
        }
    };
    let typed = move |event: leptos::ev::Event| on_input.run(event_target_value(&event));
    let input = if matches!(offers, Offers::Markup | Offers::Lines) {
        view! {
            <textarea
                class="input"
                id=name
                name=name
                rows="6"
                aria-describedby=described
                aria-invalid=invalid
                disabled=disabled
                prop:value=move || value.get()
                on:input=typed
                on:keydown=move |event: leptos::ev::KeyboardEvent| {
                    let marks = match event.key().to_lowercase().as_str() {
                        "b" => ("**", "**"),
                        "i" => ("*", "*"),
                        "k" => ("[", "](https://)"),
                        _ => return,
                    };
                    if offers == Offers::Markup && (event.ctrl_key() || event.meta_key()) && !event.shift_key() {
                        event.prevent_default();
                        put(marks.0, marks.1);
                    }
                }
            >
                {value.get_untracked()}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                id=name
                name=name
                type=kind
                autocomplete="off"
                aria-describedby=described
                aria-invalid=invalid
                disabled=disabled
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input=typed
            />
        }
        .into_any()
    };
    let tool = move |icon: &'static str, label: &'static str, before: &'static str, after: &'static str| {
        view! {
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon label disabled=Signal::derive(disabled) on_click=move |_| put(before, after) />
        }
    };
    // A field that the go-live check would refuse is not offered.
    let seen_by_others = editor.body.with_untracked(|body| body.channel().seen_by_others());
    let tools = (offers != Offers::Nothing).then(|| {
        view! {
            <div class="field-tools" role="group" aria-label=format!("Tools for {label}")>
                {(offers == Offers::Markup)
                    .then(|| {
                        view! {
                            {tool("bold", "Bold", "**", "**")}
                            {tool("italic", "Italic", "*", "*")}
                            {tool("link", "Link", "[", "](https://)")}
                            {tool("list", "List item", "\n- ", "")}
                        }
                    })}
                <Menu label="Insert a field" icon="user-plus" size=ButtonSize::Small>
                    {FIELDS
                        .iter()
                        .filter(|field| field.tells.is_none() || seen_by_others.is_none())
                        .map(|field| {
                            let fallback = if field.path == "patient.first_name" { "|there" } else { "" };
                            let token = format!("{{{{{}{fallback}}}}}", field.path);
                            view! { <MenuItem label=field.label on_select=move |()| put(&token, "") /> }
                        })
                        .collect_view()}
                </Menu>
            </div>
        }
    });
    view! {
        <div class="field">
            <div class="field-line">
                <label for=name>{label}</label>
                {tools}
            </div>
            {input}
            <p class="field-hint" id=format!("{name}-hint")>
                {hint}
            </p>
            <p class="field-error" id=format!("{name}-error") aria-live="polite">
                {move || problems.get().join(" ")}
            </p>
        </div>
    }
    .into_any()
}

/// Puts `before` and `after` around what is selected in the input, or at its cursor; leaves the cursor between them.
fn insert(name: &str, text: &str, before: &str, after: &str) -> Option<String> {
    let element = document().get_element_by_id(name)?;
    let (start, end) = if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        (area.selection_start().ok()?, area.selection_end().ok()?)
    } else {
        let input = element.dyn_ref::<web_sys::HtmlInputElement>()?;
        (input.selection_start().ok()?, input.selection_end().ok()?)
    };
    let units: Vec<u16> = text.encode_utf16().collect();
    let clamp = |at: Option<u32>| at.map_or(units.len(), |at| (at as usize).min(units.len()));
    let (start, end) = (clamp(start), clamp(end));
    let part = |units: &[u16]| String::from_utf16_lossy(units);
    let joined = format!("{}{before}{}{after}{}", part(&units[..start]), part(&units[start..end]), part(&units[end..]));
    let cursor = (end + before.encode_utf16().count()) as u32;
    request_animation_frame(move || {
        // Each fails only on an element that has left the page.
        if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            let _ = area.focus();
            let _ = area.set_selection_range(cursor, cursor);
        } else if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            let _ = input.focus();
            let _ = input.set_selection_range(cursor, cursor);
        }
    });
    Some(joined)
}
