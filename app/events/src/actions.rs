//! What can be done with the whole event: tell attendees, copy, call off, delete; and the way to going live.

use super::doors::{call_off_event, delete_event, duplicate_event, tell_event_changes};
use super::go_live::GoLive;
use super::planning::{Planning, tell};
use kit::{Button, ButtonKind, ConfirmDialog, Icon, Menu, MenuItem, MenuLine, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::events::Status;
use shared::events::views::Attendance;

#[component]
pub fn Actions() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let status = move || planning.page.with(|page| page.event.status);
    let going_live = RwSignal::new(false);
    let calling_off = RwSignal::new(false);
    let telling = RwSignal::new(false);
    let deleting = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let duplicate = move |()| {
        spawn_local(async move {
            match duplicate_event(planning.id()).await {
                Ok(id) => navigate.with_value(|go| go(&format!("/staff/events/{id}"), NavigateOptions::default())),
                Err(error) => tell(&error),
            }
        });
    };
    let delete = move |()| {
        spawn_local(async move {
            match delete_event(planning.id()).await {
                Ok(()) => {
                    toast(Tone::Good, "The draft is deleted.");
                    navigate.with_value(|go| go("/staff/events", NavigateOptions::default()));
                }
                Err(error) => tell(&error),
            }
        });
    };
    let call_off = move |()| {
        planning.act(call_off_event(planning.id()), move |done| match done {
            Ok(()) => toast(Tone::Good, "The event is cancelled. Everybody who registered by e-mail gets a message."),
            Err(error) => tell(&error),
        });
    };
    let tell_all = move |()| {
        spawn_local(async move {
            match tell_event_changes(planning.id()).await {
                Ok(count) => toast(Tone::Good, format!("{count} people get a message with a new calendar file.")),
                Err(error) => tell(&error),
            }
        });
    };
    let reached = move || planning.page.with(|page| page.attendance.registered + page.attendance.waitlisted);
    let may_be_deleted =
        move || status().is_unseen() && planning.page.with(|page| page.attendance == Attendance::default());
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
            <Show when=move || status().is_unseen()>
                <Button kind=ButtonKind::Primary icon="megaphone" on_click=move |_| going_live.set(true)>"Go live…"</Button>
            </Show>
            <Menu label="More actions">
                <MenuItem label="Duplicate" icon="copy" on_select=duplicate />
                <Show when=move || status() == Status::Live>
                    <MenuItem label="Tell attendees what changed…" icon="send" on_select=move |()| telling.set(true) />
                    <MenuLine />
                    <MenuItem label="Cancel the event…" icon="calendar-x" danger=true on_select=move |()| calling_off.set(true) />
                </Show>
                <Show when=may_be_deleted>
                    <MenuLine />
                    <MenuItem label="Delete the draft…" icon="trash-2" danger=true on_select=move |()| deleting.set(true) />
                </Show>
            </Menu>
        </Show>
        <GoLive open=going_live />
        <ConfirmDialog
            open=telling
            title=Signal::stored("Tell attendees what changed".to_owned())
            text=Signal::derive(move || format!(
                "{} registered people get a message with the event as it is now and a file that updates their calendars.",
                planning.page.with(|page| page.attendance.registered),
            ))
            confirm=Signal::stored("Send".to_owned())
            on_confirm=tell_all
        />
        <ConfirmDialog
            open=calling_off
            title=Signal::stored("Cancel this event?".to_owned())
            text=Signal::derive(move || format!(
                "{} people are registered or on the waiting list. Those with an e-mail address are told by e-mail, and the event is removed from their calendars. This can't be undone.",
                reached(),
            ))
            confirm=Signal::derive(move || format!("Cancel the event and tell {} people", reached()))
            keep="Keep it"
            kind=ButtonKind::Danger
            on_confirm=call_off
        />
        <ConfirmDialog
            open=deleting
            title="Delete this draft?"
            text="Everything planned here is deleted, with its sessions and speakers. The public never saw it. This can't be undone."
            confirm="Delete the draft"
            keep="Keep it"
            kind=ButtonKind::Danger
            on_confirm=delete
        />
    }
    .into_any()
}
