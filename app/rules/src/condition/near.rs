//! Another record near this one: whether it has one, of which type, where in time, and the conditions on it.

use super::{ConditionBody, Place, RowState, starting, stays};
use crate::chips::ChipSelect;
use crate::number_input::NumberInput;
use crate::record_types::{RecordTypes, TypeChange};
use kit::{Button, ButtonKind, ButtonSize};
use leptos::prelude::*;
use shared::segments::{BlockId, NearTest, RecordCondition, RecordConditionTest, RecordType, Relation};

const RELATIONS: [(&str, &str); 4] = [
    ("after", "after it ended"),
    ("before", "before it began"),
    ("around", "before or after it began"),
    ("during", "going on when it began"),
];
/// Where a relation starts that had no days before.
const DAYS: u16 = 30;

const fn key_of(when: Relation) -> &'static str {
    match when {
        Relation::After { .. } => "after",
        Relation::Before { .. } => "before",
        Relation::Around { .. } => "around",
        Relation::During => "during",
    }
}

const fn days_of(when: Relation) -> Option<u16> {
    match when {
        Relation::After { days } | Relation::Before { days } | Relation::Around { days } => Some(days),
        Relation::During => None,
    }
}

fn made(key: &str, days: u16) -> Relation {
    match key {
        "after" => Relation::After { days },
        "before" => Relation::Before { days },
        "during" => Relation::During,
        _ => Relation::Around { days },
    }
}

/// One near test, read and changed.
#[derive(Clone, Copy)]
struct Near {
    state: RowState,
    test: Memo<Option<NearTest>>,
}

impl Near {
    fn read<T>(self, read: impl Fn(&NearTest) -> T) -> Option<T> {
        self.test.with(|test| test.as_ref().map(&read))
    }

    fn edit(self, said: &str, change: impl FnOnce(&mut NearTest)) {
        self.state.edit(said, |test| {
            if let RecordConditionTest::Near(near) = test {
                change(near);
            }
        });
    }
}

pub(super) fn near(state: RowState) -> AnyView {
    let disabled = state.disabled();
    let test = Memo::new(move |_| match state.test.get() {
        Some(RecordConditionTest::Near(near)) => Some(near),
        _ => None,
    });
    let near = Near { state, test };
    let has = Signal::derive(move || if near.read(|near| near.has).unwrap_or(true) { "has" } else { "no" });
    let choose_has =
        Callback::new(move |key: &'static str| near.edit("Criterion changed", |near| near.has = key == "has"));
    let when = Memo::new(move |_| near.read(|near| near.when).unwrap_or(Relation::During));
    let choose_when = Callback::new(move |key: &'static str| {
        near.edit("Criterion changed", |near| near.when = made(key, days_of(near.when).unwrap_or(DAYS)));
    });
    let days = Signal::derive(move || days_of(when.get()).map(f64::from));
    let with_days = Memo::new(move |_| days_of(when.get()).is_some());
    let type_days = Callback::new(move |number: Option<f64>| {
        let days = number.map_or(0, |number| number.clamp(0.0, 9_999.0) as u16);
        state.change(|test| {
            if let RecordConditionTest::Near(near) = test {
                near.when = made(key_of(near.when), days);
            }
        });
    });
    let records = Memo::new(move |_| near.read(|near| near.records.clone()).unwrap_or_default());
    let change_types = Callback::new(move |change: TypeChange| {
        near.edit(change.said(), |near| {
            change.apply(&mut near.records);
            if let TypeChange::Only(record) = change {
                near.conditions.retain(|row| stays(record, &row.test));
            }
        });
    });
    view! {
        <ChipSelect
            label="There is or is not one near it"
            choices=vec![("has", "has a"), ("no", "has no")]
            value=has
            disabled
            on_change=choose_has
        />
        <RecordTypes
            records
            label="Type of the record near it"
            label_more="Or one of these near it"
            disabled
            on_change=change_types
        />
        {move || {
            with_days
                .get()
                .then(|| {
                    view! {
                        <NumberInput
                            label="Days between them"
                            value=days
                            disabled
                            whole=true
                            described_by=state.error()
                            on_input=type_days
                        />
                        <span class="row-word">"days at most"</span>
                    }
                })
        }}
        <ChipSelect
            label="Where it lies"
            choices=RELATIONS.to_vec()
            value=Signal::derive(move || key_of(when.get()))
            disabled
            on_change=choose_when
        />
        <NearRows near records />
    }
    .into_any()
}

/// The conditions on the other record. They have no numbers of their own in the rule: each is known by its place.
#[component]
fn NearRows(near: Near, records: Memo<Vec<RecordType>>) -> impl IntoView {
    let count = Memo::new(move |_| near.read(|near| near.conditions.len()).unwrap_or_default());
    let add = move |_| {
        let test = starting(&records.get_untracked());
        near.edit("Criterion added", |near| near.conditions.push(RecordCondition { id: BlockId::ROOT, test }));
    };
    view! {
        <div class="near-rows">
            <ul class="condition-rows" role="list" aria-label="Conditions on the record near it">
                <For each=move || 0..count.get() key=|index| *index let(index)>
                    <NearRow near index records />
                </For>
            </ul>
            {(!near.state.disabled())
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="plus" on_click=add>
                            "Criterion on the record near it"
                        </Button>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn NearRow(near: Near, index: usize, records: Memo<Vec<RecordType>>) -> impl IntoView {
    let RowState { builder, place, .. } = near.state;
    let state = RowState::new(builder, Place { near: Some(index), ..place });
    let remove = move |_| {
        near.edit("Criterion removed", |near| {
            if index < near.conditions.len() {
                near.conditions.remove(index);
            }
        });
    };
    view! {
        <li class="block-row">
            <div class="block-body">
                <ConditionBody state records label="What of the record near it" />
            </div>
            {builder
                .may_edit
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Quiet
                            size=ButtonSize::Small
                            icon="x"
                            label="Remove this criterion on the record near it"
                            on_click=remove
                        />
                    }
                })}
        </li>
    }
    .into_any()
}
