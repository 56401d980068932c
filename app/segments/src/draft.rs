//! A segment's draft on the page: the editor of its rule, with autosave and live count. Copied into every part.

use super::doors::{count_rule, save_segment};
use base::AppError;
use kit::{Autosave, TYPING_ENDS};
use leptos::prelude::*;
use leptos::task::spawn_local;
use rules::Builder;
use shared::ids::SegmentId;
use shared::segments::wire::SegmentDetail;
use shared::segments::{Asker, SegmentKind};

/// One draft on the page.
#[derive(Clone, Copy)]
pub struct Draft {
    pub id: SegmentId,
    pub rules: Builder,
    pub count_error: RwSignal<Option<AppError>>,
    pub autosave: Autosave<AppError>,
    /// Numbers the questions for a count, so that a late answer to an old one is dropped.
    asked: StoredValue<u32>,
}

impl Draft {
    pub fn new(detail: &SegmentDetail, may_edit: bool) -> Self {
        let id = detail.row.id;
        let rules = Builder::new(detail.draft.clone(), Asker::Segment, may_edit).of_segment(id);
        let revision = StoredValue::new(detail.revision);
        let draft = Self {
            id,
            rules,
            count_error: RwSignal::new(None),
            autosave: Autosave::new(move || {
                let saving = save_segment(id, revision.get_value(), rules.rule.get_untracked());
                async move {
                    let _ = revision.try_set_value(saving.await?);
                    Ok(())
                }
            }),
            asked: StoredValue::new(0),
        };
        let count_later = StoredValue::new(debounce(TYPING_ENDS, move |()| draft.ask_count()));
        rules.on_change(move |_| {
            draft.autosave.changed();
            count_later.update_value(|later| later(()));
        });
        if detail.row.kind == SegmentKind::Dynamic {
            Effect::new(move |_| draft.ask_count());
        }
        draft
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
