//! A plan: the doses that make a series complete, with ages and intervals; how given doses count in it and when the next is due.

use super::judge::counted;
use super::span::{GRACE_DAYS, Span};
use super::{Judged, Next, Product, Series, Verdict};
use crate::time::Date;

/// One dose of a plan.
#[derive(Debug, Clone, Copy)]
pub struct Dose {
    pub min_age: Span,
    /// When it is recommended, and from when it is overdue.
    pub due_age: Span,
    pub overdue_age: Span,
    /// At least so long after the dose before; due, and overdue, so long after it at the soonest.
    pub after: Span,
    pub due_after: Span,
    pub overdue_after: Span,
    /// At least so long after the first dose.
    pub after_first: Option<Span>,
    /// Given at this age or later it does not count.
    pub before: Option<Span>,
    /// Only these products count, by CVX; any of the series where there are none.
    pub only: &'static [&'static str],
}

/// A dose by its ages: minimum, recommended, overdue. Later doses are 4 weeks apart unless said.
pub const fn dose(min_age: Span, due_age: Span, overdue_age: Span) -> Dose {
    Dose {
        min_age,
        due_age,
        overdue_age,
        after: Span::Weeks(4),
        due_after: Span::Weeks(4),
        overdue_after: Span::Weeks(8),
        after_first: None,
        before: None,
        only: &[],
    }
}

impl Dose {
    /// Intervals after the dose before: minimum, recommended, overdue.
    pub const fn after(self, after: Span, due_after: Span, overdue_after: Span) -> Self {
        Self { after, due_after, overdue_after, ..self }
    }

    pub const fn after_first(self, span: Span) -> Self {
        Self { after_first: Some(span), ..self }
    }

    pub const fn before(self, age: Span) -> Self {
        Self { before: Some(age), ..self }
    }

    pub const fn only(self, products: &'static [&'static str]) -> Self {
        Self { only: products, ..self }
    }
}

/// The doses that make a series complete.
pub type Plan = &'static [Dose];

/// What is done about a series by the schedule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    pub series: Series,
    /// Any of these completes the series. The next dose follows the one that `choose` names.
    pub plans: &'static [Plan],
    /// By the age at the first dose (none yet: no age) and all products given.
    pub choose: fn(&Begun<'_>) -> usize,
    /// The first dose is given before this age.
    pub begin_before: Option<Span>,
    /// No dose is given from this age on.
    pub end: Option<Span>,
    /// The part of the schedule it comes from.
    pub source: &'static str,
}

/// What a rule chooses its plan by.
#[derive(Debug)]
pub struct Begun<'a> {
    pub born: Date,
    pub first: Option<Date>,
    pub products: &'a [&'static Product],
}

impl Begun<'_> {
    /// The first dose was given at this age or later.
    pub fn first_from(&self, age: Span) -> bool {
        self.first.is_some_and(|first| first >= age.after(self.born))
    }

    /// Something was given, and nothing but these products.
    pub fn only(&self, products: &[&str]) -> bool {
        !self.products.is_empty() && self.products.iter().all(|product| products.contains(&product.cvx))
    }
}

