//! One condition on a related record: what of it, how compared, with which value.

use super::builder::Builder;
use super::chips::{ChipSelect, CountMark};
use super::condition::{RowState, aspect, aspects, editor, fresh};
use crate::ui::{Button, ButtonKind, ButtonSize};
use leptos::prelude::*;
use shared::segments::{BlockId, RecordType, Test};

#[component]
pub fn ConditionRow(builder: Builder, block: BlockId, row: BlockId, record: Memo<RecordType>) -> impl IntoView {
    let disabled = !builder.may_edit;
    let test = Memo::new(move |_| {
        builder.rule.with(|rule| match &rule.block(block)?.test {
            Test::Record(test) => test.rows().find(|other| other.id == row).map(|found| found.test.clone()),
            _ => None,
        })
    });
    let state = RowState { builder, row, test };
    let now = Memo::new(move |_| test.with(|test| test.as_ref().map_or("text", aspect)));
    let choose = Callback::new(move |aspect| {
        let fresh = fresh(aspect, record.get_untracked());
        builder.edit("Condition changed", |rule| {
            if let Some(condition) = rule.condition_mut(row) {
                condition.test = fresh;
            }
        });
    });
    let problem = builder.problem_of(row);
    view! {
        <li
            class=move || if builder.pointed.get() == Some(row) { "block-row pointed" } else { "block-row" }
            id=format!("block-{}", row.0)
            tabindex="-1"
        >
            <div class="block-body">
                {move || {
                    view! {
                        <ChipSelect
                            label="What of the record"
                            choices=aspects(record.get(), now.get())
                            value=now
                            disabled
                            on_change=choose
                        />
                    }
                }} {move || editor(state, now.get(), record.get())}
            </div>
            <CountMark builder block=row />
            {builder
                .may_edit
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Quiet
                            size=ButtonSize::Small
                            icon="x"
                            label="Remove this condition"
                            on_click=move |_| builder.edit("Condition removed", |rule| rule.remove(row))
                        />
                    }
                })}
            <p class="field-error block-problem" id=state.error() aria-live="polite">
                {move || problem.get()}
            </p>
        </li>
    }
    .into_any()
}
