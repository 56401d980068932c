//! A test of the patient: attribute, comparison, value.

use super::api::spoken_languages;
use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, ChipText, ChipToggles, CountMark};
use super::condition::date::DateEditor;
use super::number_input::NumberInput;
use crate::ui::answers;
use leptos::prelude::*;
use shared::segments::{AgeTest, BlockId, DateTest, Gender, PatientTest, PlacePart, Reach, Test, Unit};

/// The attributes to choose from.
const ATTRIBUTES: [(&str, &str); 14] = [
    ("status", "Status"),
    ("age", "Age"),
    ("gender", "Gender"),
    ("language", "Language"),
    ("city", "City"),
    ("state", "State"),
    ("postcode", "Postcode"),
    ("deceased", "Deceased"),
    ("email", "E-mail address"),
    ("phone", "Phone number"),
    ("birthday", "Birthday"),
    ("added", "Came into the register"),
    ("race", "Race"),
    ("ethnicity", "Ethnicity"),
];

const fn attribute(test: &PatientTest) -> &'static str {
    match test {
        PatientTest::Active(_) => "status",
        PatientTest::Age(_) => "age",
        PatientTest::Gender(_) => "gender",
        PatientTest::Language(_) => "language",
        PatientTest::Place { part: PlacePart::City, .. } => "city",
        PatientTest::Place { part: PlacePart::State, .. } => "state",
        PatientTest::Place { part: PlacePart::Postcode, .. } => "postcode",
        PatientTest::Deceased(_) => "deceased",
        PatientTest::Reach { by: Reach::Email, .. } => "email",
        PatientTest::Reach { by: Reach::Phone, .. } => "phone",
        PatientTest::Birthday { .. } => "birthday",
        PatientTest::Added(_) => "added",
        PatientTest::Race(_) => "race",
        PatientTest::Ethnicity(_) => "ethnicity",
    }
}

/// What a newly chosen attribute starts with.
fn fresh(attribute: &str) -> PatientTest {
    let place = |part| PatientTest::Place { part, begins: String::new() };
    match attribute {
        "age" => PatientTest::Age(AgeTest::Between { from: 18, to: 64 }),
        "gender" => PatientTest::Gender(vec![Gender::Female]),
        "language" => PatientTest::Language(Vec::new()),
        "city" => place(PlacePart::City),
        "state" => place(PlacePart::State),
        "postcode" => place(PlacePart::Postcode),
        "deceased" => PatientTest::Deceased(false),
        "email" => PatientTest::Reach { by: Reach::Email, has: true },
        "phone" => PatientTest::Reach { by: Reach::Phone, has: true },
        "birthday" => PatientTest::Birthday { in_next: 30 },
        "added" => PatientTest::Added(DateTest::InLast { count: 3, unit: Unit::Months }),
        "race" => PatientTest::Race(Vec::new()),
        "ethnicity" => PatientTest::Ethnicity(Vec::new()),
        _ => PatientTest::Active(true),
    }
}

/// One row in a card of its own; neighbours of the same kind are drawn as one card.
#[component]
pub fn PatientCard(builder: Builder, block: BlockId) -> impl IntoView {
    let test = Memo::new(move |_| match builder.rule.with(|rule| rule.block(block).map(|block| block.test.clone())) {
        Some(Test::Patient(test)) => Some(test),
        _ => None,
    });
    let now = Memo::new(move |_| test.with(|test| test.as_ref().map_or("status", attribute)));
    let choose = Callback::new(move |attribute| {
        builder.edit("Criterion changed", |rule| {
            if let Some(block) = rule.block_mut(block) {
                block.test = Test::Patient(fresh(attribute));
            }
        });
    });
    view! {
        <div class="block-card patient-card">
            <div class="block-row">
                <Handle builder block />
                <div class="block-body">
                    <ChipSelect
                        label="Attribute"
                        choices=ATTRIBUTES.to_vec()
                        value=now
                        disabled=!builder.may_edit
                        on_change=choose
                    />
                    {move || value_of(builder, block, test, now.get())}
                </div>
                <CountMark builder block bar=true />
                <BlockTools builder block name="criterion" />
            </div>
        </div>
    }
    .into_any()
}

