//! The state of the rule builder: the rule, its undo history, its autosave, its live count. Copied into every part.

use super::api::{count_rule, save_segment};
use base::AppError;
use kit::time::browser_now;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::SegmentId;
use shared::segments::wire::{RuleCount, SegmentDetail};
use shared::segments::{BlockId, Problem, Rule, SegmentKind, problems};
use shared::time::UtcMillis;
use std::time::Duration;

/// Whether what is on the screen is also on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    Saved(Option<UtcMillis>),
    Waiting,
    Failed(AppError),
}

/// One builder on the page.
#[derive(Clone, Copy)]
pub struct Builder {
    pub id: SegmentId,
    pub may_edit: bool,
    pub rule: RwSignal<Rule>,
    pub problems: Memo<Vec<Problem>>,
    pub count: RwSignal<Option<RuleCount>>,
    pub count_error: RwSignal<Option<AppError>>,
    pub saving: RwSignal<Saving>,
    /// The block the sentence or a problem points at.
    pub pointed: RwSignal<Option<BlockId>>,
    pub dragged: RwSignal<Option<BlockId>>,
    /// What the last structural edit did, for screen readers.
    pub said: RwSignal<String>,
    past: RwSignal<Vec<Rule>>,
    future: RwSignal<Vec<Rule>>,
    /// The row whose typing is one step of undo as long as nothing else happens; with the place of what is typed in, where
    /// it is a condition on the record near the row's.
    typing: StoredValue<Option<(BlockId, Option<usize>)>>,
    revision: StoredValue<i64>,
    save_timer: StoredValue<Option<TimeoutHandle>>,
    count_timer: StoredValue<Option<TimeoutHandle>>,
    /// Numbers the questions for a count, so that a late answer to an old one is dropped.
    asked: StoredValue<u32>,
}

const SAVE_AFTER: Duration = Duration::from_millis(700);
const COUNT_AFTER: Duration = Duration::from_millis(250);
/// Steps of undo kept.
const HISTORY: usize = 200;

impl Builder {
    pub fn new(detail: &SegmentDetail, may_edit: bool) -> Self {
        let rule = RwSignal::new(detail.draft.clone());
        let builder = Self {
            id: detail.row.id,
            may_edit,
            rule,
            problems: Memo::new(move |_| rule.with(problems)),
            count: RwSignal::new(None),
            count_error: RwSignal::new(None),
            saving: RwSignal::new(Saving::Saved(None)),
            pointed: RwSignal::new(None),
            dragged: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            past: RwSignal::new(Vec::new()),
            future: RwSignal::new(Vec::new()),
            typing: StoredValue::new(None),
            revision: StoredValue::new(detail.revision),
            save_timer: StoredValue::new(None),
            count_timer: StoredValue::new(None),
            asked: StoredValue::new(0),
        };
        if detail.row.kind == SegmentKind::Dynamic {
            Effect::new(move |_| builder.ask_count());
        }
        builder
    }

    /// Changes the structure of the rule: one step of undo. `said` is announced.
    pub fn edit(self, said: &str, change: impl FnOnce(&mut Rule)) {
        self.typing.set_value(None);
        self.change(change);
        self.said.set(said.to_owned());
    }

    /// Changes a value in `row`: typing on in the same row is the same step of undo.
    pub fn set(self, row: BlockId, change: impl FnOnce(&mut Rule)) {
        self.set_within(row, None, change);
    }

    /// The same for the so many-th condition on the record near the row's.
    pub fn set_within(self, row: BlockId, near: Option<usize>, change: impl FnOnce(&mut Rule)) {
        let same = self.typing.get_value() == Some((row, near));
        self.typing.set_value(Some((row, near)));
        if same {
            self.future.update(Vec::clear);
            self.rule.update(change);
            self.changed();
        } else {
            self.change(change);
        }
    }

