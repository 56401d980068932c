//! Sessions and speakers.

use super::doors::{remove_event_session, remove_event_speaker};
use super::planning::{Planning, tell};
use super::session_form::SessionForm;
use super::speaker_form::SpeakerForm;
use kit::{Avatar, Button, ButtonKind, ButtonSize, Card};
use leptos::prelude::*;
use shared::events::views::{Session, Speaker};

#[component]
pub fn Agenda() -> impl IntoView {
    let planning = expect_context::<Planning>();
    // `None` is closed, `Some(None)` a new one.
    let session = RwSignal::new(None::<Option<Session>>);
    let speaker = RwSignal::new(None::<Option<Speaker>>);
    let add_session = move || {
        view! { <Button size=ButtonSize::Small icon="plus" disabled=Signal::derive(move || !planning.is_open().get()) on_click=move |_| session.set(Some(None))>"Session"</Button> }
    };
    let add_speaker = move || {
        view! { <Button size=ButtonSize::Small icon="plus" disabled=Signal::derive(move || !planning.is_open().get()) on_click=move |_| speaker.set(Some(None))>"Speaker"</Button> }
    };
    let sessions = move || {
        planning.page.with(|page| {
            let lines: Vec<_> = page
                .event
                .sessions
                .iter()
                .map(|own| session_line(planning, own.clone(), &page.event.speakers, session))
                .collect();
            if lines.is_empty() {
                view! { <p class="field-hint pad">"No sessions yet. A short event needs none."</p> }.into_any()
            } else {
                view! { <ul class="rows">{lines}</ul> }.into_any()
            }
        })
    };
    let speakers = move || {
        planning.page.with(|page| {
            let lines: Vec<_> =
                page.event.speakers.iter().map(|own| speaker_line(planning, own.clone(), speaker)).collect();
            if lines.is_empty() {
                view! { <p class="field-hint pad">"No speakers yet."</p> }.into_any()
            } else {
                view! { <ul class="rows">{lines}</ul> }.into_any()
            }
        })
    };
    view! {
        <div class="grid-2">
            <Card title="Sessions" actions=add_session flush=true>{sessions}</Card>
            <Card title="Speakers" actions=add_speaker flush=true>{speakers}</Card>
        </div>
        <SessionForm editing=session />
        <SpeakerForm editing=speaker />
    }
    .into_any()
}

fn session_line(
    planning: Planning,
    own: Session,
    speakers: &[Speaker],
    editing: RwSignal<Option<Option<Session>>>,
) -> AnyView {
    let who =
        own.speaker.and_then(|id| speakers.iter().find(|speaker| speaker.id == id)).map(|speaker| speaker.name.clone());
    let clock = format!("{} – {}", own.starts.clock(), own.ends.clock());
    let second = match who {
        Some(who) => format!("{clock} · {who}"),
        None => clock,
    };
    let (id, title) = (own.id, own.title.clone());
    let remove = move |_| {
        planning.act(remove_event_session(planning.id(), id), |done| {
            if let Err(error) = done {
                tell(&error);
            }
        });
    };
    line_of(planning, title.clone(), second, None, move |_| editing.set(Some(Some(own.clone()))), remove)
}

fn speaker_line(planning: Planning, own: Speaker, editing: RwSignal<Option<Option<Speaker>>>) -> AnyView {
    let (id, name, role) = (own.id, own.name.clone(), own.role.clone());
    let remove = move |_| {
        planning.act(remove_event_speaker(planning.id(), id), |done| {
            if let Err(error) = done {
                tell(&error);
            }
        });
    };
    let face = view! { <Avatar name=name.clone() /> }.into_any();
    line_of(planning, name, role, Some(face), move |_| editing.set(Some(Some(own.clone()))), remove)
}

fn line_of(
    planning: Planning,
    title: String,
    second: String,
    face: Option<AnyView>,
    edit: impl Fn(leptos::ev::MouseEvent) + Send + Sync + 'static,
    remove: impl Fn(leptos::ev::MouseEvent) + Send + Sync + 'static,
) -> AnyView {
    let closed = Signal::derive(move || !planning.is_open().get());
    view! {
        <li>
            {face}
            <div class="grow"><strong>{title.clone()}</strong><span class="second">{second}</span></div>
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="pencil" label=format!("Edit {title}") disabled=closed on_click=edit />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="trash-2" label=format!("Remove {title}") disabled=closed on_click=remove />
        </li>
    }
    .into_any()
}
