//! What is wrong with a test of related records.

use super::super::{
    BlockId, DateTest, NumberTest, Quantifier, RecordCondition, RecordConditionTest, RecordTest, RecordType, Relation,
    TextTest,
};
use super::{Problem, complain};

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
            found.push(complain(block, "Say what that one must be: add a condition on it."));
        }
        _ => {}
    }
    for row in test.rows() {
        found.extend(condition(&test.records, row, true).map(|message| complain(row.id, message)));
    }
}

fn condition(records: &[RecordType], row: &RecordCondition, outermost: bool) -> Option<String> {
    if !records.is_empty() && !records.iter().any(|record| row.test.fits(*record)) {
        let plural = records.iter().map(|record| record.plural()).collect::<Vec<_>>().join(" and ");
        return Some(format!("{plural} have no such thing: choose another condition."));
    }
    let known = |wanted: &[String], of: fn(RecordType) -> &'static [&'static str], what: &str| {
        if wanted.is_empty() {
            return Some("Choose at least one status.".to_owned());
        }
        let stranger =
            wanted.iter().find(|status| !records.iter().any(|record| of(*record).contains(&status.as_str())))?;
        let first = records.first()?;
        Some(format!("{} has no {what} {stranger:?}.", first.label()))
    };
    let message = match &row.test {
        RecordConditionTest::Code(any_of) | RecordConditionTest::Value(any_of) if any_of.is_empty() => {
            "Choose at least one code."
        }
        RecordConditionTest::BodySite(any_of) if any_of.is_empty() => "Choose at least one body site.",
        RecordConditionTest::CodeSet(sets) | RecordConditionTest::ValueSet(sets) if sets.is_empty() => {
            "Choose at least one code set."
        }
        RecordConditionTest::Class(any_of) | RecordConditionTest::Disposition(any_of) if any_of.is_empty() => {
            "Choose at least one."
        }
        RecordConditionTest::Site(any_of) if any_of.is_empty() => "Choose at least one site.",
        RecordConditionTest::Text(TextTest::Contains(text) | TextTest::Begins(text)) if text.trim().is_empty() => {
            "Enter the text to look for."
        }
        RecordConditionTest::Status(any_of) => return known(any_of, RecordType::statuses, "status"),
        RecordConditionTest::Verification(any_of) => {
            return known(any_of, RecordType::verifications, "verification status");
        }
        RecordConditionTest::Date(date)
        | RecordConditionTest::Ended(date)
        | RecordConditionTest::Overlaps(date)
        | RecordConditionTest::Within(date) => return date_problem(*date).map(str::to_owned),
        RecordConditionTest::AgeThen(age) => match (age.from, age.until) {
            (None, None) => "Enter an age.",
            (Some(from), Some(until)) if from >= until => "The first age is not below the second, so nobody fits.",
            (_, Some(0)) => "Nobody is under 0: enter an age from 1 month.",
            _ => return None,
        },
        RecordConditionTest::Number(number) => return number_problem(number),
        RecordConditionTest::Component(test) if test.codes.is_empty() => "Choose which component.",
        RecordConditionTest::Component(test) => return number_problem(&test.number),
        RecordConditionTest::About(subject) if subject.id.is_empty() => "Choose what it is about.",
        RecordConditionTest::Near(_) if !outermost => "Nearness to a record that is near another is not possible.",
        RecordConditionTest::Near(near) if near.records.is_empty() => "Choose which type of record lies near.",
        RecordConditionTest::Near(near) => {
            if let Relation::After { days: 0 } | Relation::Before { days: 0 } = near.when {
                return Some("Enter a number of days from 1.".into());
            }
            return near.conditions.iter().find_map(|inner| condition(&near.records, inner, false));
        }
        _ => return None,
    };
    Some(message.to_owned())
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
        _ => None,
    }
}
