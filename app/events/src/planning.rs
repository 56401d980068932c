//! What the parts of an event's page share: the page as the server last told it, and how to change it.

use base::{AppError, Person};
use kit::{Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::events::Status;
use shared::events::views::EventPage;
use shared::ids::EventId;
use shared::people::EditEvents;
use std::future::Future;

/// In context below the page.
#[derive(Debug, Clone, Copy)]
pub struct Planning {
    pub page: RwSignal<EventPage>,
    /// The tab that is shown.
    pub tab: RwSignal<&'static str>,
    /// Raised when registrations changed, so that their table asks again.
    pub registrations: RwSignal<u32>,
    /// Whether this person may change the event.
    pub may_edit: Signal<bool>,
}

impl Planning {
    pub fn id(self) -> EventId {
        self.page.with_untracked(|page| page.event.id)
    }

    /// False for a cancelled event and for those who may only look.
    pub fn is_open(self) -> Signal<bool> {
        Signal::derive(move || self.may_edit.get() && self.page.with(|page| page.event.status != Status::Cancelled))
    }

    /// Does something on the server and shows the page as it is then; says what went wrong otherwise.
    pub fn act(
        self,
        work: impl Future<Output = Result<EventPage, AppError>> + 'static,
        done: impl FnOnce(Result<(), AppError>) + 'static,
    ) {
        spawn_local(async move {
            match work.await {
                Ok(page) => {
                    self.page.set(page);
                    done(Ok(()));
                }
                Err(error) => done(Err(error)),
            }
        });
    }
}

/// Whether the signed-in person plans events. Known once the page lives: before, nothing could be pressed anyway.
pub fn may_edit() -> Signal<bool> {
    let person = use_context::<Person>();
    let held = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(me)) = person.and_then(|Person(me)| me.get()) {
            held.set(me.may::<EditEvents>());
        }
    });
    held.into()
}

/// The colour of a status.
pub const fn tone(status: Status) -> Tone {
    match status {
        Status::Draft => Tone::Neutral,
        Status::Ready => Tone::Wait,
        Status::Live => Tone::Good,
        Status::Cancelled => Tone::Danger,
    }
}

/// Tells of an error that no field can show.
pub fn tell(error: &AppError) {
    let text = match error {
        AppError::Invalid(errors) => errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    };
    toast(Tone::Danger, text);
}
