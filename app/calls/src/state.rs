//! What the desk is at: the queue, the person in hand, what is typed, and what is open.

use super::doors::{
    Dialing, dial, end_call, give_back, hang_up, keep_draft, load_card, load_desk, load_dispositions, my_calls,
    next_person, take_person,
};
use base::AppError;
use kit::{Autosave, FormErrors, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::field::FieldError;
use shared::ids::{CallId, ProgramId};
use shared::outreach::calls::{
    Booked, CallCard, CallEnd, DeskView, Disposed, Disposition, Dispositions, Draft, HandedOver, LostClaim, NextStep,
    Skipped, Stops,
};
use shared::time::LocalDateTime;
use std::time::Duration;

/// How often a call in progress keeps its claim.
const KEPT: Duration = Duration::from_secs(120);

/// What stands in front of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Front {
    Shortcuts,
    Inbound,
    Find,
    Phone,
    /// A disposition that asks when to call back.
    CallBack(Disposition),
    /// A disposition that hands the visit over.
    HandOver(Disposition),
    /// A disposition after which nothing reaches them any more.
    Stop(Disposition),
}

/// Copied into every part of the page.
#[derive(Clone, Copy)]
pub struct Desk {
    pub program: RwSignal<Option<ProgramId>>,
    pub view: Resource<Result<DeskView, AppError>>,
    pub card: RwSignal<Option<CallCard>>,
    /// Which call, under which claim: what is shown of the person is drawn anew only when this changes.
    pub hand: Memo<Option<(CallId, i64)>>,
    pub draft: RwSignal<Draft>,
    pub saving: Autosave<AppError>,
    pub dispositions: RwSignal<Dispositions>,
    pub slot: RwSignal<Option<Booked>>,
    pub lost: RwSignal<Option<LostClaim>>,
    pub skipped: RwSignal<Vec<Skipped>>,
    pub front: RwSignal<Option<Front>>,
    pub busy: RwSignal<bool>,
    pub errors: FormErrors,
    /// Single keys work; whoever dictates turns them off (WCAG 2.1.4).
    pub single_keys: RwSignal<bool>,
}

impl Desk {
    pub fn new() -> Self {
        let errors = FormErrors::provide();
        let program = RwSignal::new(None);
        let view = Resource::new(move || program.get(), load_desk);
        let (card, draft, lost) =
            (RwSignal::new(None::<CallCard>), RwSignal::new(Draft::default()), RwSignal::new(None));
        let saving = Autosave::new(move || {
            let at = card.try_get_untracked().flatten().map(|card| (card.call, card.claim));
            let typed = draft.try_get_untracked();
            async move {
                let (Some((call, claim)), Some(typed)) = (at, typed) else { return Ok(()) };
                if keep_draft(call, claim, typed).await?.is_none() {
                    lost.try_set(Some(LostClaim { holder: None, ended: None }));
                }
                Ok(())
            }
        });
        let desk = Self {
            program,
            view,
            card,
            hand: Memo::new(move |_| card.with(|card| card.as_ref().map(|card| (card.call, card.claim)))),
            draft,
            saving,
            dispositions: RwSignal::new(Dispositions::default()),
            slot: RwSignal::new(None),
            lost,
            skipped: RwSignal::new(Vec::new()),
            front: RwSignal::new(None),
            busy: RwSignal::new(false),
            errors,
            single_keys: RwSignal::new(true),
        };
        Effect::new(move |_| desk.come_back());
        Effect::new(move |_| {
            // Who talks and types nothing keeps the person all the same.
            let keep = move || {
                if card.with_untracked(|card| {
                    card.as_ref().is_some_and(|card| card.dialed_at.is_some() && card.hung_up_at.is_none())
                }) {
                    saving.changed();
                }
            };
            if let Ok(keeping) = set_interval_with_handle(keep, KEPT) {
                on_cleanup(move || keeping.clear());
            }
        });
        desk
    }

    /// After a reload: whoever is in hand is in hand still, with what was typed.
    fn come_back(self) {
        spawn_local(async move {
            if let Ok(all) = load_dispositions().await {
                self.dispositions.try_set(all);
            }
            if let Ok(calls) = my_calls().await
                && let Some(call) = calls.last()
            {
                self.open(*call).await;
            }
        });
    }

    /// Shows the person in hand.
    pub async fn open(self, call: CallId) {
        match load_card(call).await {
            Ok(card) => {
                self.draft.try_set(card.draft.clone());
                self.slot.try_set(None);
                self.lost.try_set(None);
                self.errors.clear();
                self.card.try_set(Some(card));
            }
            Err(error) => self.say(&error),
        }
        self.view.refetch();
    }

    pub fn say(self, error: &AppError) {
        toast(Tone::Danger, error.to_string());
    }

