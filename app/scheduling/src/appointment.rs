//! One appointment: what it is, what becomes of it, and what became of it so far.

use super::columns::look;
use super::desk::{Desk, Opened, Wish};
use super::doors::{cancel_visit, set_visit_status, visit_history};
use super::reasons::CancelForm;
use base::{AppError, Failure};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ConfirmDialog, Dialog, Icon, Skeleton, Tone, answers, open_while, toast, toast_offering,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::coded::Known;
use shared::ids::AppointmentId;
use shared::scheduling::{AppointmentChange, AppointmentStatus, CancelReason, CancelledBy};
use std::future::Future;

/// Open while an appointment is looked at.
#[component]
pub fn AppointmentDialog(desk: Desk) -> impl IntoView {
    let open = open_while(desk.opened);
    view! {
        <Dialog open title="Appointment">
            {move || desk.opened.get_untracked().map(|opened| view! { <Inside desk opened /> })}
        </Dialog>
    }
    .into_any()
}

/// What the buttons work with.
#[derive(Clone, Copy)]
struct Acting {
    desk: Desk,
    status: RwSignal<Known<AppointmentStatus>>,
    busy: RwSignal<bool>,
    /// Counts what was done, so that the history is asked for again.
    done: RwSignal<u32>,
}

impl Acting {
    fn run(
        self,
        work: impl Future<Output = Result<(), AppError>> + 'static,
        next: AppointmentStatus,
        undo: Option<(AppointmentId, AppointmentStatus)>,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let answer = work.await;
            self.busy.try_set(false);
            if let Err(error) = answer {
                toast(Tone::Danger, error.to_string());
                return;
            }
            self.status.try_set(Known::Known(next));
            self.done.try_update(|done| *done += 1);
            self.desk.day.refetch();
            match undo {
                Some((id, before)) => toast_offering(Tone::Good, next.label(), "Undo", move || {
                    self.run(set_visit_status(id, before), before, None);
                }),
                None => toast(Tone::Good, next.label()),
            }
        });
    }
}

#[component]
fn Inside(desk: Desk, opened: Opened) -> impl IntoView {
    let Opened { block, zone } = opened;
    let clock = block.clock.words();
    let one = block.appointment;
    let acting =
        Acting { desk, status: RwSignal::new(one.status.clone()), busy: RwSignal::new(false), done: RwSignal::new(0) };
    let date = desk.date().map(|date| format!("{}, ", date.with_weekday())).unwrap_or_default();
    let state = move || {
        let status = acting.status.get();
        let (hue, icon) = look(&status);
        view! {
            <span class=format!("calendar-state {}", hue.class())>
                <Icon name=icon />
                {status.label()}
            </span>
        }
    };
    let why = one.cancelled.as_ref().map(|(by, reason)| format!("{}: {}", by.label(), reason.label()));
    let what = match one.id {
        Some(id) => {
            let moved = Wish { visit: one.visit_type, moving: Some(one.clone()), slot: None };
            let may_move = one.visit_type.is_some();
            view! {
                <Moves acting id moved may_move />
                <History acting id zone />
            }
            .into_any()
        }
        None => view! {
            <p class="second">"It was imported: the system it came from keeps it. Its time is taken here too."</p>
        }
        .into_any(),
    };
    view! {
        <div class="stack">
            <dl class="facts">
                <dt>"Patient"</dt>
                <dd>
                    <a href=format!("/staff/patients/{}", one.patient)>{one.name.reveal().clone()}</a>
                </dd>
                <dt>"Visit"</dt>
                <dd>{one.visit.reveal().clone()}</dd>
                <dt>"When"</dt>
                <dd>{format!("{date}{clock}")}</dd>
                <dt>"With"</dt>
                <dd>{format!("{} · {}", one.practitioner, one.site)}</dd>
                <dt>"State"</dt>
                <dd>{state} {why.map(|why| view! { <span class="second">" " {why}</span> })}</dd>
            </dl>
            {what}
        </div>
    }
    .into_any()
}

/// The moves that its state allows.
#[component]
fn Moves(acting: Acting, id: AppointmentId, moved: Wish, may_move: bool) -> impl IntoView {
    let (canceling, wrong) = (RwSignal::new(false), RwSignal::new(false));
    let moved = StoredValue::new(moved);
    let become_status = move |next: AppointmentStatus| {
        let before = acting.status.with_untracked(Known::known);
        let undo = before.filter(|before| next.may_become(*before)).map(|before| (id, before));
        acting.run(set_visit_status(id, next), next, undo);
    };
    let button = move |(index, next): (usize, AppointmentStatus)| {
        let kind = if index == 0 { ButtonKind::Primary } else { ButtonKind::Secondary };
        let press = move |_| match next {
            AppointmentStatus::Cancelled => canceling.set(true),
            AppointmentStatus::EnteredInError => wrong.set(true),
            _ => become_status(next),
        };
        view! {
            <Button kind icon=next.icon() on_click=press>
                {next.verb()}
            </Button>
        }
    };
    let buttons = move || {
        let status = acting.status.get().known();
        let next = status.map(AppointmentStatus::next).unwrap_or_default();
        let reschedule = status.is_some_and(AppointmentStatus::can_move) && may_move;
        let move_it = move |_| {
            acting.desk.opened.set(None);
            acting.desk.wish.set(Some(moved.get_value()));
        };
        view! {
            {next.iter().copied().enumerate().map(button).collect_view()}
            {reschedule
                .then(|| {
                    view! {
                        <Button icon="calendar-clock" on_click=move_it>
                            "Reschedule"
                        </Button>
                    }
                })}
        }
    };
    let cancel = Callback::new(move |(by, reason): (CancelledBy, CancelReason)| {
        canceling.set(false);
        acting.run(cancel_visit(id, by, reason), AppointmentStatus::Cancelled, None);
    });
    view! {
        {move || {
            if canceling.get() {
                view! { <CancelForm asking=canceling busy=acting.busy on_cancel=cancel /> }.into_any()
            } else {
                view! { <div class="row">{buttons}</div> }.into_any()
            }
        }}
        <ConfirmDialog
            open=wrong
            title="Entered in error?"
            text="It counts as never booked, and its time becomes free. This can't be undone."
            confirm="Entered in error"
            keep="Keep it"
            kind=ButtonKind::Danger
            on_confirm=move |()| {
                let next = AppointmentStatus::EnteredInError;
                acting.run(set_visit_status(id, next), next, None);
            }
        />
    }
    .into_any()
}

#[component]
fn History(acting: Acting, id: AppointmentId, zone: String) -> impl IntoView {
    let found = answers(move || {
        acting.done.track();
        visit_history(id)
    });
    let inside = move || match found.get() {
        None => view! { <Skeleton lines=2 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(changes)) => {
            let lines = changes.into_iter().rev().map(|change| line(change, &zone)).collect_view();
            view! { <ol class="rows calendar-history" role="list">{lines}</ol> }.into_any()
        }
    };
    view! {
        <section aria-label="History">
            <h3>"History"</h3>
            {inside}
        </section>
    }
    .into_any()
}

fn line(change: AppointmentChange, zone: &str) -> AnyView {
    let (_, icon) = look(&change.status);
    let note = Some(change.note).filter(|note| !note.is_empty()).map(|note| view! { <span>{note}</span> });
    let for_time = zone.to_owned();
    view! {
        <li>
            <Icon name=icon />
            <div class="grow">
                <span>{change.status.label()} " for " <Moment at=change.start zone=for_time /></span>
                {note}
                <span class="second">{change.by} ", " <Moment at=change.at say=Say::Ago /></span>
            </div>
        </li>
    }
    .into_any()
}
