//! A text input that searches a long list (ARIA combobox pattern with `aria-activedescendant`).

use super::Icon;
use super::form_errors::Complaint;
use super::placement::{Align, place};
use super::select::Choice;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

/// Searches `options` as one types: `search` is set to the text, and whoever owns `options` answers by setting it.
/// Choosing sets `value` to the choice. Inside a [`Field`](super::Field) of the same `name`, or with a `label`.
#[component]
pub fn Combobox(
    #[prop(into)] name: String,
    search: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    value: RwSignal<Option<Choice>>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] label: Option<String>,
    /// Shown when nothing was found.
    #[prop(default = "Nothing found.".to_owned(), into)]
    none: String,
    /// What its `Field` was given as `error`.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let active = RwSignal::new(0usize);
    let complaint = Complaint::about(&name, error);
    let list_id = format!("{name}-list");
    let option_id = {
        let name = name.clone();
        move |index: usize| format!("{name}-option-{index}")
    };

    let choose = move |choice: Choice| {
        if choice.disabled {
            return;
        }
        complaint.settle();
        search.set(choice.label.clone());
        value.set(Some(choice));
        open.set(false);
    };
    let step = move |by: isize| {
        let count = options.with(Vec::len);
        open.set(true);
        if count > 0 {
            active.update(|index| *index = (*index as isize + by).rem_euclid(count as isize) as usize);
        }
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        // The word is still being put together: these keys are its input method's.
        _ if event.is_composing() => {}
        "ArrowDown" => {
            event.prevent_default();
            step(if open.get_untracked() { 1 } else { 0 });
        }
        "ArrowUp" => {
            event.prevent_default();
            step(-1);
        }
        "Enter" if open.get_untracked() => {
            event.prevent_default();
            if let Some(choice) = options.with_untracked(|all| all.get(active.get_untracked()).cloned()) {
                choose(choice);
            }
        }
        "Escape" if open.get_untracked() => {
            event.prevent_default();
            event.stop_propagation();
            open.set(false);
        }
        _ => {}
    };
    let descendant = {
        let option_id = option_id.clone();
        move || (open.get() && options.with(|all| !all.is_empty())).then(|| option_id(active.get()))
    };
    let rows = move || {
        options
            .get()
            .into_iter()
            .enumerate()
            .map(|(index, choice)| {
                let chosen = choice.clone();
                view! {
                    <li
                        class="option"
                        role="option"
                        id=option_id(index)
                        aria-selected=move || if active.get() == index { "true" } else { "false" }
                        aria-disabled=choice.disabled.then_some("true")
                        on:mousedown=move |event| {
                            event.prevent_default();
                            choose(chosen.clone());
                        }
                    >
                        <span>{choice.label}</span>
                        {choice.detail.map(|text| view! { <span class="second">{text}</span> })}
                    </li>
                }
            })
            .collect_view()
    };
    let none = StoredValue::new(none);
    let root = NodeRef::<html::Div>::new();
    let list = NodeRef::<html::Ul>::new();
    Effect::new(move |_| {
        options.track();
        if open.get() {
            request_animation_frame(move || {
                if let (Some(root), Some(list)) = (root.get_untracked(), list.get_untracked()) {
                    place(&root, &list, Align::Both);
                }
            });
        }
    });
    let nothing = move || options.with(Vec::is_empty);
    view! {
        <div class="combobox" node_ref=root>
            <div class="input-with-icon">
                <Icon name="search" />
                <input
                    class="input"
                    id=name.clone()
                    name=name.clone()
                    role="combobox"
                    autocomplete="off"
                    aria-label=label.clone()
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-activedescendant=descendant
                    aria-describedby=format!("{name}-hint {name}-error")
                    aria-invalid=move || complaint.invalid()
                    placeholder=placeholder
                    prop:value=move || search.get()
                    on:input=move |event| {
                        complaint.settle();
                        active.set(0);
                        open.set(true);
                        value.set(None);
                        search.set(event_target_value(&event));
                    }
                    on:focus=move |_| open.set(true)
                    on:blur=move |_| open.set(false)
                    on:keydown=keys
                />
            </div>
            <ul
                class="combobox-list"
                role="listbox"
                id=list_id
                aria-label=label.unwrap_or_else(|| "Found".to_owned())
                node_ref=list
                hidden=move || !open.get() || nothing()
            >
                {rows}
            </ul>
            <p class="combobox-none" role="status">
                {move || (open.get() && nothing()).then(|| none.get_value())}
            </p>
        </div>
    }
    .into_any()
}
