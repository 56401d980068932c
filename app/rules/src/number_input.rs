//! A number as a chip, typed freely: what is not a number yet is kept on the screen and counts as none.

use leptos::prelude::*;

/// `value` is what the rule holds; `None` shows an empty input. `on_input` gets `None` for what is no number.
#[component]
pub fn NumberInput(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<Option<f64>>,
    disabled: bool,
    on_input: Callback<Option<f64>>,
    /// Whole numbers only.
    #[prop(optional)]
    whole: bool,
    #[prop(optional, into)] described_by: Option<String>,
) -> impl IntoView {
    let shown = |value: Option<f64>| value.map(|number| number.to_string()).unwrap_or_default();
    let text = RwSignal::new(shown(value.get_untracked()));
    let read = |text: &str| text.trim().replace(',', ".").parse::<f64>().ok().filter(|number| number.is_finite());
    // Undo changes the rule under the input.
    Effect::watch(
        move || value.get(),
        move |value, _, _| {
            if read(&text.get_untracked()) != *value {
                text.set(shown(*value));
            }
        },
        false,
    );
    view! {
        <input
            class="chip-input chip-value chip-number"
            type="text"
            inputmode=if whole { "numeric" } else { "decimal" }
            autocomplete="off"
            aria-label=label
            aria-describedby=described_by
            disabled=disabled
            value=text.get_untracked()
            prop:value=move || text.get()
            on:input=move |event| {
                let typed = event_target_value(&event);
                let number = read(&typed);
                text.set(typed);
                on_input.run(number);
            }
        />
    }
    .into_any()
}
