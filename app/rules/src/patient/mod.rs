//! A test of the patient: attribute, comparison, value.

use super::block_tools::{BlockTools, Handle};
use super::builder::Builder;
use super::chips::{ChipSelect, CountMark};
use leptos::prelude::*;
use shared::consent::{Channel, Purpose};
use shared::patients::Relationship;
use shared::segments::{
    AgeTest, AttributeTest, BlockId, ConsentTest, ContactSystem, DateTest, Distance, Gender, MessageDeed, PatientTest,
    PlacePart, Reach, Said, StepMessageTest, Test, TravelTest, Unit, WordingTest,
};

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

/// The attributes to choose from: who, where, how to reach them, who cares for them, what we keep.
const ATTRIBUTES: [(&str, &str); 24] = [
    ("status", "Status"),
    ("age", "Age"),
    ("gender", "Gender"),
    ("birthday", "Birthday"),
    ("deceased", "Deceased"),
    ("language", "Language"),
    ("race", "Race"),
    ("ethnicity", "Ethnicity"),
    ("city", "City"),
    ("state", "State"),
    ("postcode", "Postcode"),
    ("distance", "Distance"),
    ("email", "E-mail address"),
    ("phone", "Phone number"),
    ("prefers", "Preferred channel"),
    ("consent", "Consent"),
    ("practitioner", "General practitioner"),
    ("site", "Site"),
    ("tag", "Tag"),
    ("own", "Own attribute"),
    ("relationship", "Relationship"),
    ("journey", "Journey"),
    ("step-message", "Message of an earlier step"),
    ("added", "Came into the register"),
];

/// Those a rule may ask here: only a journey has earlier steps. `now` is what the row asks already.
fn attributes(now: &str) -> Vec<(&'static str, &'static str)> {
    let in_journey = use_context::<EarlierSteps>().is_some();
    ATTRIBUTES.into_iter().filter(|(key, _)| in_journey || *key != "step-message" || *key == now).collect()
}

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
        PatientTest::Relationship(_) => "relationship",
        PatientTest::Tag { .. } => "tag",
        PatientTest::Attribute { .. } => "own",
        PatientTest::Practitioner(_) => "practitioner",
        PatientTest::Site(_) => "site",
        PatientTest::Distance(_) => "distance",
        PatientTest::Consent(_) => "consent",
        PatientTest::Prefers(_) => "prefers",
        PatientTest::Travels(_) => "journey",
        PatientTest::StepMessage(_) => "step-message",
    }
}

/// What a newly chosen attribute starts with.
fn fresh(attribute: &str) -> PatientTest {
    let place = |part| PatientTest::Place { part, how: WordingTest::Begins, text: String::new() };
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
        "relationship" => PatientTest::Relationship(vec![Relationship::Donor]),
        "tag" => PatientTest::Tag { any_of: Vec::new(), has: true },
        "own" => PatientTest::Attribute { name: String::new(), is: AttributeTest::Known(true) },
        "practitioner" => PatientTest::Practitioner(Vec::new()),
        "site" => PatientTest::Site(Vec::new()),
        "distance" => PatientTest::Distance(Distance { latitude: 0.0, longitude: 0.0, km: 10.0, place: String::new() }),
        "consent" => PatientTest::Consent(ConsentTest {
            channel: Channel::Email,
            purpose: Purpose::Marketing,
            said: Said::Allowed,
        }),
        "prefers" => PatientTest::Prefers(vec![ContactSystem::Sms]),
        "journey" => PatientTest::Travels(TravelTest::unchosen()),
        "step-message" => PatientTest::StepMessage(StepMessageTest { step: None, did: MessageDeed::Opened }),
        _ => PatientTest::Active(true),
    }
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
                        choices=attributes(now.get_untracked())
                        value=now
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

fn value_of(row: Row, attribute: &'static str) -> AnyView {
    match attribute {
        "age" => age::age(row),
        "gender" => choices::gender(row),
        "relationship" => choices::relationship(row),
        "prefers" => choices::prefers(row),
        "language" | "race" | "ethnicity" | "tag" | "practitioner" | "site" => words::words(row, attribute),
        "city" | "state" | "postcode" => plain::place(row),
        "birthday" => plain::birthday(row),
        "added" => plain::added(row),
        "own" => own::own(row),
        "distance" => distance::distance(row),
        "consent" => consent::consent(row),
        "journey" => travels::travels(row),
        "step-message" => step_message::step_message(row),
        attribute => plain::yes_or_no(row, attribute),
    }
}
