//! A segment's draft on the page: the editor of its rule, with autosave and live count. Copied into every part.

use super::api::{count_rule, save_segment};
use base::AppError;
use kit::time::browser_now;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::Builder;
use shared::ids::SegmentId;
use shared::segments::wire::SegmentDetail;
use shared::segments::{Asker, SegmentKind};
use shared::time::UtcMillis;
use std::time::Duration;

/// Whether what is on the screen is also on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving {
    Saved(Option<UtcMillis>),
    Waiting,
    Failed(AppError),
}

/// One draft on the page.
#[derive(Clone, Copy)]
pub struct Draft {
    pub id: SegmentId,
    pub rules: Builder,
    pub count_error: RwSignal<Option<AppError>>,
    pub saving: RwSignal<Saving>,
    revision: StoredValue<i64>,
    save_timer: StoredValue<Option<TimeoutHandle>>,
    count_timer: StoredValue<Option<TimeoutHandle>>,
    /// Numbers the questions for a count, so that a late answer to an old one is dropped.
    asked: StoredValue<u32>,
}

const SAVE_AFTER: Duration = Duration::from_millis(700);
const COUNT_AFTER: Duration = Duration::from_millis(250);

impl Draft {
    pub fn new(detail: &SegmentDetail, may_edit: bool) -> Self {
        let id = detail.row.id;
        let rules = Builder::new(detail.draft.clone(), Asker::Segment, may_edit).of_segment(id);
        let draft = Self {
            id,
            rules,
            count_error: RwSignal::new(None),
            saving: RwSignal::new(Saving::Saved(None)),
            revision: StoredValue::new(detail.revision),
            save_timer: StoredValue::new(None),
            count_timer: StoredValue::new(None),
            asked: StoredValue::new(0),
        };
        rules.on_change(move |_| draft.changed());
        if detail.row.kind == SegmentKind::Dynamic {
            Effect::new(move |_| draft.ask_count());
        }
        draft
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
        let rule = self.rules.rule.get_untracked();
        match save_segment(self.id, self.revision.get_value(), rule.clone()).await {
            Ok(revision) => {
                self.revision.set_value(revision);
                if self.rules.rule.with_untracked(|now| *now == rule) {
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
        if self.rules.count.with_untracked(Option::is_some) {
            self.ask_count();
        }
    }

    fn ask_count(self) {
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        let rule = self.rules.rule.get_untracked();
        spawn_local(async move {
            let answer = count_rule(self.id, rule).await;
            if self.asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(count) => {
                    self.count_error.set(None);
                    self.rules.count.set(Some(count));
                }
                Err(error) => self.count_error.set(Some(error)),
            }
        });
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
