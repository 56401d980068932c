//! One patient put on a list by hand or taken off it, with the way back.

use super::doors::change_members;
use kit::{Tone, toast, toast_offering};
use leptos::task::spawn_local;
use shared::ids::{PatientId, SegmentId};
use shared::segments::MemberList;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByHandChange {
    pub segment: SegmentId,
    pub list: MemberList,
    pub patient: PatientId,
    /// On the list, or off it.
    pub add: bool,
}

impl ByHandChange {
    /// What takes it back.
    pub const fn back(self) -> Self {
        Self { add: !self.add, ..self }
    }

    /// Makes it; `done` hears when it is made.
    pub fn make(self, done: impl Fn(Self) + 'static) {
        spawn_local(async move {
            match change_members(self.segment, self.list, vec![self.patient], self.add).await {
                Ok(_) => done(self),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    }

    /// Makes it, says so in a toast and offers to take it back; `done` hears of either.
    pub fn make_and_tell(self, said: String, done: impl Fn(Self) + Copy + Send + Sync + 'static) {
        self.make(move |change| {
            done(change);
            toast_offering(Tone::Good, said.clone(), "Undo", move || change.back().make(done));
        });
    }
}