fn value_of(builder: Builder, block: BlockId, test: Memo<Option<PatientTest>>, attribute: &'static str) -> AnyView {
    let disabled = !builder.may_edit;
    let set = move |test: PatientTest| {
        builder.set(block, |rule| {
            if let Some(block) = rule.block_mut(block) {
                block.test = Test::Patient(test);
            }
        });
    };
    let error = format!("block-{}-error", block.0);
    match attribute {
        "age" => age(builder, block, test),
        "gender" => {
            let chosen = Signal::derive(move || match test.get() {
                Some(PatientTest::Gender(any_of)) => any_of.iter().map(|gender| gender.code().to_owned()).collect(),
                _ => Vec::new(),
            });
            let choices = Gender::ALL.map(|gender| (gender.code().to_owned(), gender.label().to_owned())).to_vec();
            let change = Callback::new(move |codes: Vec<String>| {
                set(PatientTest::Gender(codes.iter().filter_map(|code| Gender::from_code(code)).collect()));
            });
            view! {
                <span class="row-word">"is any of"</span>
                <ChipToggles label="Gender" choices chosen disabled on_change=change />
            }
            .into_any()
        }
        "language" => {
            let value = Signal::derive(move || match test.get() {
                Some(PatientTest::Language(any_of)) => any_of.join(", "),
                _ => String::new(),
            });
            let typed = RwSignal::new(value.get_untracked());
            let change = Callback::new(move |text: String| {
                let any_of = text.split([',', ' ']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
                typed.set(text);
                set(PatientTest::Language(any_of));
            });
            let spoken = answers(spoken_languages);
            let hint = move || {
                let languages = spoken.get()?.ok()?;
                Some(format!("in the data: {}", languages.iter().take(6).cloned().collect::<Vec<_>>().join(", ")))
            };
            view! {
                <span class="row-word">"is any of"</span>
                <ChipText
                    label="Languages, such as en or es, separated by commas"
                    value=typed
                    disabled
                    placeholder="en, es"
                    described_by=error
                    on_input=change
                />
                <span class="row-hint">{hint}</span>
            }
            .into_any()
        }
        "birthday" => {
            let value = Signal::derive(move || match test.get() {
                Some(PatientTest::Birthday { in_next }) => Some(f64::from(in_next)),
                _ => None,
            });
            let change = Callback::new(move |number: Option<f64>| {
                let in_next = number.map_or(0, |number| number.clamp(0.0, 366.0) as u16);
                set(PatientTest::Birthday { in_next });
            });
            view! {
                <span class="row-word">"is in the next"</span>
                <NumberInput label="Days" value disabled whole=true described_by=error on_input=change />
                <span class="row-word">"days"</span>
            }
            .into_any()
        }
        "added" => {
            let value = Signal::derive(move || match test.get() {
                Some(PatientTest::Added(date)) => date,
                _ => DateTest::InLast { count: 3, unit: Unit::Months },
            });
            let change = Callback::new(move |date| set(PatientTest::Added(date)));
            view! { <DateEditor value set=change disabled described_by=error /> }.into_any()
        }
        "race" | "ethnicity" => {
            let race = attribute == "race";
            let value = Signal::derive(move || match test.get() {
                Some(PatientTest::Race(any_of) | PatientTest::Ethnicity(any_of)) => any_of.join(", "),
                _ => String::new(),
            });
            let typed = RwSignal::new(value.get_untracked());
            let change = Callback::new(move |text: String| {
                let any_of =
                    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect();
                typed.set(text);
                set(if race { PatientTest::Race(any_of) } else { PatientTest::Ethnicity(any_of) });
            });
            view! {
                <span class="row-word">"is any of"</span>
                <ChipText
                    label="As the record words it, separated by commas"
                    value=typed
                    disabled
                    placeholder="as the record words it"
                    described_by=error
                    on_input=change
                />
            }
            .into_any()
        }
        "city" | "state" | "postcode" => {
            let value = Signal::derive(move || match test.get() {
                Some(PatientTest::Place { begins, .. }) => begins,
                _ => String::new(),
            });
            let change = Callback::new(move |begins: String| {
                if let Some(PatientTest::Place { part, .. }) = test.get_untracked() {
                    set(PatientTest::Place { part, begins });
                }
            });
            view! {
                <span class="row-word">"begins with"</span>
                <ChipText label="Beginning" value disabled described_by=error on_input=change />
            }
            .into_any()
        }
        _ => {
            let (label, yes, no) = match attribute {
                "status" => ("Status", "active", "inactive"),
                "deceased" => ("Deceased", "yes", "no"),
                _ => ("Known", "known", "not known"),
            };
            let value = Signal::derive(move || match test.get() {
                Some(
                    PatientTest::Active(true) | PatientTest::Deceased(true) | PatientTest::Reach { has: true, .. },
                ) => "yes",
                _ => "no",
            });
            let change = Callback::new(move |value: &'static str| {
                let truth = value == "yes";
                set(match test.get_untracked() {
                    Some(PatientTest::Deceased(_)) => PatientTest::Deceased(truth),
                    Some(PatientTest::Reach { by, .. }) => PatientTest::Reach { by, has: truth },
                    _ => PatientTest::Active(truth),
                });
            });
            view! {
                <span class="row-word">"is"</span>
                <ChipSelect
                    label
                    choices=vec![("yes", yes), ("no", no)]
                    value
                    disabled
                    on_change=change
                    strong=true
                />
            }
            .into_any()
        }
    }
}

