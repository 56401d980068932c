//! A related record: has one or has none, of which type, and the conditions that hold for the same record.

use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, CountMark};
use super::condition_row::ConditionRow;
use crate::ui::{Button, ButtonKind, ButtonSize};
use leptos::prelude::*;
use shared::segments::{
    BlockId, Quantifier, RecordCondition, RecordConditionTest, RecordTest, RecordType, Test, TextTest,
};

#[component]
pub fn RecordCard(builder: Builder, block: BlockId) -> impl IntoView {
    let disabled = !builder.may_edit;
    let test = Memo::new(move |_| match builder.rule.with(|rule| rule.block(block).map(|block| block.test.clone())) {
        Some(Test::Record(test)) => Some(test),
        _ => None,
    });
    let change = move |said: &str, change: &dyn Fn(&mut RecordTest)| {
        builder.edit(said, |rule| {
            if let Some(Test::Record(test)) = rule.block_mut(block).map(|block| &mut block.test) {
                change(test);
            }
        });
    };
    let quantifier = Signal::derive(move || match test.with(|test| test.as_ref().map(|test| test.quantifier)) {
        Some(Quantifier::None) => "none",
        _ => "exists",
    });
    let record = Memo::new(move |_| test.with(|test| test.as_ref().map_or(RecordType::Condition, |test| test.record)));
    let rows = Memo::new(move |_| {
        test.with(|test| test.as_ref().map(|test| test.conditions.iter().map(|row| row.id).collect::<Vec<_>>()))
    });
    let choose_quantifier = Callback::new(move |value: &'static str| {
        let quantifier = if value == "none" { Quantifier::None } else { Quantifier::Exists };
        change("Changed", &|test| test.quantifier = quantifier);
    });
    let choose_record = Callback::new(move |table: &'static str| {
        let Some(record) = RecordType::ALL.into_iter().find(|record| record.table() == table) else { return };
        change("Record type changed", &|test| {
            test.record = record;
            test.conditions.retain(|row| fits(record, &row.test));
        });
    });
    let add = move |_| {
        let id = builder.rule.with_untracked(shared::segments::Rule::free_id);
        let text = RecordConditionTest::Text(TextTest::Contains(String::new()));
        change("Condition added", &|test| test.conditions.push(RecordCondition { id, test: text.clone() }));
    };
    let left_out = move || {
        let statuses = test.with(|test| test.as_ref().map(RecordTest::left_out)).unwrap_or_default();
        (!statuses.is_empty()).then(|| {
            let words = statuses.join(" or ");
            view! { <span class="row-hint">{format!("Records that are {words} don’t count unless you ask for them.")}</span> }
        })
    };
    view! {
        <div class="block-card record-card">
            <header class="block-head">
                <Handle builder block />
                <ChipSelect
                    label="Has or has not"
                    choices=vec![("exists", "Has"), ("none", "Has no")]
                    value=quantifier
                    disabled
                    on_change=choose_quantifier
                />
                <ChipSelect
                    label="Record type"
                    choices=RecordType::ALL.map(|record| (record.table(), record.label())).to_vec()
                    value=Signal::derive(move || record.get().table())
                    disabled
                    on_change=choose_record
                />
                <span class="muted narrow-hide">"one and the same record"</span>
                <CountMark builder block bar=true />
                <BlockTools builder block name="related record" />
            </header>
            <ul class="condition-rows block-body" role="list">
                <For each=move || rows.get().unwrap_or_default() key=|id| *id let(row)>
                    <ConditionRow builder block row record />
                </For>
            </ul>
            <footer class="block-foot">
                {builder
                    .may_edit
                    .then(|| {
                        view! {
                            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="plus" on_click=add>
                                "Condition on the same record"
                            </Button>
                        }
                    })} {left_out}
            </footer>
        </div>
    }
    .into_any()
}

/// Whether a row can stay when the record type changes.
fn fits(record: RecordType, test: &RecordConditionTest) -> bool {
    let known = |any_of: &[String], all: &[&str]| any_of.iter().all(|status| all.contains(&status.as_str()));
    match test {
        RecordConditionTest::Text(_) | RecordConditionTest::Date(_) | RecordConditionTest::Code(_) => true,
        RecordConditionTest::Status(any_of) => known(any_of, record.statuses()),
        RecordConditionTest::Verification(any_of) => record.has_verification() && known(any_of, record.verifications()),
        RecordConditionTest::Number(_) => record == RecordType::Observation,
    }
}
