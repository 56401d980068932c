//! The rule in plain English, in spans that name their blocks, so that a screen can tie the words to the cards.

use super::{
    AgeTest, AttributeTest, Block, BlockId, Combine, ConsentTest, Distance, Gender, Group, PatientTest, PlacePart,
    Quantifier, RecordCondition, RecordTest, Rule, Said, SegmentTest, StepMessageTest, Test, TravelTest, Unit,
    WordingTest,
};
use row::{date_words, one_of, quoted};
use serde::{Deserialize, Serialize};

mod row;

pub use row::row_words;

/// A stretch of the sentence. With a block it is what that block says; without, it is the glue between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub text: String,
    pub block: Option<BlockId>,
}

/// `Active patients who have a condition whose text contains "Hypermetropia".`
pub fn sentence(rule: &Rule) -> Vec<Span> {
    let mut words = Words::default();
    let root = &rule.enabled().root;
    if root.blocks.is_empty() {
        words.glue("Nobody yet: add a criterion.");
        return words.0;
    }
    let adjectives: Vec<_> =
        root.blocks.iter().filter(|block| root.combine == Combine::All && adjective(block).is_some()).collect();
    for block in &adjectives {
        words.mark(block.id, adjective(block).unwrap_or_default());
        words.glue(" ");
    }
    words.glue(if rule.patients_only() { "patients" } else { "people" });
    let rest: Vec<_> =
        root.blocks.iter().filter(|block| !adjectives.iter().any(|first| first.id == block.id)).collect();
    if !rest.is_empty() {
        words.glue(" ");
        clauses(root.combine, &rest, true, &mut words);
    }
    words.glue(".");
    if let Some(first) = words.0.first_mut() {
        let mut letters = first.text.chars();
        first.text = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default()
            + letters.as_str();
    }
    words.0
}

/// The sentence as one line of text.
pub fn sentence_text(rule: &Rule) -> String {
    sentence(rule).into_iter().map(|span| span.text).collect()
}

/// The rule as a question about one person: "They have opened “Invitation” and speak es".
pub fn they_text(rule: &Rule) -> String {
    let root = &rule.enabled().root;
    let mut words = Words::default();
    words.glue(if root.combine == Combine::None { "None of this is true: they " } else { "They " });
    let blocks: Vec<_> = root.blocks.iter().collect();
    match root.combine {
        Combine::None => clauses(Combine::Any, &blocks, false, &mut words),
        Combine::All | Combine::Any | Combine::Steps => clauses(root.combine, &blocks, false, &mut words),
    }
    words.0.into_iter().map(|span| span.text).collect()
}

#[derive(Default)]
struct Words(Vec<Span>);

impl Words {
    fn glue(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Span { text: last, block: None }) => last.push_str(text),
            _ => self.0.push(Span { text: text.to_owned(), block: None }),
        }
    }
    fn mark(&mut self, block: BlockId, text: impl Into<String>) {
        self.0.push(Span { text: text.into(), block: Some(block) });
    }
}

/// What can stand before the noun instead of after "who are".
fn adjective(block: &Block) -> Option<String> {
    match &block.test {
        Test::Patient(PatientTest::Active(true)) => Some("active".into()),
        Test::Patient(PatientTest::Active(false)) => Some("inactive".into()),
        Test::Patient(PatientTest::Gender(any_of)) => match any_of.as_slice() {
            [Gender::Female] => Some("female".into()),
            [Gender::Male] => Some("male".into()),
            _ => None,
        },
        Test::Group(_) | Test::Patient(_) | Test::Record(_) | Test::CareGap(_) | Test::Segment(_) => None,
    }
}

/// "who A and B", "who either A or B", "about whom none of this is true: they A; they B", "who A, or B, but not C".
fn clauses(combine: Combine, blocks: &[&Block], relative: bool, words: &mut Words) {
    let (open, between) = match (combine, blocks.len()) {
        (Combine::All, _) | (Combine::Any, 1) => ("", " and "),
        (Combine::Any, _) => ("either ", " or "),
        (Combine::None, _) => ("about whom none of this is true: they ", ", or they "),
        (Combine::Steps, _) => ("", ""),
    };
    if relative && combine != Combine::None {
        words.glue("who ");
    }
    words.glue(open);
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 && combine == Combine::Steps {
            words.glue(&format!(", {} ", block.step.label()));
        } else if index > 0 {
            words.glue(between);
        }
        clause(block, words);
    }
}

