//! Where a condition stands in the rule, how it is read there and how it is changed.

use crate::builder::Builder;
use leptos::prelude::*;
use shared::segments::condition::LAST_YEAR;
use shared::segments::{BlockId, DateTest, RecordConditionTest, Rule, Test};

/// A row of a record test or, with `near`, the n-th condition on the record near it: nested conditions have no numbers of
/// their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub block: BlockId,
    pub row: BlockId,
    pub near: Option<usize>,
}

impl Place {
    fn read(self, rule: &Rule) -> Option<&RecordConditionTest> {
        let Test::Record(test) = &rule.block(self.block)?.test else { return None };
        let row = &test.rows().find(|row| row.id == self.row)?.test;
        match (self.near, row) {
            (None, row) => Some(row),
            (Some(index), RecordConditionTest::Near(near)) => Some(&near.conditions.get(index)?.test),
            (Some(_), _) => None,
        }
    }

    fn write(self, rule: &mut Rule) -> Option<&mut RecordConditionTest> {
        let row = &mut rule.condition_mut(self.row)?.test;
        match (self.near, row) {
            (None, row) => Some(row),
            (Some(index), RecordConditionTest::Near(near)) => Some(&mut near.conditions.get_mut(index)?.test),
            (Some(_), _) => None,
        }
    }

    /// Its own on the page: the end of ids.
    pub fn name(self) -> String {
        match self.near {
            None => self.row.0.to_string(),
            Some(index) => format!("{}-near-{index}", self.row.0),
        }
    }
}

/// How a row reads and changes its condition.
#[derive(Clone, Copy)]
pub struct RowState {
    pub builder: Builder,
    pub place: Place,
    pub test: Memo<Option<RecordConditionTest>>,
}

impl RowState {
    pub fn new(builder: Builder, place: Place) -> Self {
        let test = Memo::new(move |_| builder.rule.with(|rule| place.read(rule).cloned()));
        Self { builder, place, test }
    }

    pub fn disabled(self) -> bool {
        !self.builder.may_edit
    }

    /// Changes a value: one step of undo for as long as the same row is typed in.
    pub fn change(self, change: impl FnOnce(&mut RecordConditionTest)) {
        let Place { row, near, .. } = self.place;
        self.builder.set_within(row, near, |rule| {
            if let Some(test) = self.place.write(rule) {
                change(test);
            }
        });
    }

    pub fn set(self, test: RecordConditionTest) {
        self.change(|now| *now = test);
    }

    /// Changes what the condition is made of: a step of undo of its own. `said` is announced.
    pub fn edit(self, said: &str, change: impl FnOnce(&mut RecordConditionTest)) {
        self.builder.edit(said, |rule| {
            if let Some(test) = self.place.write(rule) {
                change(test);
            }
        });
    }

    /// The id of the complaint about it. What is wrong with a condition near a record is told at the row it is near to.
    pub fn error(self) -> String {
        format!("block-{}-error", self.place.row.0)
    }

    /// The window of dates it speaks of; the last year while it speaks of none.
    pub fn window(self) -> Signal<DateTest> {
        Signal::derive(move || {
            let window = self.test.with(|test| test.as_ref().and_then(|test| test.content().window()));
            window.unwrap_or(LAST_YEAR)
        })
    }
}
