//! Saving what is on the screen by itself: a moment after the last change, and one save at a time.

use crate::time::browser_now;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::time::UtcMillis;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::time::Duration;

/// How long after the last change.
const AFTER: Duration = Duration::from_millis(700);

/// How far the server knows what is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saving<E> {
    /// All of it; since when, if it was ever saved here.
    Saved(Option<UtcMillis>),
    /// Something changed and will be saved.
    Waiting,
    /// A save is under way; what is changed meanwhile is saved next.
    Now,
    Failed(E),
}

type Save<E> = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), E>> + Send>> + Send + Sync>;

/// One thing that saves itself. Two saves never overlap: both would be based on the same revision, and the server would refuse
/// the second as somebody else's change.
pub struct Autosave<E: Send + Sync + 'static> {
    pub state: RwSignal<Saving<E>>,
    /// Counts changes, so that a save knows whether it was the last word.
    changes: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Who waits for the save that is under way.
    waiting: StoredValue<Vec<Waker>>,
    save: StoredValue<Save<E>>,
}

impl<E: Send + Sync + 'static> Clone for Autosave<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E: Send + Sync + 'static> Copy for Autosave<E> {}

impl<E: Clone + Send + Sync + 'static> Autosave<E> {
    /// `save` takes what is on the screen when it is called, and what it returns sends that and keeps the revision that comes
    /// back. It is also called when the page is left with something unsaved: what the answer sets may be gone by then.
    pub fn new<F>(save: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
    {
        let save: Save<E> = Arc::new(move || Box::pin(save()));
        let autosave = Self {
            state: RwSignal::new(Saving::Saved(None)),
            changes: StoredValue::new(0),
            timer: StoredValue::new(None),
            waiting: StoredValue::new(Vec::new()),
            save: StoredValue::new(save),
        };
        on_cleanup(move || autosave.leave());
        autosave
    }

    /// Says that something changed: it is saved soon.
    pub fn changed(self) {
        self.changes.update_value(|changes| *changes = changes.wrapping_add(1));
        if matches!(self.state.get_untracked(), Saving::Now) {
            return;
        }
        self.state.set(Saving::Waiting);
        self.stop_timer();
        self.timer.set_value(set_timeout_with_handle(move || self.save_now(), AFTER).ok());
    }

    /// Says that there is nothing to save any more: the server told what is there, or the thing itself is gone.
    pub fn settled(self) {
        self.stop_timer();
        self.state.set(Saving::Saved(None));
    }

    /// Saves what was changed last when the person goes to another page: nothing here lives on to do it.
    fn leave(self) {
        self.stop_timer();
        if matches!(self.state.try_get_untracked(), Some(Saving::Waiting))
            && let Some(save) = self.save.try_get_value()
        {
            let saving = save();
            spawn_local(async move { drop(saving.await) });
        }
    }

    /// Saves without waiting for the answer, which is in `state`.
    pub fn save_now(self) {
        spawn_local(async move { drop(self.save().await) });
    }

    /// Saves what is not saved, waits for a save that is under way, and goes on until everything is saved.
    ///
    /// # Errors
    /// What the server answered; also in `state`.
    pub async fn save(self) -> Result<(), E> {
        loop {
            match self.state.try_get_untracked() {
                None | Some(Saving::Saved(_)) => return Ok(()),
                Some(Saving::Now) => {
                    self.free().await;
                    continue;
                }
                Some(Saving::Waiting | Saving::Failed(_)) => {}
            }
            let (Some(at), Some(save)) = (self.changes.try_get_value(), self.save.try_get_value()) else {
                return Ok(());
            };
            self.stop_timer();
            self.state.set(Saving::Now);
            let saved = save().await;
            // Gone when the person has left the page meanwhile.
            let Some(changes) = self.changes.try_get_value() else { return saved };
            self.state.set(match &saved {
                Err(error) => Saving::Failed(error.clone()),
                Ok(()) if changes == at => Saving::Saved(Some(browser_now())),
                Ok(()) => Saving::Waiting,
            });
            let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
            waiting.into_iter().for_each(Waker::wake);
            saved?;
        }
    }

    /// Until no save is under way.
    async fn free(self) {
        poll_fn(|context| match self.state.try_get_untracked() {
            Some(Saving::Now) => {
                self.waiting.update_value(|waiting| waiting.push(context.waker().clone()));
                Poll::Pending
            }
            Some(Saving::Saved(_) | Saving::Waiting | Saving::Failed(_)) | None => Poll::Ready(()),
        })
        .await;
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}