fn age(builder: Builder, block: BlockId, test: Memo<Option<PatientTest>>) -> AnyView {
    let disabled = !builder.may_edit;
    let set = move |age: AgeTest| {
        builder.set(block, |rule| {
            if let Some(block) = rule.block_mut(block) {
                block.test = Test::Patient(PatientTest::Age(age));
            }
        });
    };
    let now = move || match test.get() {
        Some(PatientTest::Age(age)) => age,
        _ => AgeTest::AtLeast(0),
    };
    let how = Memo::new(move |_| match now() {
        AgeTest::Between { .. } => "between",
        AgeTest::AtLeast(_) => "at-least",
        AgeTest::Under(_) => "under",
    });
    let first = Signal::derive(move || match now() {
        AgeTest::Between { from: years, .. } | AgeTest::AtLeast(years) | AgeTest::Under(years) => {
            Some(f64::from(years))
        }
    });
    let last = Signal::derive(move || match now() {
        AgeTest::Between { to, .. } => Some(f64::from(to)),
        _ => None,
    });
    let choose = Callback::new(move |how: &'static str| {
        let years = first.get_untracked().unwrap_or_default() as u16;
        set(match how {
            "between" => AgeTest::Between { from: years, to: years.saturating_add(10) },
            "under" => AgeTest::Under(years.max(1)),
            _ => AgeTest::AtLeast(years),
        });
    });
    let whole = |number: Option<f64>| number.map_or(0, |number| number.clamp(0.0, 999.0) as u16);
    let type_first = Callback::new(move |number| {
        let years = whole(number);
        set(match untrack(now) {
            AgeTest::Between { to, .. } => AgeTest::Between { from: years, to },
            AgeTest::AtLeast(_) => AgeTest::AtLeast(years),
            AgeTest::Under(_) => AgeTest::Under(years),
        });
    });
    let type_last = Callback::new(move |number| {
        if let AgeTest::Between { from, .. } = untrack(now) {
            set(AgeTest::Between { from, to: whole(number) });
        }
    });
    let error = format!("block-{}-error", block.0);
    let described_by = error.clone();
    view! {
        <span class="row-word">"is"</span>
        <ChipSelect
            label="Comparison"
            choices=vec![("between", "between"), ("at-least", "at least"), ("under", "under")]
            value=how
            disabled
            on_change=choose
        />
        <NumberInput label="Years" value=first disabled whole=true described_by=error on_input=type_first />
        {move || {
            let described_by = described_by.clone();
            (how.get() == "between")
                .then(|| {
                    view! {
                        <span class="row-word">"and"</span>
                        <NumberInput label="to years" value=last disabled whole=true described_by on_input=type_last />
                    }
                })
        }}
        <span class="row-word">"years, today"</span>
    }
    .into_any()
}
