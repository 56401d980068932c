//! The state of the editor: the rule, its undo history, what is wrong with it. Copied into every part; whoever holds the rule
//! hears of each change.

use leptos::prelude::*;
use shared::ids::SegmentId;
use shared::segments::wire::RuleCount;
use shared::segments::{Asker, BlockId, Problem, Rule, problems_of};

/// How the rule was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Structure,
    /// Typing on in the row of the change before: one step of undo with it.
    Typing,
}

/// One editor on the page.
#[derive(Clone, Copy)]
pub struct Builder {
    /// The segment whose rule it is, if a segment's: it can't ask for itself.
    pub segment: Option<SegmentId>,
    pub may_edit: bool,
    pub rule: RwSignal<Rule>,
    pub problems: Memo<Vec<Problem>>,
    /// Counts per block, from whoever counts.
    pub count: RwSignal<Option<RuleCount>>,
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
    changed: StoredValue<Option<Callback<Change>>>,
}

/// Steps of undo kept.
const HISTORY: usize = 200;

impl Builder {
    pub fn new(rule: Rule, asker: Asker, may_edit: bool) -> Self {
        let rule = RwSignal::new(rule);
        Self {
            segment: None,
            may_edit,
            rule,
            problems: Memo::new(move |_| rule.with(|rule| problems_of(rule, asker))),
            count: RwSignal::new(None),
            pointed: RwSignal::new(None),
            dragged: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            past: RwSignal::new(Vec::new()),
            future: RwSignal::new(Vec::new()),
            typing: StoredValue::new(None),
            changed: StoredValue::new(None),
        }
    }

    /// The editor of this segment's rule.
    #[must_use]
    pub fn of_segment(self, id: SegmentId) -> Self {
        Self { segment: Some(id), ..self }
    }

    /// Calls this after each change that is made here.
    pub fn on_change(self, hear: impl Fn(Change) + Send + Sync + 'static) {
        self.changed.set_value(Some(Callback::new(hear)));
    }

    /// Shows another rule, which was changed elsewhere.
    pub fn show(self, rule: Rule) {
        if self.rule.with_untracked(|shown| *shown != rule) {
            self.typing.set_value(None);
            self.rule.set(rule);
        }
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

    /// The same for the n-th condition on the record near the row's.
    pub fn set_within(self, row: BlockId, near: Option<usize>, change: impl FnOnce(&mut Rule)) {
        let same = self.typing.get_value() == Some((row, near));
        self.typing.set_value(Some((row, near)));
        if same {
            self.future.update(Vec::clear);
            self.rule.update(change);
            self.tell(Change::Typing);
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
        self.tell(Change::Structure);
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
        self.tell(Change::Structure);
    }

    fn tell(self, change: Change) {
        if let Some(changed) = self.changed.get_value() {
            changed.run(change);
        }
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
