//! Name, status, dates with their zone, saving, undo, and the main action.

use super::copy_dialog::CopyDialog;
use super::delete_dialog::DeleteDialog;
use super::go_live::{GoLive, StopJourney};
use super::state::Designer;
use crate::{dates_in_words, rename_journey, status_tone};
use kit::{Button, ButtonKind, Icon, Menu, MenuItem, MenuLine, SavedMark, StatusBadge, Tone, UndoRedo, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::journeys::JourneyStatus;

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
            <Show when=move || designer.editable()>
                <SavedMark autosave=designer.autosave />
                <UndoRedo
                    can_undo=Signal::derive(move || designer.board.can_undo())
                    can_redo=Signal::derive(move || designer.board.can_redo())
                    undo=move |()| designer.board.undo()
                    redo=move |()| designer.board.redo()
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
            <More stopping />
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

/// What is needed less often.
#[component]
fn More(stopping: RwSignal<bool>) -> impl IntoView {
    let designer = Designer::use_context();
    let (copying, deleting) = (RwSignal::new(false), RwSignal::new(false));
    let running = move || matches!(designer.status.get(), JourneyStatus::GoingLive | JourneyStatus::Live);
    view! {
        <Menu label="More">
            <Show when=move || designer.may_edit>
                <MenuItem label="Duplicate this journey" icon="copy" on_select=move |()| copying.set(true) />
            </Show>
            <MenuItem label="Show as outline" icon="list" on_select=move |()| designer.board.outline.set(true) />
            <Show when=move || designer.may_edit && running()>
                <MenuLine />
                <MenuItem label="Stop…" icon="octagon-alert" danger=true on_select=move |()| stopping.set(true) />
            </Show>
            <Show when=move || designer.editable()>
                <MenuLine />
                <MenuItem label="Delete" icon="trash-2" danger=true on_select=move |()| deleting.set(true) />
            </Show>
        </Menu>
        <CopyDialog open=copying />
        <DeleteDialog open=deleting />
    }
}