    fn change(self, change: impl FnOnce(&mut Rule)) {
        if !self.may_edit {
            return;
        }
        let before = self.rule.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return;
        }
        self.past.update(|past| {
            if past.len() == HISTORY {
                past.remove(0);
            }
            past.push(before);
        });
        self.future.update(Vec::clear);
        self.rule.set(after);
        self.changed();
    }

    pub fn can_undo(self) -> Signal<bool> {
        Signal::derive(move || !self.past.with(Vec::is_empty))
    }

    pub fn can_redo(self) -> Signal<bool> {
        Signal::derive(move || !self.future.with(Vec::is_empty))
    }

    pub fn undo(self) {
        self.travel(self.past, self.future, "Undone");
    }

    pub fn redo(self) {
        self.travel(self.future, self.past, "Done again");
    }

    fn travel(self, from: RwSignal<Vec<Rule>>, to: RwSignal<Vec<Rule>>, said: &str) {
        let Some(rule) = from.try_update(Vec::pop).flatten() else { return };
        to.update(|to| to.push(self.rule.get_untracked()));
        self.typing.set_value(None);
        self.rule.set(rule);
        self.said.set(said.to_owned());
        self.changed();
    }

    fn changed(self) {
        self.saving.set(Saving::Waiting);
        restart(self.save_timer, SAVE_AFTER, move || {
            spawn_local(async move {
                // What went wrong is in `saving`, on the screen.
                let _ = self.save().await;
            });
        });
        restart(self.count_timer, COUNT_AFTER, move || self.ask_count());
    }

    /// Saves now what is not saved yet.
    ///
    /// # Errors
    /// What the server answered; also shown where the saving is shown.
    pub async fn save(self) -> Result<(), AppError> {
        if let Some(timer) = self.save_timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if matches!(self.saving.get_untracked(), Saving::Saved(_)) {
            return Ok(());
        }
        let rule = self.rule.get_untracked();
        match save_segment(self.id, self.revision.get_value(), rule.clone()).await {
            Ok(revision) => {
                self.revision.set_value(revision);
                if self.rule.with_untracked(|now| *now == rule) {
                    self.saving.set(Saving::Saved(Some(browser_now())));
                }
                Ok(())
            }
            Err(error) => {
                self.saving.set(Saving::Failed(error.clone()));
                Err(error)
            }
        }
    }

    /// Counts again: what stands beside the rule changed.
    pub fn recount(self) {
        if self.count.with_untracked(Option::is_some) {
            self.ask_count();
        }
    }

    fn ask_count(self) {
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        let rule = self.rule.get_untracked();
        spawn_local(async move {
            let answer = count_rule(self.id, rule).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(count) => {
                    self.count_error.set(None);
                    self.count.set(Some(count));
                }
                Err(error) => self.count_error.set(Some(error)),
            }
        });
    }

    /// How many patients the block lets through by itself.
    pub fn count_of(self, id: BlockId) -> Signal<Option<u64>> {
        Signal::derive(move || {
            self.count.with(|count| {
                count.as_ref()?.blocks.iter().find(|(block, _)| *block == id).map(|(_, patients)| *patients)
            })
        })
    }

    /// Why the row can match nothing, although nothing is wrong with it.
    pub fn note_of(self, id: BlockId) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.count
                .with(|count| count.as_ref()?.notes.iter().find(|(row, _)| *row == id).map(|(_, note)| note.clone()))
        })
    }

    pub fn problem_of(self, id: BlockId) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problems
                .with(|all| all.iter().find(|problem| problem.block == id).map(|problem| problem.message.clone()))
        })
    }
}

fn restart(timer: StoredValue<Option<TimeoutHandle>>, after: Duration, then: impl FnOnce() + 'static) {
    timer.update_value(|timer| {
        if let Some(earlier) = timer.take() {
            earlier.clear();
        }
        *timer = set_timeout_with_handle(then, after).ok();
    });
}
