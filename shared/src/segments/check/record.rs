//! What is wrong with a test of related records.

use super::super::{
    BlockId, Content, DateTest, NumberTest, Quantifier, RecordCondition, RecordTest, RecordType, Relation,
};
use super::{Problem, complain};
use crate::records::{CodedFact, WordFact};

pub(super) fn problems(block: BlockId, test: &RecordTest, found: &mut Vec<Problem>) {
    if test.records.is_empty() {
        found.push(complain(block, "Choose at least one type of record."));
    }
    match test.quantifier {
        Quantifier::AtLeast(0) => found.push(complain(block, "Everybody has at least 0: enter a number from 1.")),
        Quantifier::Exactly(0) | Quantifier::AtMost(0) => {
            found.push(complain(block, "For none at all choose “has no”, or enter a number from 1."));
        }
        Quantifier::Latest | Quantifier::Earliest if test.then.is_empty() => {
            found.push(complain(block, "Say what that one must be: add a criterion on it."));
        }
        Quantifier::Exists
        | Quantifier::None
        | Quantifier::AtLeast(_)
        | Quantifier::AtMost(_)
        | Quantifier::Exactly(_)
        | Quantifier::Latest
        | Quantifier::Earliest => {}
    }
    for row in test.rows() {
        found.extend(condition(&test.records, row, true).map(|message| complain(row.id, message)));
    }
}

fn condition(records: &[RecordType], row: &RecordCondition, outermost: bool) -> Option<String> {
    if !records.is_empty() && !records.iter().any(|record| row.test.fits(*record)) {
        let plural = records.iter().map(|record| record.plural()).collect::<Vec<_>>().join(" and ");
        return Some(format!("{plural} have no such thing: choose another criterion."));
    }
    let message = match row.test.content() {
        Content::Codes(fact, []) => match fact {
            CodedFact::Concept | CodedFact::Value | CodedFact::Reason => "Choose at least one code.",
            CodedFact::BodySite => "Choose at least one body site.",
        },
        Content::Sets(_, []) => "Choose at least one code set.",
        Content::Sites([]) => "Choose at least one site.",
        Content::Words(fact, any_of) => return word_problem(records, fact, any_of),
        Content::Text(text) if text.text().trim().is_empty() => "Enter the text to look for.",
        Content::Window(_, date) => return date_problem(date).map(str::to_owned),
        Content::AgeThen(age) => match (age.from, age.until) {
            (None, None) => "Enter an age.",
            (Some(from), Some(until)) if from >= until => "The first age is not below the second, so nobody fits.",
            (_, Some(0)) => "Nobody is under 0: enter an age from 1 month.",
            (Some(_), None) | (_, Some(_)) => return None,
        },
        Content::Number(number) => return number_problem(number),
        Content::Component(test) if test.codes.is_empty() => "Choose which component.",
        Content::Component(test) => return number_problem(&test.number),
        Content::About(subject) if subject.id.is_empty() => "Choose what it is about.",
        Content::Near(_) if !outermost => "Nearness to a record that is near another is not possible.",
        Content::Near(near) if near.records.is_empty() => "Choose which type of record lies near.",
        Content::Near(near) => {
            if let Relation::After { days: 0 } | Relation::Before { days: 0 } = near.when {
                return Some("Enter a number of days from 1.".into());
            }
            return near.conditions.iter().find_map(|inner| condition(&near.records, inner, false));
        }
        Content::Done
        | Content::Codes(..)
        | Content::Sets(..)
        | Content::Sites(_)
        | Content::Text(_)
        | Content::About(_) => return None,
    };
    Some(message.to_owned())
}

/// At least one word, and only words that some of these records can have.
fn word_problem(records: &[RecordType], fact: WordFact, any_of: &[String]) -> Option<String> {
    let (at_least_one, what) = match fact {
        WordFact::Status => ("Choose at least one status.", "status"),
        WordFact::Verification => ("Choose at least one status.", "verification status"),
        WordFact::Intent => ("Choose at least one intent.", "intent"),
        WordFact::Result => ("Choose at least one.", "result"),
        WordFact::Refusal => ("Choose at least one reason.", "reason"),
        WordFact::Class | WordFact::Disposition | WordFact::Unit | WordFact::Comparator => {
            ("Choose at least one.", "code")
        }
    };
    if any_of.is_empty() {
        return Some(at_least_one.to_owned());
    }
    if fact.takes_other_codes() {
        return None;
    }
    let known: Vec<_> = records.iter().flat_map(|record| fact.codes(*record)).map(|(code, _)| code).collect();
    let stranger = any_of.iter().find(|word| !known.contains(&word.as_str()))?;
    Some(format!("{} has no {what} {stranger:?}.", records.first()?.label()))
}

fn number_problem(number: &NumberTest) -> Option<String> {
    (!number.value.is_finite()).then(|| "Enter a number.".to_owned())
}

pub(super) fn date_problem(date: DateTest) -> Option<&'static str> {
    match date {
        DateTest::InLast { count: 0, .. } | DateTest::InNext { count: 0, .. } => {
            Some("Enter a number of days, weeks, months or years from 1.")
        }
        DateTest::Calendar { from, to, .. } if from > to => Some("The first comes after the last: swap them."),
        DateTest::Between { from, to } if from > to => Some("The first day comes after the last: swap them."),
        DateTest::InLast { .. }
        | DateTest::InNext { .. }
        | DateTest::Before(_)
        | DateTest::After(_)
        | DateTest::Between { .. }
        | DateTest::AtLeastAgo { .. }
        | DateTest::Calendar { .. } => None,
    }
}
