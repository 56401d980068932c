//! A list of words as chips: typed or chosen from what is in the data, Enter or a comma adds, each can be removed.

use super::doors::words_in_use;
use kit::{Icon, answers};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::segments::wire::WordsOf;

/// The words in the data, offered by the browser to the input with this `list`.
#[component]
pub fn Offered(#[prop(into)] id: String, of: Signal<WordsOf>) -> impl IntoView {
    let words = answers(move || {
        let of = of.get();
        async move { words_in_use(of).await }
    });
    let options = move || {
        let words = words.get().and_then(Result::ok).unwrap_or_default();
        words.into_iter().map(|word| view! { <option value=word></option> }).collect_view()
    };
    view! { <datalist id=id>{options}</datalist> }.into_any()
}

/// `id` is the page's own name for the list.
#[component]
pub fn WordList(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    of: Signal<WordsOf>,
    #[prop(into)] chosen: Signal<Vec<String>>,
    disabled: bool,
    on_change: Callback<Vec<String>>,
    #[prop(optional, into)] described_by: Option<String>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let add = move |text: &str| {
        let mut all = chosen.get_untracked();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(word)) {
                all.push(word.to_owned());
            }
        }
        typed.set(String::new());
        if all != chosen.get_untracked() {
            on_change.run(all);
        }
    };
    let remove = move |word: &str| {
        let mut all = chosen.get_untracked();
        all.retain(|known| known != word);
        on_change.run(all);
    };
    let keys = move |event: KeyboardEvent| {
        let text = typed.get_untracked();
        match event.key().as_str() {
            _ if event.is_composing() => {}
            "Enter" if !text.trim().is_empty() => {
                event.prevent_default();
                add(&text);
            }
            "Backspace" if text.is_empty() => {
                if let Some(last) = chosen.get_untracked().last() {
                    remove(last);
                }
            }
            _ => {}
        }
    };
    let chips = move || {
        chosen
            .get()
            .into_iter()
            .map(|word| {
                let own = word.clone();
                let name = format!("Remove {word}");
                view! {
                    <li class="word-chip">
                        {word}
                        {(!disabled)
                            .then(|| {
                                view! {
                                    <button type="button" aria-label=name on:click=move |_| remove(&own)>
                                        <Icon name="x" />
                                    </button>
                                }
                            })}
                    </li>
                }
            })
            .collect_view()
    };
    let list = format!("{id}-offered");
    view! {
        <span class="word-list">
            <ul role="list" aria-label=format!("{label}: chosen")>
                {chips}
            </ul>
            {(!disabled)
                .then(|| {
                    view! {
                        <input
                            class="chip-input"
                            id=id
                            autocomplete="off"
                            aria-label=label
                            aria-describedby=described_by
                            list=list.clone()
                            placeholder="type or choose, Enter adds"
                            prop:value=move || typed.get()
                            on:input=move |event| {
                                let text = event_target_value(&event);
                                if text.ends_with(',') {
                                    add(&text);
                                } else {
                                    typed.set(text);
                                }
                            }
                            on:change=move |event| add(&event_target_value(&event))
                            on:keydown=keys
                        />
                        <Offered id=list of />
                    }
                })}
        </span>
    }
    .into_any()
}