/// The days on which vaccines of a series were given.
pub type Given = [(Date, Vec<&'static Product>)];

/// How the doses count in this plan. `live` are the days of all live vaccines that must be spaced.
pub fn judge(plan: &[Dose], series: Series, born: Date, given: &Given, live: &[Date]) -> Vec<Judged> {
    let mut valid: Vec<Date> = Vec::new();
    let mut judged = Vec::with_capacity(given.len());
    for (on, products) in given {
        let verdict = match plan.get(valid.len()) {
            None => Verdict::Extra,
            Some(next) => match fault(next, series, born, *on, products, &valid, live) {
                Some(why) => Verdict::No(why),
                None => {
                    valid.push(*on);
                    Verdict::Counts(valid.len())
                }
            },
        };
        judged.push(Judged { on: *on, products: products.clone(), verdict });
    }
    judged
}

/// Why this dose does not count.
fn fault(
    dose: &Dose,
    series: Series,
    born: Date,
    on: Date,
    products: &[&'static Product],
    valid: &[Date],
    live: &[Date],
) -> Option<String> {
    let refused: Vec<_> = products.iter().map(|product| refused(series, product)).collect();
    if let Some(why) = refused.iter().all(Option::is_some).then(|| refused.first().copied().flatten()).flatten() {
        return Some(why.to_owned());
    }
    if !dose.only.is_empty() && !products.iter().any(|product| dose.only.contains(&product.cvx)) {
        return Some(format!("{} is not the vaccine for this dose", products.first().map_or("", |first| first.name)));
    }
    let in_time = |earliest: Date| on >= earliest.plus_days(-GRACE_DAYS);
    let age = Span::age(born, on);
    if !in_time(dose.min_age.after(born)) {
        return Some(format!("given at {age}, before the minimum age of {}", dose.min_age));
    }
    if let Some(before) = dose.before.filter(|before| on >= before.after(born)) {
        return Some(format!("given at {age}, too late: it is given before the age of {before}"));
    }
    if let Some(last) = valid.last().filter(|last| !in_time(dose.after.after(**last))) {
        let apart = Span::between(*last, on);
        return Some(format!("given {apart} after the dose before, sooner than {}", dose.after));
    }
    if let (Some(span), Some(first)) = (dose.after_first, valid.first())
        && !in_time(span.after(*first))
    {
        let apart = Span::between(*first, on);
        return Some(format!("given {apart} after the first dose, sooner than {span}"));
    }
    let spaced = products.iter().any(|product| product.is_spaced_live());
    let other = live.iter().find(|day| spaced && **day < on && on < day.plus_days(28));
    other.map(|day| format!("given {} after another live vaccine, sooner than 4 weeks", Span::between(*day, on)))
}

/// Products that do not count in their series.
fn refused(series: Series, product: &Product) -> Option<&'static str> {
    match (series, product.cvx) {
        (Series::Rotavirus, "74") => Some("this rotavirus vaccine was withdrawn"),
        (Series::Zoster, "121") => {
            Some("the live zoster vaccine is no longer given: the recombinant one is due all the same")
        }
        (Series::Zoster, "188") => Some("the record does not say which zoster vaccine"),
        _ => None,
    }
}

/// When the next dose is due by this plan; none when it is complete.
pub fn next(plan: &[Dose], rule: &Rule, born: Date, judged: &[Judged], live: &[Date]) -> Option<Next> {
    let valid: Vec<Date> = counted(judged).collect();
    let dose = plan.get(valid.len())?;
    let last = valid.last();
    let mut earliest = dose.min_age.after(born);
    let (mut due, mut overdue) = (dose.due_age.after(born), dose.overdue_age.after(born));
    if let Some(last) = last {
        earliest = earliest.max(dose.after.after(*last));
        due = due.max(dose.due_after.after(*last));
        overdue = overdue.max(dose.overdue_after.after(*last));
    }
    if let (Some(span), Some(first)) = (dose.after_first, valid.first()) {
        earliest = earliest.max(span.after(*first));
    }
    // A dose that came too soon is repeated, no sooner than the interval after it.
    let repeated = judged.iter().rfind(|one| matches!(one.verdict, Verdict::No(_)));
    if let Some(repeated) = repeated.filter(|one| last.is_none_or(|last| one.on > *last)) {
        earliest = earliest.max(dose.after.after(repeated.on));
    }
    if rule.series.is_live() && rule.series != Series::Rotavirus {
        earliest = live.last().map_or(earliest, |day| earliest.max(day.plus_days(28)));
    }
    due = due.max(earliest);
    overdue = overdue.max(due.plus_days(28));
    let begin = rule.begin_before.filter(|_| valid.is_empty());
    let end = match (begin, rule.end) {
        (Some(begin), Some(end)) => Some(begin.after(born).min(end.after(born))),
        (begin, end) => begin.or(end).map(|age| age.after(born)),
    };
    let last = end.map(|end| end.plus_days(-1));
    Some(Next { dose: valid.len() + 1, of: Some(plan.len()), earliest, due, overdue, last })
}
