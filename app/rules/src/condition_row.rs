//! One condition on a related record: what of it, how compared, with which value.

use super::builder::Builder;
use super::chips::CountMark;
use super::condition::{ConditionBody, Place, RowState};
use kit::{Button, ButtonKind, ButtonSize};
use leptos::prelude::*;
use shared::segments::{BlockId, RecordType};

#[component]
pub fn ConditionRow(builder: Builder, block: BlockId, row: BlockId, records: Memo<Vec<RecordType>>) -> impl IntoView {
    let state = RowState::new(builder, Place { block, row, near: None });
    let (problem, note) = (builder.problem_of(row), builder.note_of(row));
    view! {
        <li
            class=move || if builder.pointed.get() == Some(row) { "block-row pointed" } else { "block-row" }
            id=format!("block-{}", row.0)
            tabindex="-1"
        >
            <div class="block-body">
                <ConditionBody state records label="What of the record" />
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
                            label="Remove this criterion"
                            on_click=move |_| builder.edit("Criterion removed", |rule| rule.remove(row))
                        />
                    }
                })}
            <p class="field-error block-problem" id=state.error() aria-live="polite">
                {move || problem.get()}
            </p>
            {move || note.get().map(|note| view! { <p class="row-note">{note}</p> })}
        </li>
    }
    .into_any()
}