fn clause(block: &Block, words: &mut Words) {
    let verb_and_rest = |all: String, words: &mut Words| {
        let (verb, rest) = all.split_once(' ').unwrap_or(("", &all));
        words.glue(verb);
        words.glue(" ");
        words.mark(block.id, rest);
    };
    match &block.test {
        Test::Group(Group { combine, blocks }) => {
            let blocks: Vec<_> = blocks.iter().collect();
            if blocks.is_empty() {
                words.mark(block.id, "(empty group)");
                return;
            }
            words.glue("(");
            clauses(*combine, &blocks, false, words);
            words.glue(")");
        }
        Test::Patient(test) => verb_and_rest(patient_words(test), words),
        Test::CareGap(test) => verb_and_rest(test.words(), words),
        Test::Segment(test) => verb_and_rest(segment_words(test), words),
        Test::Record(test) => {
            words.glue("have ");
            words.mark(block.id, noun(test));
            rows(&test.conditions, words);
            if test.quantifier.picks_a_day() && !test.then.is_empty() {
                words.glue(" one");
                rows(&test.then, words);
            }
        }
    }
}

fn rows(conditions: &[RecordCondition], words: &mut Words) {
    for (index, condition) in conditions.iter().enumerate() {
        words.glue(if index == 0 { " " } else { " and " });
        words.mark(condition.id, row_words(condition));
    }
}

/// "a condition", "no procedure or observation", "at least 2 encounters", "as their latest observation".
fn noun(test: &RecordTest) -> String {
    let singular = one_of(test.records.iter().map(|record| record.label().to_lowercase()), "record");
    let plural = one_of(test.records.iter().map(|record| record.plural().to_owned()), "records");
    let counted = |count: u16| if count == 1 { &singular } else { &plural };
    match test.quantifier {
        Quantifier::Exists => {
            let article = if singular.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
            format!("{article} {singular}")
        }
        Quantifier::None => format!("no {singular}"),
        Quantifier::AtLeast(count) => format!("at least {count} {}", counted(count)),
        Quantifier::AtMost(count) => format!("at most {count} {}", counted(count)),
        Quantifier::Exactly(count) => format!("exactly {count} {}", counted(count)),
        Quantifier::Latest => format!("as their latest {singular}"),
        Quantifier::Earliest => format!("as their first {singular}"),
    }
}

/// "have a condition" or "have no condition": a record test without its conditions.
pub fn quantifier_words(test: &RecordTest) -> String {
    format!("have {}", noun(test))
}

/// "belong to the segment “Lamna”".
pub fn segment_words(test: &SegmentTest) -> String {
    let name = quoted(&test.name);
    if test.member { format!("belong to the segment {name}") } else { format!("do not belong to the segment {name}") }
}

