//! What a forecast says: the state of a series over time, the next dose, and the doses so far.

use super::health::While;
use super::{Judged, Series};
use crate::coded;
use crate::time::Date;

coded! {
    /// How a person stands to a series. Codes are FHIR's `immunization-recommendation-status` where it has one.
    pub enum State {
        Overdue = "overdue", "Overdue";
        Due = "due", "Due";
        OnSchedule = "on-schedule", "On schedule";
        Complete = "complete", "Complete";
        Immune = "immune", "Immune";
        Contraindicated = "contraindicated", "Not advised";
        /// Doses are missing, and the age at which they can be given is over.
        TooLate = "too-late", "Too late to give";
        NotForThem = "not-recommended", "Not recommended";
    }
}

/// A stretch of days in one state, both ends included; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub state: State,
    pub from: Date,
    pub until: Option<Date>,
}

impl Stretch {
    fn has(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The next dose of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Its number, from 1, and of how many where that is fixed.
    pub dose: usize,
    pub of: Option<usize>,
    /// The first day on which it counts (the grace period left aside).
    pub earliest: Date,
    pub due: Date,
    pub overdue: Date,
    /// The last day on which it is given.
    pub last: Option<Date>,
}

/// A series of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    pub series: Series,
    /// Every day with a vaccine of the series, and what it counted for.
    pub doses: Vec<Judged>,
    /// In order, without overlap. Days between and around them: [`State::NotForThem`].
    pub stretches: Vec<Stretch>,
    pub next: Option<Next>,
    /// Why somebody is immune, is advised against it or is asked earlier than others.
    pub why: Vec<String>,
}

impl Forecast {
    pub(super) const fn new(series: Series, doses: Vec<Judged>) -> Self {
        Self { series, doses, stretches: Vec::new(), next: None, why: Vec::new() }
    }

    /// The state on a day. It speaks of days from the last dose on.
    pub fn state_on(&self, day: Date) -> State {
        self.stretches.iter().find(|stretch| stretch.has(day)).map_or(State::NotForThem, |stretch| stretch.state)
    }

    /// The series is complete from this day on, for ever or until the day before `again`.
    pub(super) fn complete(mut self, from: Date, again: Option<Date>) -> Self {
        self.add(State::Complete, from, again.map(|day| day.plus_days(-1)));
        self
    }

    /// The next dose is awaited from this day on; where it can't be given any more, that is said until `missed`.
    pub(super) fn awaiting(mut self, next: Next, from: Date, missed: Option<Date>) -> Self {
        let day_before = |day: Date| day.plus_days(-1);
        let within = |day: Date| next.last.map_or(day, |last| day.min(last));
        let (due, overdue) = (next.due.max(from), next.overdue.max(from));
        self.add(State::OnSchedule, from, Some(within(day_before(due))));
        self.add(State::Due, due, Some(within(day_before(overdue))));
        self.add(State::Overdue, overdue, next.last);
        if let (Some(last), Some(missed)) = (next.last, missed) {
            self.add(State::TooLate, last.plus_days(1).max(from), Some(day_before(missed)));
        }
        self.next = Some(next);
        self
    }

    /// A stretch, where it has a day at all.
    pub(super) fn add(&mut self, state: State, from: Date, until: Option<Date>) {
        if until.is_none_or(|until| from <= until) {
            self.stretches.push(Stretch { state, from, until });
        }
    }

    /// From `from` on nothing is due: the disease, or antibodies, protect.
    pub(super) fn immune(&mut self, from: Date, why: &str) {
        if self.stretches.iter().any(|stretch| stretch.state == State::Complete && stretch.until.is_none()) {
            return;
        }
        self.stretches = cut(&self.stretches, While { from, until: None }, |_| true);
        self.add(State::Immune, from, None);
        self.next = None;
        self.why.push(why.to_owned());
    }

    /// What would be awaited is not advised in the meantime.
    pub(super) fn advise_against(&mut self, when: While, why: &str) {
        // What was not advised while it could be given was not missed.
        let late = |stretch: &Stretch| stretch.state == State::TooLate && when.from < stretch.from;
        let never = self.stretches.iter().any(late);
        let awaited = |state: State| {
            matches!(state, State::OnSchedule | State::Due | State::Overdue) || (never && state == State::TooLate)
        };
        let concerned: Vec<_> = self.stretches.iter().filter(|stretch| awaited(stretch.state)).collect();
        let meets = concerned.iter().filter_map(|stretch| {
            let until = earlier(stretch.until, when.until);
            let from = stretch.from.max(when.from);
            until.is_none_or(|until| from <= until).then_some((from, until))
        });
        let met: Vec<_> = meets.collect();
        if met.is_empty() {
            return;
        }
        self.stretches = cut(&self.stretches, when, awaited);
        for (from, until) in met {
            self.add(State::Contraindicated, from, until);
        }
        self.stretches.sort_by_key(|stretch| stretch.from);
        if !self.why.iter().any(|known| known == why) {
            self.why.push(why.to_owned());
        }
    }
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The stretches without the days of `when`, where their state is `concerned`.
fn cut(stretches: &[Stretch], when: While, concerned: impl Fn(State) -> bool) -> Vec<Stretch> {
    let mut left = Vec::with_capacity(stretches.len() + 1);
    for stretch in stretches {
        if !concerned(stretch.state) {
            left.push(*stretch);
            continue;
        }
        let before = earlier(stretch.until, Some(when.from.plus_days(-1)));
        if before.is_some_and(|until| stretch.from <= until) {
            left.push(Stretch { until: before, ..*stretch });
        }
        if let Some(until) = when.until {
            let from = stretch.from.max(until.plus_days(1));
            if stretch.until.is_none_or(|end| from <= end) {
                left.push(Stretch { from, ..*stretch });
            }
        }
    }
    left
}

impl State {
    /// The codes of those that are stored, in the order a person would look for them.
    pub const STORED: [&'static str; 7] = [
        Self::Overdue.code(),
        Self::Due.code(),
        Self::OnSchedule.code(),
        Self::Complete.code(),
        Self::Immune.code(),
        Self::Contraindicated.code(),
        Self::TooLate.code(),
    ];
}
