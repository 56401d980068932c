//! The conditions on a related record. A kind is added here: its variant, its name in menus and sentences, which records
//! it fits, what it starts with, and the form of what it asks. Everything else follows from the form ([`super::Content`]).

use super::content::{Content, ContentMut, Part};
use super::record::{AgeThen, CodeRef, ComponentTest, NearTest, Relation, Subject, TextTest};
use super::{Comparison, DateTest, NumberTest, RecordType, Unit};
use crate::coded;
use crate::noun::Noun;
use crate::records::{CodedFact, WordFact};
use serde::{Deserialize, Serialize};

/// What one record must be. Its kind's name, in kebab case, is that of the stored form, of the text form and of the builder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[serde(rename_all = "kebab-case")]
#[strum_discriminants(
    name(ConditionKind),
    derive(PartialOrd, Ord, Hash),
    doc = "The kind of a condition, without what it asks."
)]
pub enum RecordConditionTest {
    Text(TextTest),
    /// One of the concept's codings is one of these.
    Code(Vec<CodeRef>),
    /// One of the concept's codings is in one of these code sets, by key.
    CodeSet(Vec<String>),
    /// The clinical status of a condition or allergy, the kind of an activity, the status of everything else: any of
    /// these codes.
    Status(Vec<String>),
    /// It took place and stands: a final result, a completed procedure, a finished visit.
    Done,
    /// When it began.
    Date(DateTest),
    /// When it ended. Never true of what goes on.
    Ended(DateTest),
    /// Some of it lies in the window.
    Overlaps(DateTest),
    /// All of it lies in the window. Never true of what goes on.
    Within(DateTest),
    /// Verification status, of conditions and allergies only.
    Verification(Vec<String>),
    /// Orders only: FHIR request intent.
    Intent(Vec<String>),
    /// Observations only.
    Number(NumberTest),
    /// Observations only: one of their components with one of these codes has such a value.
    Component(ComponentTest),
    /// Observations only: the value is one of these codes.
    Value(Vec<CodeRef>),
    /// Observations only: the value is in one of these code sets.
    ValueSet(Vec<String>),
    /// Observations only: whether there is a result, or why there is none.
    Result(Vec<String>),
    /// It was not done: not wanted by the patient, or not advised. Asks also for what otherwise does not count.
    Refusal(Vec<String>),
    /// Why it took place or was not done is one of these codes.
    Reason(Vec<CodeRef>),
    /// The reason is in one of these code sets.
    ReasonSet(Vec<String>),
    /// Conditions and procedures only: one of these body sites, such as left (SNOMED CT 7771000).
    BodySite(Vec<CodeRef>),
    /// Encounters only: v3-ActCode such as AMB, IMP, EMER.
    Class(Vec<String>),
    /// Encounters only: the code of the discharge disposition.
    Disposition(Vec<String>),
    /// Encounters and appointments only: the name of the location or of the providing organization, which may be a
    /// department, is one of these, whatever their case (A to Z).
    Site(Vec<String>),
    /// Activities only: about this message, event or journey.
    About(Subject),
    /// How old the patient was when it began.
    AgeThen(AgeThen),
    /// Another record of the patient lies near it in time, or none does.
    Near(NearTest),
}

/// The window a newly chosen date starts with.
pub const LAST_YEAR: DateTest = DateTest::InLast { count: 12, unit: Unit::Months };

// The code is the name in stored rules, in rules as text and in the builder; the order is that of the builder's menu.
coded! {
    impl ConditionKind {
        Text = "text", "Text";
        Code = "code", "Code";
        CodeSet = "code-set", "Code set";
        Status = "status", "Status";
        Done = "done", "Took place";
        Date = "date", "Date";
        Ended = "ended", "End";
        Overlaps = "overlaps", "Going on";
        Within = "within", "Wholly within";
        Verification = "verification", "Verification";
        Intent = "intent", "Intent";
        Number = "number", "Value";
        Component = "component", "Part, such as blood pressure";
        Value = "value", "Coded result";
        ValueSet = "value-set", "Result in a code set";
        Result = "result", "Result";
        Refusal = "refusal", "Not wanted or not advised";
        Reason = "reason", "Reason";
        ReasonSet = "reason-set", "Reason in a code set";
        BodySite = "body-site", "Body site";
        Class = "class", "Class";
        Disposition = "disposition", "Discharged to";
        Site = "site", "Site or department";
        About = "about", "About";
        AgeThen = "age-then", "Age at that time";
        Near = "near", "Near another record";
    }
}