    /// Runs one act of the agent; a second one waits until it is over.
    pub fn act<F>(self, act: F)
    where
        F: Future<Output = Result<(), AppError>> + 'static,
    {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let done = act.await;
            self.busy.try_set(false);
            if let Err(error) = done {
                self.say(&error);
            }
        });
    }

    /// Takes the next person.
    pub fn next(self) {
        if self.card.with_untracked(Option::is_some) {
            toast(Tone::Look, "Say first how this call ended, or give the person back.");
            return;
        }
        self.act(async move { self.take_next().await });
    }

    async fn take_next(self) -> Result<(), AppError> {
        let next = next_person(self.program.get_untracked()).await?;
        self.skipped.try_set(next.skipped);
        match next.call {
            Some(call) => self.open(call).await,
            None => self.view.refetch(),
        }
        Ok(())
    }

    /// Takes somebody of the queue.
    pub fn take(self, call: CallId) {
        if self.card.with_untracked(|card| card.as_ref().is_some_and(|card| card.call != call)) {
            toast(Tone::Look, "Say first how this call ended, or give the person back.");
            return;
        }
        self.act(async move {
            take_person(call).await?;
            self.open(call).await;
            Ok(())
        });
    }

    /// Picks the phone up, or puts it down.
    pub fn phone(self) {
        let Some(card) = self.card.get_untracked() else { return };
        let (call, claim) = (card.call, card.claim);
        if card.dialed_at.is_some() && card.hung_up_at.is_none() {
            self.act(async move {
                hang_up(call, claim).await?;
                self.card.try_update(|card| {
                    if let Some(card) = card {
                        card.hung_up_at = Some(kit::time::browser_now());
                    }
                });
                Ok(())
            });
            return;
        }
        let number = card.number.reveal().clone();
        self.act(async move {
            match dial(call, claim).await? {
                Dialing::Connected(said) => toast(Tone::Good, said),
                Dialing::Device => dial_by_device(&number),
            }
            self.card.try_update(|card| {
                if let Some(card) = card {
                    card.dialed_at = card.dialed_at.or(Some(kit::time::browser_now()));
                    card.hung_up_at = None;
                }
            });
            Ok(())
        });
    }

    /// Gives the person back; what was typed is kept.
    pub fn give_back(self) {
        let Some(card) = self.card.get_untracked() else { return };
        self.act(async move {
            self.saving.save().await?;
            give_back(card.call, card.claim).await?;
            self.card.try_set(None);
            self.view.refetch();
            Ok(())
        });
    }

    /// One key: what needs another word opens it, everything else is saved at once.
    pub fn choose(self, chosen: Disposition) {
        if self.card.with_untracked(Option::is_none) {
            return;
        }
        self.errors.clear();
        match (chosen.next, chosen.stops) {
            (NextStep::CallBack, _) => self.front.set(Some(Front::CallBack(chosen))),
            (_, Stops::Everything | Stops::Calls) => self.front.set(Some(Front::Stop(chosen))),
            (NextStep::Schedule, _) if self.slot.with_untracked(Option::is_none) => {
                self.front.set(Some(Front::HandOver(chosen)));
            }
            (_, _) => self.end(&chosen, None, None),
        }
    }

    /// Saves the disposition, says what follows, and takes the next person.
    pub fn end(self, chosen: &Disposition, call_back: Option<LocalDateTime>, handed_over: Option<HandedOver>) {
        let Some(card) = self.card.get_untracked() else { return };
        let booked = self.slot.get_untracked().filter(|_| chosen.next == NextStep::Schedule && handed_over.is_none());
        let end = CallEnd {
            call: card.call,
            claim: card.claim,
            disposition: chosen.key.clone(),
            draft: self.draft.get_untracked(),
            call_back,
            booked,
            handed_over,
        };
        let label = chosen.label.trim_end_matches('…').to_owned();
        self.errors.clear();
        self.act(async move {
            match end_call(end).await {
                Ok(Disposed::Saved(follows)) => {
                    let words: Vec<String> = follows.iter().map(|follow| follow.words()).collect();
                    toast(Tone::Good, format!("{label}. {}", words.join(" ")));
                    self.close();
                    self.take_next().await
                }
                Ok(Disposed::Lost(lost)) => {
                    self.front.try_set(None);
                    self.lost.try_set(Some(lost));
                    self.view.refetch();
                    Ok(())
                }
                Err(AppError::Invalid(errors)) => {
                    self.complain(errors);
                    Ok(())
                }
                Err(error) => {
                    // The slot is gone: another one is chosen, and nothing that was typed is lost.
                    self.slot.try_set(None);
                    self.front.try_set(None);
                    Err(error)
                }
            }
        });
    }

    /// At the fields; those that have none are said.
    fn complain(self, errors: Vec<FieldError>) {
        for error in errors.iter().filter(|error| !matches!(error.field.as_str(), "call_back" | "mobile")) {
            toast(Tone::Danger, error.message.clone());
        }
        if errors.iter().any(|error| error.field == "mobile") {
            self.front.try_set(None);
        }
        self.errors.set(errors);
    }

    /// Nobody is in hand any more.
    pub fn close(self) {
        self.front.try_set(None);
        self.saving.settled();
        self.slot.try_set(None);
        self.lost.try_set(None);
        self.draft.try_set(Draft::default());
        self.card.try_set(None);
        self.view.refetch();
    }

    /// Something was typed.
    pub fn typed(self, change: impl FnOnce(&mut Draft)) {
        self.draft.update(change);
        self.saving.changed();
    }
}

/// The agent's own device dials.
fn dial_by_device(number: &str) {
    // Refused only where the page may not lead anywhere.
    let _ = window().location().set_href(&format!("tel:{number}"));
}
