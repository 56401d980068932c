//! Name, status, dates with their zone, saving, undo, and the main action.

use super::copy_dialog::CopyDialog;
use super::delete_dialog::DeleteDialog;
use super::go_live::{GoLive, StopJourney};
use super::state::Designer;
use crate::{dates_in_words, rename_journey, status_tone};
use kit::{Button, ButtonKind, ButtonSize, Icon, Menu, MenuItem, MenuLine, Saving, StatusBadge, Tone, time, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::journeys::JourneyStatus;
use std::time::Duration;

#[component]
pub fn TopBar() -> impl IntoView {
    let designer = Designer::use_context();
    let going = RwSignal::new(false);
    let stopping = RwSignal::new(false);
    let status = designer.status;
    let dates = move || {
        designer.board.follow(|definition| {
            let settings = &definition.settings;
            dates_in_words(settings.start, settings.end, &settings.zone)
        })
    };
    let running = move || matches!(status.get(), JourneyStatus::GoingLive | JourneyStatus::Live);
    view! {
        <header class="designer-top">
            <a class="designer-back" href="/staff/journeys" aria-label="Back to the journeys" title="Back to the journeys">
                <Icon name="arrow-left" />
            </a>
            <NameField />
            <StatusBadge
                tone=Signal::derive(move || status_tone(status.get()))
                text=Signal::derive(move || status.get().label().to_owned())
            />
            <button
                type="button"
                class="designer-dates"
                title="Change the dates and settings"
                on:click=move |_| {
                    designer.board.chosen.update(|chosen| chosen.clear());
                    super::settings_panel::focus_field("start");
                }
            >
                <Icon name="calendar-clock" />
                {dates}
            </button>
            <span class="designer-gap"></span>
            <SavedNote />
            <Show when=move || designer.editable()>
                <Button
                    kind=ButtonKind::Quiet
                    icon="undo-2"
                    label="Undo"
                    disabled=Signal::derive(move || !designer.board.can_undo())
                    on_click=move |_| designer.board.undo()
                />
                <Button
                    kind=ButtonKind::Quiet
                    icon="redo-2"
                    label="Redo"
                    disabled=Signal::derive(move || !designer.board.can_redo())
                    on_click=move |_| designer.board.redo()
                />
                <Button
                    kind=ButtonKind::Primary
                    icon="play"
                    on_click=move |_| {
                        spawn_local(async move {
                            if designer.autosave.save().await.is_ok() {
                                going.set(true);
                            }
                        });
                    }
                >
                    "Go live…"
                </Button>
            </Show>
            <Show when=move || designer.may_edit && running()>
                <Button kind=ButtonKind::Danger icon="octagon-alert" on_click=move |_| stopping.set(true)>
                    "Stop…"
                </Button>
            </Show>
            <More />
            <GoLive open=going />
            <StopJourney open=stopping />
        </header>
    }
    .into_any()
}

/// The journey's name; a click changes it.
#[component]
fn NameField() -> impl IntoView {
    let designer = Designer::use_context();
    let rename = move |name: String| {
        let before = designer.name.get_untracked();
        if name.trim() == before {
            return;
        }
        spawn_local(async move {
            match rename_journey(designer.id, name.clone()).await {
                Ok(()) => designer.name.set(name.trim().to_owned()),
                Err(error) => {
                    let why = error.at("name").map_or_else(|| error.to_string(), str::to_owned);
                    toast(Tone::Danger, why);
                    designer.name.set(String::new());
                    designer.name.set(before);
                }
            }
        });
    };
    view! {
        <h1 class="sr-only">{move || designer.name.get()}</h1>
        <input
            class="designer-name"
            aria-label="Name of the journey"
            maxlength="150"
            readonly=!designer.may_edit
            prop:value=move || designer.name.get()
            on:change=move |event| rename(event_target_value(&event))
        />
    }
}

/// "Saved 2 s ago".
#[component]
fn SavedNote() -> impl IntoView {
    let designer = Designer::use_context();
    let tick = RwSignal::new(0u32);
    if let Ok(ticking) =
        set_interval_with_handle(move || tick.update(|tick| *tick = tick.wrapping_add(1)), Duration::from_secs(2))
    {
        on_cleanup(move || ticking.clear());
    }
    let note = move || match designer.autosave.state.get() {
        Saving::Saved(None) => String::new(),
        Saving::Waiting | Saving::Now => "Saving…".into(),
        Saving::Failed(_) => "Not saved".into(),
        Saving::Saved(Some(at)) => {
            tick.track();
            match (time::browser_now() - at).0 / 1_000 {
                seconds if seconds < 60 => format!("Saved {} s ago", seconds.max(1)),
                seconds => format!("Saved {} min ago", seconds / 60),
            }
        }
    };
    view! {
        <span class="designer-saved">{note}</span>
        <Show when=move || matches!(designer.autosave.state.get(), Saving::Failed(_))>
            <Button size=ButtonSize::Small on_click=move |_| designer.autosave.save_now()>
                "Try again"
            </Button>
        </Show>
    }
}

/// What is needed less often.
#[component]
fn More() -> impl IntoView {
    let designer = Designer::use_context();
    let (copying, deleting) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <Menu label="More">
            <Show when=move || designer.may_edit>
                <MenuItem label="Duplicate this journey" icon="copy" on_select=move |()| copying.set(true) />
            </Show>
            <MenuItem label="Show as outline" icon="list" on_select=move |()| designer.board.outline.set(true) />
            <Show when=move || designer.editable()>
                <MenuLine />
                <MenuItem label="Delete" icon="trash-2" danger=true on_select=move |()| deleting.set(true) />
            </Show>
        </Menu>
        <CopyDialog open=copying />
        <DeleteDialog open=deleting />
    }
}
