//! What a program's report says: figures of a period, broken down, beside those of the period before.

use super::{Measure, Program, Targets};
use crate::coded;
use crate::ids::ProgramId;
use crate::time::{Date, UtcMillis};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// How long a report looks back.
    #[derive(Default)]
    pub enum ReportPeriod {
        Day = "day", "Day";
        #[default]
        Week = "week", "Week";
        Whole = "whole", "Whole program";
    }
}

coded! {
    /// What figures are broken down by.
    pub enum Breakdown {
        Day = "day", "Day";
        List = "list", "List";
        Channel = "channel", "Channel";
        Variant = "variant", "Message";
        Agent = "agent", "Agent";
        Hour = "hour", "Hour of the day";
    }
}

/// The days of a report, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportDays {
    pub first: Date,
    pub last: Date,
}

impl ReportPeriod {
    /// The days around `day`: itself, its week from Monday to Sunday, or all since `start`.
    #[must_use]
    pub fn days(self, day: Date, start: Date) -> ReportDays {
        match self {
            Self::Day => ReportDays { first: day, last: day },
            Self::Week => {
                let first = day.plus_days(-i64::from(day.weekday().num_days_from_monday()));
                ReportDays { first, last: first.plus_days(6) }
            }
            Self::Whole => ReportDays { first: start.min(day), last: day },
        }
    }

    /// The days that it is compared with; the whole is compared with nothing.
    #[must_use]
    pub fn before(self, days: ReportDays) -> Option<ReportDays> {
        let length = match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Whole => return None,
        };
        Some(ReportDays { first: days.first.plus_days(-length), last: days.last.plus_days(-length) })
    }
}

impl ReportDays {
    /// `16 Nov 2026 – 22 Nov 2026`
    #[must_use]
    pub fn words(self) -> String {
        if self.first == self.last {
            self.first.short()
        } else {
            format!("{} – {}", self.first.short(), self.last.short())
        }
    }
}

/// What was counted for one measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    pub events: i64,
    /// Those to whom it happened for the first time in the program.
    pub people: i64,
}

/// The figures of some days, or of one line of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportFigures {
    pub tallies: BTreeMap<Measure, Tally>,
    /// Of touches and agents' time.
    pub cost_cents: i64,
}

impl ReportFigures {
    /// The figure itself: people or happenings, as its definition says.
    #[must_use]
    pub fn value(&self, measure: Measure) -> i64 {
        let tally = self.tally(measure);
        if measure.counts_people() { tally.people } else { tally.events }
    }

    /// The people of a step of the funnel.
    #[must_use]
    pub fn people(&self, measure: Measure) -> i64 {
        self.tally(measure).people
    }

    fn tally(&self, measure: Measure) -> Tally {
        self.tallies.get(&measure).copied().unwrap_or_default()
    }

    pub fn add(&mut self, measure: Measure, tally: Tally, cost_cents: i64) {
        let sum = self.tallies.entry(measure).or_default();
        sum.events += tally.events;
        sum.people += tally.people;
        self.cost_cents += cost_cents;
    }

    /// Cents for each; `None` where there was none.
    #[must_use]
    pub fn cost_per(&self, measure: Measure) -> Option<i64> {
        let count = self.value(measure);
        (count > 0).then(|| self.cost_cents / count)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cost_cents == 0 && self.tallies.values().all(|tally| *tally == Tally::default())
    }
}

/// One line of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLine {
    pub label: String,
    pub figures: ReportFigures,
}

/// One sum of the stored figures, broken down: what the store answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSum {
    pub label: String,
    pub measure: Measure,
    pub tally: Tally,
    pub cost_cents: i64,
}

/// Sums of one breakdown as lines, in the order in which their labels first come.
#[must_use]
pub fn report_lines(sums: Vec<ReportSum>) -> Vec<ReportLine> {
    let mut lines: Vec<ReportLine> = Vec::new();
    for sum in sums {
        let place = lines.iter().position(|line| line.label == sum.label).unwrap_or_else(|| {
            lines.push(ReportLine { label: sum.label.clone(), figures: ReportFigures::default() });
            lines.len() - 1
        });
        if let Some(line) = lines.get_mut(place) {
            line.figures.add(sum.measure, sum.tally, sum.cost_cents);
        }
    }
    lines
}

