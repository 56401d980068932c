//! `/staff/journeys/{id}`: puts the designer together once the journey has arrived.

use super::panel::Panel;
use super::state::Designer;
use super::top_bar::TopBar;
use crate::{journey_figures, open_journey};
use base::by_id;
use canvas::{Outline, Surface, keep_focus_on, undo_keys};
use kit::{Notice, Page, Skeleton, Tone, lasting};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use shared::journeys::{JourneyPage, JourneyStatus};
use std::time::Duration;

/// `/staff/journeys/{id}`.
pub fn designer_page() -> AnyView {
    let journey = by_id(open_journey);
    view! {
        <Title text="Journey · Waypost" />
        <Transition fallback=|| view! { <Page><Skeleton lines=8 /></Page> }>
            {move || Suspend::new(async move {
                match journey.await {
                    Ok(journey) => view! { <WhenLive journey /> }.into_any(),
                    Err(error) => view! { <Page><Notice tone=Tone::Danger>{error.to_string()}</Notice></Page> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// The canvas sets places by the DOM's own interface, which the server's HTML can't do under our content security policy:
/// the server sends the name and the shape of the page, the browser puts the designer in.
#[component]
fn WhenLive(journey: JourneyPage) -> impl IntoView {
    let live = kit::time::live();
    let journey = StoredValue::new(journey);
    view! {
        <Show
            when=move || live.get()
            fallback=move || {
                view! {
                    <Page>
                        <h1>{journey.with_value(|journey| journey.name.clone())}</h1>
                        <Skeleton lines=8 />
                    </Page>
                }
            }
        >
            <Workbench journey=journey.get_value() />
        </Show>
    }
}

#[component]
fn Workbench(journey: JourneyPage) -> impl IntoView {
    let designer = Designer::new(journey);
    provide_context(designer);
    let board = designer.board;
    keep_focus_on(board);
    refresh(designer);
    let pressed = window_event_listener(leptos::ev::keydown, move |event| undo_keys(board, &event));
    on_cleanup(move || pressed.remove());
    let name = lasting(designer.name.into());
    view! {
        <Title text=move || format!("{} · Waypost", name()) />
        <div class="designer">
            <TopBar />
            <div class="designer-body">
                <Show when=move || !board.outline.get() fallback=move || view! { <Outline board /> }>
                    <Surface board />
                </Show>
                <Panel />
            </div>
            <div class="sr-only" role="status" aria-live="polite">
                {move || board.announced.get()}
            </div>
        </div>
    }
    .into_any()
}

/// Figures at once, then every 5 s while it runs; every second while it is going live.
fn refresh(designer: Designer) {
    let ask = move || {
        if designer.status.try_get_untracked().is_none_or(|status| status == JourneyStatus::Draft) {
            return;
        }
        spawn_local(async move {
            // A failed look is made up for by the next one.
            if let Ok(figures) = journey_figures(designer.id).await {
                if let Some(status) = figures.status
                    && designer.status.try_get_untracked().is_some_and(|shown| shown != status)
                {
                    designer.status.set(status);
                    designer.board.announced.set(status.label().to_owned());
                }
                let _ = designer.figures.try_set(figures);
            }
        });
    };
    ask();
    let seconds = StoredValue::new(0u32);
    if let Ok(ticking) = set_interval_with_handle(
        move || {
            let Some(second) = seconds.try_update_value(|seconds| {
                *seconds += 1;
                *seconds
            }) else {
                return;
            };
            let status = designer.status.try_get_untracked();
            let running = matches!(status, Some(JourneyStatus::Live)) && second % 5 == 0;
            if running || status == Some(JourneyStatus::GoingLive) {
                ask();
            }
        },
        Duration::from_secs(1),
    ) {
        on_cleanup(move || ticking.clear());
    }
}
