//! From the rule to its text.

use super::super::{
    AgeTest, AttributeTest, Block, Combine, ConsentTest, Distance, Group, PatientTest, PlacePart, Quantifier, Reach,
    RecordCondition, RecordConditionTest, RecordTest, Rule, SegmentTest, Step, StepMessageTest, Test, TravelTest,
};
use super::HEAD;
use super::dates;
use super::row as condition_row;
use super::token::{all_quoted, quoted};
use super::words::word;

/// The rule as text, one block or row a line.
pub fn write(rule: &Rule) -> String {
    let mut lines = vec![HEAD.to_owned()];
    group(&rule.root, "", 0, &mut lines);
    lines.push(String::new());
    lines.join("\n")
}

fn push(lines: &mut Vec<String>, depth: usize, text: impl AsRef<str>) {
    lines.push(format!("{}{}", "  ".repeat(depth), text.as_ref()));
}

fn group(group: &Group, before: &str, depth: usize, lines: &mut Vec<String>) {
    let head = match group.combine {
        Combine::All => "all of",
        Combine::Any => "any of",
        Combine::None => "none of",
        Combine::Steps => "steps of",
    };
    push(lines, depth, format!("{before}{head}"));
    for inner in &group.blocks {
        block(inner, depth + 1, lines);
    }
}

fn block(block: &Block, depth: usize, lines: &mut Vec<String>) {
    let step = match block.step {
        Step::AndAlso => "",
        Step::Or => "or ",
        Step::ButNot => "but-not ",
    };
    let before = format!("{}{step}", if block.off { "off " } else { "" });
    match &block.test {
        Test::Group(inner) => group(inner, &before, depth, lines),
        Test::Patient(test) => push(lines, depth, format!("{before}patient {}", patient(test))),
        Test::CareGap(test) => {
            let states: Vec<_> = test.states.iter().map(word).collect();
            let line = format!("{before}care-gap {} {} {}", quoted(&test.gap), word(&test.period), states.join(" "));
            push(lines, depth, line.trim_end());
        }
        Test::Segment(SegmentTest { segment, name, member }) => {
            let id = segment.map_or_else(|| "unchosen".to_owned(), |id| id.to_string());
            let is = if *member { "member-of" } else { "not-member-of" };
            push(lines, depth, format!("{before}{is} {id} {}", quoted(name)));
        }
        Test::Record(test) => record(test, &before, depth, lines),
    }
}

fn record(test: &RecordTest, before: &str, depth: usize, lines: &mut Vec<String>) {
    let quantifier = match test.quantifier {
        Quantifier::Exists => "has".to_owned(),
        Quantifier::None => "no".to_owned(),
        Quantifier::AtLeast(count) => format!("at-least {count}"),
        Quantifier::AtMost(count) => format!("at-most {count}"),
        Quantifier::Exactly(count) => format!("exactly {count}"),
        Quantifier::Latest => "latest".to_owned(),
        Quantifier::Earliest => "first".to_owned(),
    };
    push(lines, depth, format!("{before}{quantifier} {}", condition_row::types(&test.records)).trim_end());
    for condition in &test.conditions {
        row(condition, "", depth + 1, lines);
    }
    for condition in &test.then {
        row(condition, "then ", depth + 1, lines);
    }
}

fn age(is: AgeTest) -> String {
    match is {
        AgeTest::Between { from, to } => format!("{from} to {to}"),
        AgeTest::AtLeast(least) => format!("from {least}"),
        AgeTest::Under(limit) => format!("under {limit}"),
    }
}

fn patient(test: &PatientTest) -> String {
    let texts = |any_of: &[String]| all_quoted(any_of.iter().map(String::as_str));
    match test {
        PatientTest::Active(active) => (if *active { "active" } else { "inactive" }).into(),
        PatientTest::Deceased(deceased) => (if *deceased { "deceased" } else { "living" }).into(),
        PatientTest::Age(is) => format!("age {}", age(*is)),
        PatientTest::AgeOn { on, is } => format!("age-on {on} {}", age(*is)),
        PatientTest::Gender(any_of) => {
            format!("gender{}", choices(any_of))
        }
        PatientTest::Language(any_of) => format!("language{}", texts(any_of)),
        PatientTest::Race(any_of) => format!("race{}", texts(any_of)),
        PatientTest::Ethnicity(any_of) => format!("ethnicity{}", texts(any_of)),
        PatientTest::Place { part, how, text } => {
            let part = match part {
                PlacePart::City => "city",
                PlacePart::State => "state",
                PlacePart::Postcode => "postcode",
            };
            format!("{part} {} {}", word(how), quoted(text))
        }
        PatientTest::Reach { by, has } => {
            let by = match by {
                Reach::Email => "email",
                Reach::Phone => "phone",
            };
            format!("{} {by}", if *has { "with" } else { "without" })
        }
        PatientTest::Birthday { in_next } => format!("birthday in-next {in_next} days"),
        PatientTest::Added(date) => format!("added {}", dates::written(*date)),
        PatientTest::Relationship(any_of) => format!("relationship{}", choices(any_of)),
        PatientTest::Prefers(any_of) => format!("prefers{}", choices(any_of)),
        PatientTest::LineType(any_of) => format!("line-type{}", choices(any_of)),
        PatientTest::Travels(TravelTest { journey, name, step, inside }) => {
            let id = journey.map_or_else(|| "unchosen".to_owned(), |id| id.to_string());
            let step = step.as_ref().map(|step| format!(" step {} {}", step.node, quoted(&step.name)));
            format!(
                "{} {id} {}{}",
                if *inside { "in-journey" } else { "not-in-journey" },
                quoted(name),
                step.unwrap_or_default()
            )
        }
        PatientTest::StepMessage(StepMessageTest { step, did }) => {
            let step = step
                .as_ref()
                .map_or_else(|| "unchosen".to_owned(), |step| format!("{} {}", step.node, quoted(&step.name)));
            format!("did {} {step}", word(did))
        }
        PatientTest::Tag { any_of, has } => format!("{}{}", if *has { "tag" } else { "no-tag" }, texts(any_of)),
        PatientTest::Practitioner(any_of) => format!("practitioner{}", texts(any_of)),
        PatientTest::Site(any_of) => format!("site{}", texts(any_of)),
        PatientTest::Distance(Distance { latitude, longitude, km, place }) => {
            format!("within {km} km of {latitude} {longitude} {}", quoted(place))
        }
        PatientTest::Consent(ConsentTest { channel, purpose, said }) => {
            format!("consent {} {} {}", word(channel), word(purpose), word(said))
        }
        PatientTest::Attribute { name, is } => {
            let is = match is {
                AttributeTest::Known(true) => "known".to_owned(),
                AttributeTest::Known(false) => "unknown".to_owned(),
                AttributeTest::AnyOf(any_of) => format!("is{}", texts(any_of)),
                AttributeTest::Number { compare, value } => format!("number {} {value}", word(compare)),
                AttributeTest::Date(date) => format!("date {}", dates::written(*date)),
            };
            format!("attribute {} {is}", quoted(name))
        }
    }
}

/// The word of each, with a space before it.
fn choices<T: serde::Serialize>(any_of: &[T]) -> String {
    any_of.iter().map(|one| format!(" {}", word(one))).collect()
}

fn row(condition: &RecordCondition, before: &str, depth: usize, lines: &mut Vec<String>) {
    push(lines, depth, format!("{before}{}", condition_row::written(&condition.test)));
    if let RecordConditionTest::Near(near) = &condition.test {
        for inner in &near.conditions {
            row(inner, "", depth + 1, lines);
        }
    }
}