/// What comes after "patients who": "are aged 50 to 74".
pub fn patient_words(test: &PatientTest) -> String {
    match test {
        PatientTest::Active(true) => "are active".into(),
        PatientTest::Active(false) => "are inactive".into(),
        PatientTest::Age(AgeTest::Between { from, to }) => format!("are aged {from} to {to}"),
        PatientTest::Age(AgeTest::AtLeast(least)) => format!("are {least} or older"),
        PatientTest::Age(AgeTest::Under(limit)) => format!("are under {limit}"),
        PatientTest::AgeOn { on, is: AgeTest::Between { from, to } } => format!("are {from} to {to} {}", on.label()),
        PatientTest::AgeOn { on, is: AgeTest::AtLeast(least) } => format!("are {least} or older {}", on.label()),
        PatientTest::AgeOn { on, is: AgeTest::Under(limit) } => format!("are under {limit} {}", on.label()),
        PatientTest::Gender(any_of) => {
            format!(
                "are {}",
                one_of(any_of.iter().map(|gender| gender.label().to_lowercase()), "of no gender chosen yet")
            )
        }
        PatientTest::Language(any_of) => {
            format!("speak {}", one_of(any_of.iter().cloned(), "a language not chosen yet"))
        }
        PatientTest::Place { part, how, text } => {
            let part = match part {
                PlacePart::City => "city",
                PlacePart::State => "state",
                PlacePart::Postcode => "postal code",
            };
            let text = quoted(text);
            match how {
                WordingTest::Is => format!("have the {part} {text}"),
                WordingTest::IsNot => format!("have a {part} other than {text}"),
                WordingTest::Begins | WordingTest::Contains => format!("have a {part} that {} {text}", how.label()),
                WordingTest::From => format!("have a {part} from {text} on"),
                WordingTest::UpTo => format!("have a {part} up to {text}"),
            }
        }
        PatientTest::Deceased(true) => "have died".into(),
        PatientTest::Deceased(false) => "are not deceased".into(),
        PatientTest::Reach { by, has: true } => {
            format!("have {} {}", if by.label().starts_with('e') { "an" } else { "a" }, by.label())
        }
        PatientTest::Reach { by, has: false } => format!("have no {}", by.label()),
        PatientTest::Race(any_of) => format!("have the race {}", one_of(any_of.iter().cloned(), "not chosen yet")),
        PatientTest::Ethnicity(any_of) => {
            format!("have the ethnicity {}", one_of(any_of.iter().cloned(), "not chosen yet"))
        }
        PatientTest::Birthday { in_next: 0 } => "have their birthday today".into(),
        PatientTest::Birthday { in_next } => {
            format!("have their birthday in the next {in_next} {}", Unit::Days.label(*in_next))
        }
        PatientTest::Added(date) => format!("came into the register {}", date_words(*date)),
        PatientTest::Relationship(any_of) => {
            format!("are {}", one_of(any_of.iter().map(|one| one.plural().to_owned()), "of a kind not chosen yet"))
        }
        PatientTest::Tag { any_of, has } => {
            let tags = one_of(any_of.iter().map(|tag| quoted(tag)), "not chosen yet");
            if *has { format!("have the tag {tags}") } else { format!("do not have the tag {tags}") }
        }
        PatientTest::Attribute { name, is } => attribute_words(name, is),
        PatientTest::Practitioner(any_of) => {
            let names = one_of(any_of.iter().map(|name| quoted(name)), "not chosen yet");
            format!("have the general practitioner {names}")
        }
        PatientTest::Site(any_of) => {
            format!("belong to the site {}", one_of(any_of.iter().map(|site| quoted(site)), "not chosen yet"))
        }
        PatientTest::Distance(Distance { latitude, longitude, km, place }) if place.trim().is_empty() => {
            format!("live within {km} km of {latitude}, {longitude}")
        }
        PatientTest::Distance(Distance { km, place, .. }) => format!("live within {km} km of {}", quoted(place)),
        PatientTest::Consent(ConsentTest { channel, purpose, said }) => {
            let about = purpose.label().to_lowercase();
            let by = channel.label().to_lowercase();
            match said {
                Said::Allowed => format!("may be sent messages about {about} by {by}"),
                Said::Granted => format!("have agreed to messages about {about} by {by}"),
                Said::Denied => format!("have refused messages about {about} by {by}"),
                Said::Nothing => format!("have said nothing on messages about {about} by {by}"),
            }
        }
        PatientTest::Travels(TravelTest { name, step, inside, .. }) => {
            let journey = if name.is_empty() { "a journey not chosen yet".to_owned() } else { quoted(name) };
            match (step, inside) {
                (None, true) => format!("are on their way through {journey}"),
                (None, false) => format!("are not on their way through {journey}"),
                (Some(step), true) => format!("wait at {} of {journey}", quoted(&step.name)),
                (Some(step), false) => format!("do not wait at {} of {journey}", quoted(&step.name)),
            }
        }
        PatientTest::StepMessage(StepMessageTest { step, did }) => {
            let message =
                step.as_ref().map_or_else(|| "a message not chosen yet".to_owned(), |step| quoted(&step.name));
            format!("have {} {message}", did.label())
        }
        PatientTest::LineType(any_of) => {
            let kinds = any_of.iter().map(|line| line.phrase().to_owned());
            format!("have {}", one_of(kinds, "a kind of line not chosen yet"))
        }
        PatientTest::Prefers(any_of) => {
            format!("prefer {}", one_of(any_of.iter().map(|system| system.label().to_owned()), "a way not chosen yet"))
        }
    }
}

fn attribute_words(name: &str, is: &AttributeTest) -> String {
    let name = quoted(name);
    match is {
        AttributeTest::Known(true) => format!("have {name}"),
        AttributeTest::Known(false) => format!("have no {name}"),
        AttributeTest::AnyOf(any_of) => {
            format!("have {name} {}", one_of(any_of.iter().map(|value| quoted(value)), "not chosen yet"))
        }
        AttributeTest::Number { compare, value } => format!("have {name} {} {value}", compare.label()),
        AttributeTest::Date(date) => format!("have {name} dated {}", date_words(*date)),
    }
}
