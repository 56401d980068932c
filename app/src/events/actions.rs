//! What can be done with the whole event: go live, tell attendees, copy, call off.

use super::doors::{call_off_event, duplicate_event, event_goes_live, tell_event_changes};
use super::planning::{Planning, tell};
use crate::AppError;
use crate::ui::{Button, ButtonKind, ConfirmDialog, Dialog, Icon, Menu, MenuItem, MenuLine, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::events::Status;

#[component]
pub fn Actions() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let status = move || planning.page.with(|page| page.event.status);
    let going_live = RwSignal::new(false);
    let calling_off = RwSignal::new(false);
    let telling = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let duplicate = move |()| {
        spawn_local(async move {
            match duplicate_event(planning.id()).await {
                Ok(id) => navigate.with_value(|go| go(&format!("/staff/events/{id}"), NavigateOptions::default())),
                Err(error) => tell(&error),
            }
        });
    };
    let call_off = move |()| {
        planning.act(call_off_event(planning.id()), move |done| match done {
            Ok(()) => toast(Tone::Good, "The event is cancelled. Everybody registered gets a letter."),
            Err(error) => tell(&error),
        });
    };
    let tell_all = move |()| {
        spawn_local(async move {
            match tell_event_changes(planning.id()).await {
                Ok(count) => toast(Tone::Good, format!("{count} people get a letter with a new calendar file.")),
                Err(error) => tell(&error),
            }
        });
    };
    let reached = move || planning.page.with(|page| page.attendance.registered + page.attendance.waitlisted);
    let page_link = move || {
        (status() == Status::Live).then(|| {
            let href = planning.page.with(|page| page.public_url.clone());
            view! {
                <a class="button button-secondary" rel="external noopener" target="_blank" href=href>
                    <Icon name="external-link" />
                    "Public page"
                </a>
            }
        })
    };
    view! {
        {page_link}
        <Show when=move || planning.may_edit.get()>
            <Show when=move || matches!(status(), Status::Draft | Status::Ready)>
                <Button kind=ButtonKind::Primary icon="megaphone" on_click=move |_| going_live.set(true)>"Go live…"</Button>
            </Show>
            <Menu label="More actions">
                <MenuItem label="Duplicate" icon="copy" on_select=duplicate />
                <Show when=move || status() == Status::Live>
                    <MenuItem label="Tell attendees what changed…" icon="send" on_select=move |()| telling.set(true) />
                    <MenuLine />
                    <MenuItem label="Cancel the event…" icon="calendar-x" danger=true on_select=move |()| calling_off.set(true) />
                </Show>
            </Menu>
        </Show>
        <GoLive open=going_live />
        <ConfirmDialog
            open=telling
            title=Signal::stored("Tell attendees what changed".to_owned())
            text=Signal::derive(move || format!(
                "{} registered people get a letter with the event as it is now, and a file that brings their calendars up to date.",
                planning.page.with(|page| page.attendance.registered),
            ))
            confirm=Signal::stored("Send".to_owned())
            on_confirm=tell_all
        />
        <ConfirmDialog
            open=calling_off
            title=Signal::stored("Cancel this event?".to_owned())
            text=Signal::derive(move || format!(
                "{} people who registered or wait are told by e-mail, and the event leaves their calendars. This can't be undone.",
                reached(),
            ))
            confirm=Signal::derive(move || format!("Cancel the event and tell {} people", reached()))
            kind=ButtonKind::Danger
            on_confirm=call_off
        />
    }
    .into_any()
}

/// Names what is missing, or says what going live does.
#[component]
fn GoLive(open: RwSignal<bool>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let missing = move || planning.page.with(|page| page.missing.clone());
    let refused = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    Effect::watch(move || open.get(), move |_, _, _| refused.set(None), false);
    let go = move |_| {
        busy.set(true);
        planning.act(event_goes_live(planning.id()), move |done| {
            busy.set(false);
            match done {
                Ok(()) => {
                    open.set(false);
                    toast(Tone::Good, "The event is live: the public page takes registrations.");
                }
                Err(AppError::Invalid(errors)) => {
                    planning.page.update(|page| page.missing = errors);
                }
                Err(error) => refused.set(Some(error.to_string())),
            }
        });
    };
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Not yet"</Button>
            <Show when=move || missing().is_empty()>
                <Button kind=ButtonKind::Primary busy=busy on_click=go>"Go live"</Button>
            </Show>
        }
    };
    view! {
        <Dialog open title=Signal::stored("Go live".to_owned()) footer=footer>
            {move || {
                let found = missing();
                if found.is_empty() {
                    view! {
                        <p>{move || planning.page.with(|page| page.when.clone())}</p>
                        <p>"The public site lists the event and takes registrations at once. Attendees get a confirmation, and reminders a day and an hour before."</p>
                    }
                        .into_any()
                } else {
                    let rows = found.into_iter().map(|error| view! { <li>{error.message}</li> }).collect_view();
                    view! {
                        <p>"This is missing:"</p>
                        <ul class="missing">{rows}</ul>
                    }
                        .into_any()
                }
            }}
            <p class="field-error" role="alert">{move || refused.get()}</p>
        </Dialog>
    }
    .into_any()
}
