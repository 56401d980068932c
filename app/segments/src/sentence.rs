//! The rule in words above the blocks; each stretch leads to its block.

use super::draft::Draft;
use leptos::prelude::*;
use shared::segments::{BlockId, sentence};
use wasm_bindgen::JsCast;

#[component]
pub fn Sentence(draft: Draft) -> impl IntoView {
    let spans = Memo::new(move |_| draft.rules.rule.with(sentence));
    let words = move || {
        spans
            .get()
            .into_iter()
            .map(|span| match span.block {
                None => view! { <span>{span.text}</span> }.into_any(),
                Some(block) => view! {
                    <button
                        type="button"
                        class="sentence-mark"
                        on:click=move |_| go_to(block)
                        on:mouseenter=move |_| draft.rules.pointed.set(Some(block))
                        on:mouseleave=move |_| draft.rules.pointed.set(None)
                        on:focus=move |_| draft.rules.pointed.set(Some(block))
                        on:blur=move |_| draft.rules.pointed.set(None)
                    >
                        {span.text}
                    </button>
                }
                .into_any(),
            })
            .collect_view()
    };
    view! {
        <div role="group" aria-label="The rule in words">
            <p class="rule-sentence">{words}</p>
        </div>
    }
    .into_any()
}

/// Brings a block into view and gives it the focus.
pub fn go_to(block: BlockId) {
    let found = document().get_element_by_id(&format!("block-{}", block.0));
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails only on an element that has left the page.
        let _ = element.focus();
        element.scroll_into_view();
    }
}
