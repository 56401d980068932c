//! A test of the patient: attribute, comparison, value.

use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, CountMark};
use leptos::prelude::*;
use shared::segments::wire::WordsOf;
use shared::segments::{BlockId, PatientAspect, PatientTest, Test};

mod age;
mod choices;
mod consent;
mod distance;
mod own;
mod plain;
mod step_message;
mod travels;
mod words;

pub use step_message::EarlierSteps;

/// What a rule may ask here: only a journey has earlier steps. `now` is what the row asks already.
fn aspects(now: PatientAspect) -> Vec<(&'static str, &'static str)> {
    let in_journey = use_context::<EarlierSteps>().is_some();
    let offered = |aspect: &PatientAspect| in_journey || *aspect != PatientAspect::StepMessage || *aspect == now;
    PatientAspect::ALL.into_iter().filter(offered).map(|aspect| (aspect.code(), aspect.label())).collect()
}

/// How a row reads and changes its test.
#[derive(Clone, Copy)]
struct Row {
    builder: Builder,
    block: BlockId,
    test: Memo<Option<PatientTest>>,
}

impl Row {
    /// Typing on is the same step of undo.
    fn set(self, test: PatientTest) {
        self.builder.set(self.block, |rule| {
            if let Some(block) = rule.block_mut(self.block) {
                block.test = Test::Patient(test);
            }
        });
    }

    const fn disabled(self) -> bool {
        !self.builder.may_edit
    }

    /// The id of the complaint about the row.
    fn error(self) -> String {
        format!("block-{}-error", self.block.0)
    }
}

/// One row in a card of its own; neighbours of the same kind are drawn as one card.
#[component]
pub fn PatientCard(builder: Builder, block: BlockId) -> impl IntoView {
    let test = Memo::new(move |_| match builder.rule.with(|rule| rule.block(block).map(|block| block.test.clone())) {
        Some(Test::Patient(test)) => Some(test),
        _ => None,
    });
    let row = Row { builder, block, test };
    let now = Memo::new(move |_| test.with(|test| test.as_ref().map_or(PatientAspect::Status, PatientTest::aspect)));
    let choose = Callback::new(move |code: &'static str| {
        let Some(aspect) = PatientAspect::from_code(code) else { return };
        builder.edit("Criterion changed", |rule| {
            if let Some(block) = rule.block_mut(block) {
                block.test = Test::Patient(aspect.start());
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
                        choices=aspects(now.get_untracked())
                        value=Signal::derive(move || now.get().code())
                        disabled=!builder.may_edit
                        on_change=choose
                    />
                    {move || value_of(row, now.get())}
                </div>
                <CountMark builder block bar=true />
                <BlockTools builder block name="criterion" />
            </div>
        </div>
    }
    .into_any()
}

fn value_of(row: Row, aspect: PatientAspect) -> AnyView {
    match aspect {
        PatientAspect::Age | PatientAspect::AgeOn => age::age(row),
        PatientAspect::Gender => choices::gender(row),
        PatientAspect::Relationship => choices::relationship(row),
        PatientAspect::Prefers => choices::prefers(row),
        PatientAspect::LineType => choices::line_type(row),
        PatientAspect::Language => words::words(row, "Language, such as en or es", WordsOf::Languages),
        PatientAspect::Race => words::words(row, aspect.label(), WordsOf::Races),
        PatientAspect::Ethnicity => words::words(row, aspect.label(), WordsOf::Ethnicities),
        PatientAspect::Tag => words::words(row, aspect.label(), WordsOf::Tags),
        PatientAspect::Practitioner => words::words(row, aspect.label(), WordsOf::Practitioners),
        PatientAspect::Site => words::words(row, aspect.label(), WordsOf::Sites),
        PatientAspect::City | PatientAspect::State | PatientAspect::Postcode => plain::place(row),
        PatientAspect::Birthday => plain::birthday(row),
        PatientAspect::Added => plain::added(row),
        PatientAspect::Own => own::own(row),
        PatientAspect::Distance => distance::distance(row),
        PatientAspect::Consent => consent::consent(row),
        PatientAspect::Journey => travels::travels(row),
        PatientAspect::StepMessage => step_message::step_message(row),
        PatientAspect::Status => plain::yes_or_no(row, aspect.label(), "active", "inactive"),
        PatientAspect::Deceased => plain::yes_or_no(row, aspect.label(), "yes", "no"),
        PatientAspect::Email | PatientAspect::Phone => plain::yes_or_no(row, "Known", "known", "not known"),
    }
}
