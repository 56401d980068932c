//! The word between two blocks and the choice of how a group combines.

use super::builder::Builder;
use super::chips::ChipSelect;
use leptos::prelude::*;
use shared::segments::{BlockId, Combine, Step};

/// "All of", "Any of", "None of", "Step by step" as buttons of which one is pressed.
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

/// The word before every block but the first; step by step it is a choice.
#[component]
pub fn Joint(builder: Builder, group: BlockId, block: BlockId) -> impl IntoView {
    let joint = Memo::new(move |_| {
        builder.rule.with(|rule| {
            let group = rule.group(group)?;
            let first = group.blocks.first().is_some_and(|first| first.id == block);
            (!first).then_some(group.combine)
        })
    });
    let step = Signal::derive(move || {
        builder.rule.with(|rule| rule.block(block).map_or(Step::AndAlso, |block| block.step)).label()
    });
    let choose = Callback::new(move |label: &'static str| {
        let step = Step::ALL.into_iter().find(|step| step.label() == label).unwrap_or_default();
        builder.edit(label, |rule| {
            if let Some(block) = rule.block_mut(block) {
                block.step = step;
            }
        });
    });
    move || {
        joint.get().map(|combine| match combine {
            Combine::Steps => view! {
                <span class="joint">
                    <ChipSelect
                        label="What this step does"
                        choices=Step::ALL.map(|step| (step.label(), step.label())).to_vec()
                        value=step
                        disabled=!builder.may_edit
                        on_change=choose
                    />
                </span>
            }
            .into_any(),
            combine => view! { <span class="joint">{combine.joint()}</span> }.into_any(),
        })
    }
}
