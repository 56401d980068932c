//! A related record: has one, has none, has so many, or the latest is such; of which type; and the conditions that hold for
//! the same record.

use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, CountMark};
use super::condition::{starting, stays};
use super::condition_row::ConditionRow;
use super::number_input::NumberInput;
use super::record_types::{RecordTypes, TypeChange};
use kit::{Button, ButtonKind, ButtonSize};
use leptos::prelude::*;
use shared::segments::record::left_out;
use shared::segments::{BlockId, Quantifier, RecordCondition, RecordTest, Rule, Test};

const QUANTIFIERS: [(&str, &str); 7] = [
    ("exists", "Has"),
    ("none", "Has no"),
    ("at-least", "Has at least"),
    ("at-most", "Has at most"),
    ("exactly", "Has exactly"),
    ("latest", "The latest"),
    ("earliest", "The first"),
];

const fn key_of(quantifier: Quantifier) -> &'static str {
    match quantifier {
        Quantifier::Exists => "exists",
        Quantifier::None => "none",
        Quantifier::AtLeast(_) => "at-least",
        Quantifier::AtMost(_) => "at-most",
        Quantifier::Exactly(_) => "exactly",
        Quantifier::Latest => "latest",
        Quantifier::Earliest => "earliest",
    }
}

/// How many, where the quantifier counts.
const fn count_of(quantifier: Quantifier) -> Option<u16> {
    match quantifier {
        Quantifier::AtLeast(count) | Quantifier::AtMost(count) | Quantifier::Exactly(count) => Some(count),
        _ => None,
    }
}

fn made(key: &str, count: u16) -> Quantifier {
    match key {
        "none" => Quantifier::None,
        "at-least" => Quantifier::AtLeast(count),
        "at-most" => Quantifier::AtMost(count),
        "exactly" => Quantifier::Exactly(count),
        "latest" => Quantifier::Latest,
        "earliest" => Quantifier::Earliest,
        _ => Quantifier::Exists,
    }
}

/// One card's test, read and changed.
#[derive(Clone, Copy)]
struct Card {
    builder: Builder,
    block: BlockId,
    test: Memo<Option<RecordTest>>,
}

impl Card {
    fn change(self, said: &str, change: impl FnOnce(&mut RecordTest)) {
        self.builder.edit(said, |rule| {
            if let Some(Test::Record(test)) = rule.block_mut(self.block).map(|block| &mut block.test) {
                change(test);
            }
        });
    }

    fn read<T>(self, read: impl Fn(&RecordTest) -> T) -> Option<T> {
        self.test.with(|test| test.as_ref().map(&read))
    }

    fn new_row(self) -> RecordCondition {
        let id = self.builder.rule.with_untracked(Rule::free_id);
        let records =
            self.test.with_untracked(|test| test.as_ref().map(|test| test.records.clone())).unwrap_or_default();
        RecordCondition { id, test: starting(&records) }
    }
}

#[component]
pub fn RecordCard(builder: Builder, block: BlockId) -> impl IntoView {
    let disabled = !builder.may_edit;
    let test = Memo::new(move |_| match builder.rule.with(|rule| rule.block(block).map(|block| block.test.clone())) {
        Some(Test::Record(test)) => Some(test),
        _ => None,
    });
    let card = Card { builder, block, test };
    let quantifier = Memo::new(move |_| card.read(|test| test.quantifier).unwrap_or(Quantifier::Exists));
    let records = Memo::new(move |_| card.read(|test| test.records.clone()).unwrap_or_default());
    let choose_quantifier = Callback::new(move |key: &'static str| {
        let row = card.new_row();
        card.change("Changed", |test| {
            test.quantifier = made(key, count_of(test.quantifier).unwrap_or(2));
            if !test.quantifier.picks_a_day() {
                test.then.clear();
            } else if test.then.is_empty() {
                test.then.push(row);
            }
        });
    });
    let count = Signal::derive(move || count_of(quantifier.get()).map(f64::from));
    let type_count = Callback::new(move |number: Option<f64>| {
        let count = number.map_or(0, |number| number.clamp(0.0, 999.0) as u16);
        builder.set(block, |rule| {
            if let Some(Test::Record(test)) = rule.block_mut(block).map(|block| &mut block.test) {
                test.quantifier = made(key_of(test.quantifier), count);
            }
        });
    });
    let change_types = Callback::new(move |change: TypeChange| {
        card.change(change.said(), |test| {
            change.apply(&mut test.records);
            if let TypeChange::Only(record) = change {
                test.conditions.retain(|row| stays(record, &row.test));
                test.then.retain(|row| stays(record, &row.test));
            }
        });
    });
    let add = move |_| {
        let row = card.new_row();
        card.change("Criterion added", |test| test.conditions.push(row));
    };
    let add_then = move |_| {
        let row = card.new_row();
        card.change("Criterion added", |test| test.then.push(row));
    };
    let rows = Memo::new(move |_| ids(card, |test| &test.conditions));
    let then = Memo::new(move |_| ids(card, |test| &test.then));
    let left_out = move || {
        let words: Vec<&str> = card
            .read(|test| left_out(test.record(), &test.conditions).flat_map(|(_, codes)| codes).copied().collect())
            .unwrap_or_default();
        (!words.is_empty()).then(|| {
            let words = words.join(", ").replace('-', " ");
            view! { <span class="row-hint">{format!("Records marked {words} don’t count unless you ask for them.")}</span> }
        })
    };
    let add_button = move |label: &'static str, add: Callback<()>| {
        builder.may_edit.then(|| {
            view! {
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="plus" on_click=move |_| add.run(())>
                    {label}
                </Button>
            }
        })
    };
    view! {
        <div class="block-card record-card">
            <header class="block-head">
                <Handle builder block />
                <ChipSelect
                    label="Has or has not"
                    choices=QUANTIFIERS.to_vec()
                    value=Signal::derive(move || key_of(quantifier.get()))
                    disabled
                    on_change=choose_quantifier
                />
                {move || {
                    count_of(quantifier.get())
                        .is_some()
                        .then(|| {
                            view! {
                                <NumberInput
                                    label="How many"
                                    value=count
                                    disabled
                                    whole=true
                                    described_by=format!("block-{}-error", block.0)
                                    on_input=type_count
                                />
                            }
                        })
                }}
                <RecordTypes
                    records
                    label="Record type"
                    label_more="Or also these"
                    disabled
                    on_change=change_types
                />
                <span class="muted narrow-hide">"one and the same record"</span>
                <CountMark builder block bar=true />
                <BlockTools builder block name="related record" />
            </header>
            <ul class="condition-rows block-body" role="list">
                <For each=move || rows.get() key=|id| *id let(row)>
                    <ConditionRow builder block row records />
                </For>
            </ul>
            <footer class="block-foot">
                {add_button("Criterion on the same record", Callback::new(move |()| add(())))} {left_out}
            </footer>
            {move || {
                quantifier
                    .get()
                    .picks_a_day()
                    .then(|| {
                        view! {
                            <p class="block-then">"and that one also"</p>
                            <ul class="condition-rows block-body" role="list">
                                <For each=move || then.get() key=|id| *id let(row)>
                                    <ConditionRow builder block row records />
                                </For>
                            </ul>
                            <footer class="block-foot">
                                {add_button("What that one must be", Callback::new(move |()| add_then(())))}
                            </footer>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

fn ids(card: Card, rows: fn(&RecordTest) -> &Vec<RecordCondition>) -> Vec<BlockId> {
    card.read(|test| rows(test).iter().map(|row| row.id).collect()).unwrap_or_default()
}
