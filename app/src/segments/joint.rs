//! The word between two blocks and the choice of how a group combines.

use super::builder::Builder;
use leptos::prelude::*;
use shared::segments::{BlockId, Combine};

/// "All of", "Any of", "None of" as three buttons of which one is pressed.
#[component]
pub fn CombineChoice(builder: Builder, group: BlockId) -> impl IntoView {
    let now = Memo::new(move |_| builder.rule.with(|rule| rule.group(group).map(|group| group.combine)));
    view! {
        <fieldset class="segmented" disabled=!builder.may_edit>
            <legend class="sr-only">"How these combine"</legend>
            {Combine::ALL
                .map(|combine| {
                    view! {
                        <label>
                            <input
                                type="radio"
                                name=format!("combine-{}", group.0)
                                prop:checked=move || now.get() == Some(combine)
                                checked=now.get_untracked() == Some(combine)
                                on:change=move |_| {
                                    builder
                                        .edit(
                                            combine.label(),
                                            |rule| {
                                                if let Some(group) = rule.group_mut(group) {
                                                    group.combine = combine;
                                                }
                                            },
                                        );
                                }
                            />
                            <span>{combine.label()}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
    .into_any()
}

/// AND, OR or NOR before every block but the first.
#[component]
pub fn Joint(builder: Builder, group: BlockId, block: BlockId) -> impl IntoView {
    let word = Memo::new(move |_| {
        builder.rule.with(|rule| {
            let group = rule.group(group)?;
            let first = group.blocks.first().is_some_and(|first| first.id == block);
            (!first).then(|| group.combine.joint())
        })
    });
    move || word.get().map(|word| view! { <span class="joint">{word}</span> })
}
