//! A session of the agenda, new or edited.

use super::doors::save_event_session;
use super::planning::{Planning, tell};
use base::AppError;
use kit::{Button, ButtonKind, Choice, DateInput, Dialog, Field, FormErrors, Select, TextArea, TextInput, open_while};
use leptos::prelude::*;
use shared::events::views::Session;

/// Open while `editing` holds a session, or none yet.
#[component]
pub fn SessionForm(editing: RwSignal<Option<Option<Session>>>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let errors = FormErrors::provide();
    let [title, starts, ends, speaker, summary] = std::array::from_fn(|_| RwSignal::new(String::new()));
    let fill = move |session: Option<Session>| {
        errors.clear();
        let Some(session) = session else {
            // A new session begins where the last one ended.
            let (from, to) = planning.page.with_untracked(|page| {
                let event = &page.event;
                let from = event.sessions.last().map(|last| last.ends).or(event.fields.starts);
                (from.map(|at| at.to_string()), event.fields.ends.map(|at| at.to_string()))
            });
            title.set(String::new());
            starts.set(from.unwrap_or_default());
            ends.set(to.unwrap_or_default());
            speaker.set(String::new());
            summary.set(String::new());
            return;
        };
        title.set(session.title);
        starts.set(session.starts.to_string());
        ends.set(session.ends.to_string());
        speaker.set(session.speaker.map(|id| id.to_string()).unwrap_or_default());
        summary.set(session.summary);
    };
    Effect::watch(
        move || editing.get(),
        move |now, _, _| {
            if let Some(session) = now {
                fill(session.clone());
            }
        },
        false,
    );
    let open = open_while(editing);
    let save = move || {
        let id = editing.get_untracked().flatten().map(|session| session.id);
        let work = save_event_session(
            planning.id(),
            id,
            title.get_untracked(),
            starts.get_untracked(),
            ends.get_untracked(),
            speaker.get_untracked().parse().ok(),
            summary.get_untracked(),
        );
        planning.act(work, move |done| match done {
            Ok(()) => open.set(false),
            Err(AppError::Invalid(found)) => errors.set(found),
            Err(error) => tell(&error),
        });
    };
    let speakers = Signal::derive(move || {
        planning.page.with(|page| {
            page.event.speakers.iter().map(|own| Choice::new(own.id.to_string(), own.name.clone())).collect::<Vec<_>>()
        })
    });
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Button kind=ButtonKind::Primary on_click=move |_| save()>"Save"</Button>
        }
    };
    let zone = move || planning.page.with(|page| format!("In {} time.", page.event.fields.time_zone));
    view! {
        <Dialog open title=Signal::stored("Session".to_owned()) footer=footer>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <Field name="session-title" label="Title"><TextInput name="session-title" value=title autofocus=true /></Field>
                <div class="form-row">
                    <Field name="session-starts" label="Starts"><DateInput name="session-starts" value=starts on_change=move |text| starts.set(text) time=true /></Field>
                    <Field name="session-ends" label="Ends"><DateInput name="session-ends" value=ends on_change=move |text| ends.set(text) time=true /></Field>
                </div>
                <p class="field-hint">{zone}</p>
                <Field name="session-speaker" label="Speaker" optional=true>
                    <Select name="session-speaker" choices=speakers value=speaker placeholder="Nobody" />
                </Field>
                <Field name="session-summary" label="Summary" optional=true><TextArea name="session-summary" value=summary /></Field>
            </form>
        </Dialog>
    }
    .into_any()
}
