//! One condition on a related record: what of it, how compared, with which value.

use super::builder::Builder;
use super::chips::{ChipSelect, ChipText, ChipToggles, CountMark};
use super::code_picker::CodePicker;
use super::number_input::NumberInput;
use crate::ui::time::browser_now;
use crate::ui::{Button, ButtonKind, ButtonSize};
use leptos::prelude::*;
use shared::segments::record::Comparison;
use shared::segments::{BlockId, DateTest, NumberTest, RecordConditionTest, RecordType, TextTest, Unit};
use shared::time::Date;

const fn aspect(test: &RecordConditionTest) -> &'static str {
    match test {
        RecordConditionTest::Text(_) => "text",
        RecordConditionTest::Code(_) => "code",
        RecordConditionTest::Status(_) => "status",
        RecordConditionTest::Verification(_) => "verification",
        RecordConditionTest::Date(_) => "date",
        RecordConditionTest::Number(_) => "number",
    }
}

fn aspects(record: RecordType) -> Vec<(&'static str, &'static str)> {
    let mut all = vec![("text", "Text"), ("code", "Code"), ("status", "Status"), ("date", "Date")];
    if record.has_verification() {
        all.push(("verification", "Verification"));
    }
    if record == RecordType::Observation {
        all.push(("number", "Value"));
    }
    all
}

fn fresh(aspect: &str, record: RecordType) -> RecordConditionTest {
    let first = |all: &[&str]| all.iter().take(1).map(|status| (*status).to_owned()).collect();
    match aspect {
        "code" => RecordConditionTest::Code(Vec::new()),
        "status" => RecordConditionTest::Status(first(record.statuses())),
        "verification" => RecordConditionTest::Verification(first(record.verifications())),
        "date" => RecordConditionTest::Date(DateTest::InLast { count: 12, unit: Unit::Months }),
        "number" => RecordConditionTest::Number(NumberTest { compare: Comparison::Above, value: 0.0, unit: None }),
        _ => RecordConditionTest::Text(TextTest::Contains(String::new())),
    }
}

/// How a row reads and changes its condition.
#[derive(Clone, Copy)]
struct RowState {
    builder: Builder,
    row: BlockId,
    test: Memo<Option<RecordConditionTest>>,
}

impl RowState {
    fn set(self, test: RecordConditionTest) {
        self.builder.set(self.row, |rule| {
            if let Some(condition) = rule.condition_mut(self.row) {
                condition.test = test;
            }
        });
    }
    fn error(self) -> String {
        format!("block-{}-error", self.row.0)
    }
}

