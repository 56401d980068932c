//! The two dialogs that reach people: going live and stopping. Both say what will happen to whom.

use super::state::Designer;
use crate::{journey_go_live, journey_go_live_summary, stop_journey};
use base::AppError;
use kit::{Button, ButtonKind, ConfirmDialog, Dialog, Notice, Skeleton, Tone, grouped, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::journeys::{GoLiveSummary, JourneyStatus};

#[component]
pub fn GoLive(open: RwSignal<bool>) -> impl IntoView {
    let designer = Designer::use_context();
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(Vec::<String>::new());
    let fit = Signal::derive(move || designer.problems.with(Vec::is_empty));
    let go = move |_| {
        busy.set(true);
        refused.set(Vec::new());
        spawn_local(async move {
            match journey_go_live(designer.id).await {
                Ok(()) => {
                    open.set(false);
                    designer.status.set(JourneyStatus::GoingLive);
                    designer.board.announced.set("Going live".into());
                }
                Err(AppError::Invalid(found)) => refused.set(found.into_iter().map(|error| error.message).collect()),
                Err(error) => refused.set(vec![error.to_string()]),
            }
            busy.set(false);
        });
    };
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary busy disabled=Signal::derive(move || !fit.get()) on_click=go>
                "Go live"
            </Button>
        }
    };
    view! {
        <Dialog open title="Go live" footer=footer>
            <Show when=move || fit.get() fallback=move || view! { <Unfit open /> }>
                <Summary />
            </Show>
            {move || {
                refused
                    .get()
                    .into_iter()
                    .map(|message| view! { <Notice tone=Tone::Danger alert=true>{message}</Notice> })
                    .collect_view()
            }}
        </Dialog>
    }
    .into_any()
}

/// What is still missing.
#[component]
fn Unfit(open: RwSignal<bool>) -> impl IntoView {
    let designer = Designer::use_context();
    view! {
        <p>"This journey can't go live yet. Fix what is listed here; each line opens its step."</p>
        <ul class="problems" role="list">
            {move || {
                designer
                    .problems
                    .get()
                    .into_iter()
                    .map(|problem| {
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="problem"
                                    on:click=move |_| {
                                        open.set(false);
                                        match problem.place {
                                            shared::journeys::ProblemPlace::Node(id) => designer.board.show(id),
                                            _ => designer.board.chosen.update(|chosen| chosen.clear()),
                                        }
                                    }
                                >
                                    {problem.message.clone()}
                                </button>
                            </li>
                        }
                    })
                    .collect_view()
            }}
        </ul>
    }
}

#[component]
fn Summary() -> impl IntoView {
    let designer = Designer::use_context();
    let summary = LocalResource::new(move || journey_go_live_summary(designer.id));
    view! {
        <Suspense fallback=|| view! { <Skeleton lines=4 /> }>
            {move || Suspend::new(async move {
                match summary.await {
                    Ok(summary) => sentences(summary).into_any(),
                    Err(error) => view! { <Notice tone=Tone::Danger>{error.to_string()}</Notice> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn sentences(summary: GoLiveSummary) -> impl IntoView {
    let who = match summary.people {
        Some(1) => format!("1 person in “{}” enters, and whoever joins later.", summary.audience),
        Some(people) => format!("{} people in “{}” enter, and whoever joins later.", grouped(people), summary.audience),
        None => format!("Each patient whose record fires “{}” enters.", summary.audience),
    };
    let without = summary.people.zip(summary.reachable).map_or(0, |(people, reachable)| people - reachable);
    let first = summary.first_message.map(|name| {
        let when = if summary.at_once { "at once: the start has passed".to_owned() } else { summary.start.clone() };
        format!("First message on the way: “{name}”, {when}.")
    });
    let end = if summary.end.is_empty() { "no end".to_owned() } else { summary.end };
    view! {
        <ul class="summary" role="list">
            <li>
                <b>{who}</b>
            </li>
            {(without > 0).then(|| view! { <li>{format!("{} of them have no e-mail address; nothing can be sent to them.", grouped(without))}</li> })}
            {first.map(|first| view! { <li>{first}</li> })}
            <li>{format!("Start {} – {end}, in {} time.", summary.start, summary.zone)}</li>
            <li class="quiet">"Consent, suppression and quiet hours are checked before each message. A live journey can't be changed; it can be stopped and duplicated."</li>
        </ul>
    }
}

#[component]
pub fn StopJourney(open: RwSignal<bool>) -> impl IntoView {
    let designer = Designer::use_context();
    let text = Signal::derive(move || {
        let waiting = designer.figures.with(|figures| figures.waiting);
        let inside = match waiting {
            0 => "Nobody is in it right now.".to_owned(),
            1 => "1 person is in it and leaves now.".to_owned(),
            many => format!("{} people are in it and leave now.", grouped(many)),
        };
        format!("{inside} Nobody enters any more. What is already in the outbox is sent. This can't be undone.")
    });
    let stop = move |()| {
        spawn_local(async move {
            match stop_journey(designer.id).await {
                Ok(_) => {
                    designer.status.set(JourneyStatus::Stopped);
                    toast(Tone::Good, "The journey is stopped.");
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! { <ConfirmDialog open title="Stop this journey?" text confirm="Stop" kind=ButtonKind::Danger on_confirm=stop /> }
    .into_any()
}