/// What somebody learnt and wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportNote {
    pub day: Date,
    pub text: String,
    pub by: String,
    pub at: UtcMillis,
}

/// Call-backs at a time that the person had named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ServiceLevel {
    pub made: i64,
    /// Within the minutes that the program promises.
    pub in_time: i64,
}

impl ServiceLevel {
    /// `None` where nobody had to be called back.
    #[must_use]
    pub fn percent(self) -> Option<i64> {
        (self.made > 0).then(|| self.in_time * 100 / self.made)
    }
}

/// A whole report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub program: ProgramId,
    pub name: String,
    pub goal: String,
    pub period: ReportPeriod,
    pub days: ReportDays,
    pub totals: ReportFigures,
    /// Of the period before, where there is one.
    pub before: Option<ReportFigures>,
    /// From the first day to the last: the funnel.
    pub whole: ReportFigures,
    pub breakdowns: Vec<(Breakdown, Vec<ReportLine>)>,
    pub notes: Vec<ReportNote>,
    pub targets: Targets,
    pub service: ServiceLevel,
}

impl Report {
    /// The weekly target of a measure, if one was set.
    #[must_use]
    pub fn target(&self, measure: Measure) -> Option<u32> {
        let targets = &self.targets;
        let target = match measure {
            Measure::Reached => targets.reached,
            Measure::Talked => targets.talked,
            Measure::Booked => targets.booked,
            Measure::Seen => targets.seen,
            Measure::Touches
            | Measure::Agreed
            | Measure::NoShow
            | Measure::Cancelled
            | Measure::Declined
            | Measure::OptedOut
            | Measure::WrongNumber
            | Measure::Reviews => 0,
        };
        (target > 0 && self.period == ReportPeriod::Week).then_some(target)
    }

    /// The heading of its table: label, measures, costs.
    #[must_use]
    pub fn heading() -> Vec<&'static str> {
        let costs = ["Cost", "Cost per booked visit", "Cost per seen visit"];
        ["By", "Line"].into_iter().chain(Measure::ALL.map(Measure::label)).chain(costs).collect()
    }

    /// All its lines as a table: the totals, then each breakdown.
    #[must_use]
    pub fn table(&self) -> Vec<Vec<String>> {
        let row = |by: &str, label: &str, figures: &ReportFigures| {
            let counts = Measure::ALL.map(|measure| figures.value(measure).to_string());
            let per = |measure| figures.cost_per(measure).map(dollars).unwrap_or_default();
            let costs = [dollars(figures.cost_cents), per(Measure::Booked), per(Measure::Seen)];
            [by.to_owned(), label.to_owned()].into_iter().chain(counts).chain(costs).collect()
        };
        let mut rows = vec![row("Total", &self.days.words(), &self.totals)];
        rows.extend(self.before.iter().map(|before| row("Total", "Period before", before)));
        for (by, lines) in &self.breakdowns {
            rows.extend(lines.iter().map(|line| row(by.label(), &line.label, &line.figures)));
        }
        rows
    }
}

/// `1,234.50` of so many cents, in dollars.
#[must_use]
pub fn dollars(cents: i64) -> String {
    let whole = (cents / 100).to_string();
    let mut grouped = String::new();
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02}", cents.abs() % 100)
}

/// A change since the period before, such as "+12" or "±0".
#[must_use]
pub fn change(now: i64, before: i64) -> String {
    match now - before {
        0 => "±0".to_owned(),
        more @ 1.. => format!("+{more}"),
        less => format!("−{}", less.abs()),
    }
}

impl Program {
    /// What one touch costs by that channel, in cents.
    #[must_use]
    pub const fn cost_of(&self, channel: crate::consent::Channel) -> u32 {
        match channel {
            crate::consent::Channel::Email => self.costs.email,
            crate::consent::Channel::Sms => self.costs.text,
            crate::consent::Channel::Voice => self.costs.voicemail,
            crate::consent::Channel::Post => self.costs.postcard,
        }
    }
}