#[component]
pub fn ConditionRow(builder: Builder, block: BlockId, row: BlockId, record: Memo<RecordType>) -> impl IntoView {
    let disabled = !builder.may_edit;
    let test = Memo::new(move |_| {
        builder.rule.with(|rule| match &rule.block(block)?.test {
            shared::segments::Test::Record(test) => {
                test.conditions.iter().find(|condition| condition.id == row).map(|condition| condition.test.clone())
            }
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
                            choices=aspects(record.get())
                            value=now
                            disabled
                            on_change=choose
                        />
                    }
                }} {move || value_of(state, now.get(), record.get())}
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

fn value_of(state: RowState, aspect: &'static str, record: RecordType) -> AnyView {
    match aspect {
        "code" => view! { <CodePicker builder=state.builder row=state.row record test=state.test /> }.into_any(),
        "status" => statuses(state, "Status", record.statuses(), RecordConditionTest::Status),
        "verification" => statuses(state, "Verification", record.verifications(), RecordConditionTest::Verification),
        "date" => date(state, record),
        "number" => number(state),
        _ => text(state),
    }
}

fn text(state: RowState) -> AnyView {
    let disabled = !state.builder.may_edit;
    let now = move || match state.test.get() {
        Some(RecordConditionTest::Text(text)) => text,
        _ => TextTest::Contains(String::new()),
    };
    let how = Memo::new(move |_| if matches!(now(), TextTest::Begins(_)) { "begins" } else { "contains" });
    let value = Signal::derive(move || now().text().to_owned());
    let made = |how: &str, text: String| {
        RecordConditionTest::Text(if how == "begins" { TextTest::Begins(text) } else { TextTest::Contains(text) })
    };
    let choose = Callback::new(move |how: &'static str| state.set(made(how, value.get_untracked())));
    let change = Callback::new(move |text: String| state.set(made(how.get_untracked(), text)));
    view! {
        <ChipSelect
            label="Comparison"
            choices=vec![("contains", "contains"), ("begins", "begins with")]
            value=how
            disabled
            on_change=choose
        />
        <ChipText
            label="Text"
            value
            disabled
            placeholder="such as diabetes"
            described_by=state.error()
            on_input=change
        />
    }
    .into_any()
}

fn statuses(
    state: RowState,
    label: &'static str,
    all: &'static [&'static str],
    made: fn(Vec<String>) -> RecordConditionTest,
) -> AnyView {
    let chosen = Signal::derive(move || match state.test.get() {
        Some(RecordConditionTest::Status(any_of) | RecordConditionTest::Verification(any_of)) => any_of,
        _ => Vec::new(),
    });
    let choices = all.iter().map(|status| ((*status).to_owned(), status.replace('-', " "))).collect();
    let change = Callback::new(move |any_of| state.set(made(any_of)));
    view! {
        <span class="row-word">"is any of"</span>
        <ChipToggles label choices chosen disabled=!state.builder.may_edit on_change=change />
    }
    .into_any()
}

fn date(state: RowState, record: RecordType) -> AnyView {
    let disabled = !state.builder.may_edit;
    let now = move || match state.test.get() {
        Some(RecordConditionTest::Date(date)) => date,
        _ => DateTest::InLast { count: 12, unit: Unit::Months },
    };
    let set = move |date| state.set(RecordConditionTest::Date(date));
    let how = Memo::new(move |_| match now() {
        DateTest::InLast { .. } => "last",
        DateTest::InNext { .. } => "next",
        DateTest::Before(_) => "before",
        DateTest::After(_) => "after",
    });
    let choose = Callback::new(move |how: &'static str| {
        let today = browser_now().date_utc();
        let (count, unit) = match untrack(now) {
            DateTest::InLast { count, unit } | DateTest::InNext { count, unit } => (count, unit),
            _ => (12, Unit::Months),
        };
        let day = match untrack(now) {
            DateTest::Before(day) | DateTest::After(day) => day,
            _ => today,
        };
        set(match how {
            "next" => DateTest::InNext { count, unit },
            "before" => DateTest::Before(day),
            "after" => DateTest::After(day),
            _ => DateTest::InLast { count, unit },
        });
    });
    let window = move |count: u16, unit: Unit| {
        set(if how.get_untracked() == "next" {
            DateTest::InNext { count, unit }
        } else {
            DateTest::InLast { count, unit }
        });
    };
    let parts = move || match now() {
        DateTest::InLast { count, unit } | DateTest::InNext { count, unit } => (count, unit),
        _ => (12, Unit::Months),
    };
    let count = Signal::derive(move || Some(f64::from(parts().0)));
    let unit = Signal::derive(move || if parts().1 == Unit::Days { "days" } else { "months" });
    let type_count = Callback::new(move |number: Option<f64>| {
        window(number.map_or(0, |number| number.clamp(0.0, 9_999.0) as u16), untrack(parts).1);
    });
    let choose_unit = Callback::new(move |unit: &'static str| {
        window(untrack(parts).0, if unit == "days" { Unit::Days } else { Unit::Months });
    });
    let day = Signal::derive(move || match now() {
        DateTest::Before(day) | DateTest::After(day) => day.to_string(),
        _ => String::new(),
    });
    let type_day = Callback::new(move |text: String| {
        if let Some(day) = Date::parse(&text) {
            set(if how.get_untracked() == "before" { DateTest::Before(day) } else { DateTest::After(day) });
        }
    });
    view! {
        <span class="row-word">{record.date_label()}</span>
        <ChipSelect
            label="When"
            choices=vec![("last", "in the last"), ("next", "in the next"), ("before", "before"), ("after", "after")]
            value=how
            disabled
            on_change=choose
        />
        {move || match how.get() {
            "last" | "next" => view! {
                <NumberInput
                    label="How many"
                    value=count
                    disabled
                    whole=true
                    described_by=state.error()
                    on_input=type_count
                />
                <ChipSelect
                    label="Unit"
                    choices=vec![("days", "days"), ("months", "months")]
                    value=unit
                    disabled
                    on_change=choose_unit
                    strong=true
                />
            }
            .into_any(),
            _ => view! {
                <ChipText label="Day" kind="date" value=day disabled described_by=state.error() on_input=type_day />
            }
            .into_any(),
        }}
    }
    .into_any()
}

fn number(state: RowState) -> AnyView {
    let disabled = !state.builder.may_edit;
    let now = move || match state.test.get() {
        Some(RecordConditionTest::Number(number)) => number,
        _ => NumberTest { compare: Comparison::Above, value: 0.0, unit: None },
    };
    let set = move |number| state.set(RecordConditionTest::Number(number));
    let compare = Signal::derive(move || now().compare.label());
    let choose = Callback::new(move |label: &'static str| {
        let compare = Comparison::ALL.into_iter().find(|compare| compare.label() == label).unwrap_or(Comparison::Above);
        set(NumberTest { compare, ..untrack(now) });
    });
    let value = Signal::derive(move || Some(now().value));
    let type_value = Callback::new(move |number: Option<f64>| {
        if let Some(value) = number {
            set(NumberTest { value, ..untrack(now) });
        }
    });
    let unit = Signal::derive(move || now().unit.unwrap_or_default());
    let type_unit = Callback::new(move |text: String| {
        let unit = Some(text.trim().to_owned()).filter(|unit| !unit.is_empty());
        set(NumberTest { unit, ..untrack(now) });
    });
    let choices = Comparison::ALL.map(|compare| (compare.label(), compare.label())).to_vec();
    view! {
        <span class="row-word">"is"</span>
        <ChipSelect label="Comparison" choices value=compare disabled on_change=choose />
        <NumberInput label="Value" value disabled described_by=state.error() on_input=type_value />
        <ChipText label="Unit; empty for any" value=unit disabled placeholder="any unit" on_input=type_unit />
    }
    .into_any()
}