impl ConditionKind {
    /// How a sentence goes on to it after "a condition"; the words of its content follow.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Text => "whose text",
            Self::Code => "coded as",
            Self::CodeSet => "in",
            Self::Status => "with status",
            Self::Done => "that took place",
            Self::Date => "dated",
            Self::Ended => "that ended",
            Self::Overlaps => "that goes on at some time",
            Self::Within => "that lies wholly",
            Self::Verification => "with verification",
            Self::Intent => "with intent",
            Self::Number => "with a value",
            Self::Component | Self::Near => "with",
            Self::Value => "whose result is",
            Self::ValueSet => "whose result is in",
            Self::Result => "with a result that is",
            Self::Refusal => "that was not done, as it is",
            Self::Reason => "because of",
            Self::ReasonSet => "because of something in",
            Self::BodySite => "on the body site",
            Self::Class => "of class",
            Self::Disposition => "that ended in a discharge to",
            Self::Site => "at",
            Self::About => "about",
            Self::AgeThen => "at an age",
        }
    }

    /// Whether records of this type have what is asked for. One that does not never matches.
    pub const fn fits(self, record: RecordType) -> bool {
        match self {
            Self::Text | Self::Code | Self::CodeSet => CodedFact::Concept.is_of(record),
            Self::Value | Self::ValueSet => CodedFact::Value.is_of(record),
            Self::Reason | Self::ReasonSet => CodedFact::Reason.is_of(record),
            Self::Result => WordFact::Result.is_of(record),
            Self::Refusal => WordFact::Refusal.is_of(record),
            Self::BodySite => CodedFact::BodySite.is_of(record),
            Self::Number | Self::Component => record.has_value(),
            Self::Verification => WordFact::Verification.is_of(record),
            Self::Intent => WordFact::Intent.is_of(record),
            Self::Class => WordFact::Class.is_of(record),
            Self::Disposition => WordFact::Disposition.is_of(record),
            Self::Done => !record.done().is_empty(),
            Self::Site => record.has_site(),
            Self::About => matches!(record, RecordType::Activity),
            Self::Status | Self::Date | Self::Ended | Self::Overlaps | Self::Within | Self::AgeThen | Self::Near => {
                true
            }
        }
    }

    /// What a condition of this kind on such records starts with.
    pub fn start(self, records: &[RecordType]) -> RecordConditionTest {
        type Condition = RecordConditionTest;
        let first = |fact: WordFact| {
            let known = records.iter().find_map(|record| fact.codes(*record).into_iter().next());
            known.map(|(code, _)| code.to_owned()).into_iter().collect()
        };
        match self {
            Self::Text => Condition::Text(TextTest::Contains(String::new())),
            Self::Code => Condition::Code(Vec::new()),
            Self::CodeSet => Condition::CodeSet(Vec::new()),
            Self::Status => Condition::Status(first(WordFact::Status)),
            Self::Done => Condition::Done,
            Self::Date => Condition::Date(LAST_YEAR),
            Self::Ended => Condition::Ended(LAST_YEAR),
            Self::Overlaps => Condition::Overlaps(LAST_YEAR),
            Self::Within => Condition::Within(LAST_YEAR),
            Self::Verification => Condition::Verification(first(WordFact::Verification)),
            Self::Intent => Condition::Intent(first(WordFact::Intent)),
            Self::Number => Condition::Number(NumberTest { compare: Comparison::Above, value: 0.0, unit: None }),
            Self::Component => Condition::Component(ComponentTest::high_systolic_pressure()),
            Self::Value => Condition::Value(Vec::new()),
            Self::ValueSet => Condition::ValueSet(Vec::new()),
            Self::Result => Condition::Result(first(WordFact::Result)),
            Self::Refusal => Condition::Refusal(first(WordFact::Refusal)),
            Self::Reason => Condition::Reason(Vec::new()),
            Self::ReasonSet => Condition::ReasonSet(Vec::new()),
            Self::BodySite => Condition::BodySite(Vec::new()),
            Self::Class => Condition::Class(first(WordFact::Class)),
            Self::Disposition => Condition::Disposition(first(WordFact::Disposition)),
            Self::Site => Condition::Site(Vec::new()),
            Self::About => Condition::About(Subject { noun: Noun::Event, id: String::new(), name: String::new() }),
            Self::AgeThen => Condition::AgeThen(AgeThen { from: Some(18 * 12), until: None }),
            Self::Near => Condition::Near(NearTest {
                has: true,
                when: Relation::Around { days: 30 },
                records: vec![RecordType::Encounter],
                conditions: Vec::new(),
            }),
        }
    }
}

impl RecordConditionTest {
    pub fn kind(&self) -> ConditionKind {
        self.into()
    }

    /// [`ConditionKind::fits`].
    pub fn fits(&self, record: RecordType) -> bool {
        self.kind().fits(record)
    }

    /// What it asks, by form.
    pub fn content(&self) -> Content<'_> {
        match self {
            Self::Text(text) => Content::Text(text),
            Self::Code(codes) => Content::Codes(CodedFact::Concept, codes),
            Self::Value(codes) => Content::Codes(CodedFact::Value, codes),
            Self::BodySite(codes) => Content::Codes(CodedFact::BodySite, codes),
            Self::Reason(codes) => Content::Codes(CodedFact::Reason, codes),
            Self::ReasonSet(keys) => Content::Sets(CodedFact::Reason, keys),
            Self::Result(any_of) => Content::Words(WordFact::Result, any_of),
            Self::Refusal(any_of) => Content::Words(WordFact::Refusal, any_of),
            Self::CodeSet(keys) => Content::Sets(CodedFact::Concept, keys),
            Self::ValueSet(keys) => Content::Sets(CodedFact::Value, keys),
            Self::Status(any_of) => Content::Words(WordFact::Status, any_of),
            Self::Verification(any_of) => Content::Words(WordFact::Verification, any_of),
            Self::Intent(any_of) => Content::Words(WordFact::Intent, any_of),
            Self::Class(any_of) => Content::Words(WordFact::Class, any_of),
            Self::Disposition(any_of) => Content::Words(WordFact::Disposition, any_of),
            Self::Done => Content::Done,
            Self::Date(date) => Content::Window(Part::Start, *date),
            Self::Ended(date) => Content::Window(Part::End, *date),
            Self::Overlaps(date) => Content::Window(Part::Some, *date),
            Self::Within(date) => Content::Window(Part::All, *date),
            Self::Number(number) => Content::Number(number),
            Self::Component(test) => Content::Component(test),
            Self::Site(names) => Content::Sites(names),
            Self::About(subject) => Content::About(subject),
            Self::AgeThen(age) => Content::AgeThen(*age),
            Self::Near(near) => Content::Near(near),
        }
    }

    /// The same, to be changed.
    pub const fn content_mut(&mut self) -> ContentMut<'_> {
        match self {
            Self::Text(text) => ContentMut::Text(text),
            Self::Code(codes) | Self::Value(codes) | Self::BodySite(codes) | Self::Reason(codes) => {
                ContentMut::Codes(codes)
            }
            Self::CodeSet(texts)
            | Self::ValueSet(texts)
            | Self::ReasonSet(texts)
            | Self::Result(texts)
            | Self::Refusal(texts)
            | Self::Status(texts)
            | Self::Verification(texts)
            | Self::Intent(texts)
            | Self::Class(texts)
            | Self::Disposition(texts)
            | Self::Site(texts) => ContentMut::Texts(texts),
            Self::Done => ContentMut::Done,
            Self::Date(date) | Self::Ended(date) | Self::Overlaps(date) | Self::Within(date) => {
                ContentMut::Window(date)
            }
            Self::Number(number) => ContentMut::Number(number),
            Self::Component(test) => ContentMut::Component(test),
            Self::About(subject) => ContentMut::About(subject),
            Self::AgeThen(age) => ContentMut::AgeThen(age),
            Self::Near(near) => ContentMut::Near(near),
        }
    }
}
