//! The bar above the editor: name, status, what is saved, undo, and what to do with the template.

use super::super::doors::{archive_template, edit_template, stop_template, template_go_live};
use super::super::list::tone;
use super::dialogs::{RenameDialog, SaveAsDialog, TestDialog};
use super::figures::FiguresDialog;
use super::forecast::ForecastDialog;
use super::languages::Languages;
use super::state::{Editor, editor};
use base::AppError;
use kit::{
    Button, ButtonKind, ConfirmDialog, Menu, MenuItem, MenuLine, Notice, ReloadButton, SavedMark, Saving, StatusBadge,
    Tone, UndoRedo, lasting, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use shared::messages::{GoLive, Problem, Severity, TemplateStatus, TemplateView};

#[component]
pub fn Top() -> impl IntoView {
    let editor = editor();
    let name = lasting(editor.name.into());
    let (saving_as, testing, renaming, stopping) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let (asking, looking) = (RwSignal::new(false), RwSignal::new(false));
    let busy = RwSignal::new(false);
    let refused = RwSignal::new(Vec::<Problem>::new());
    let version = move || match editor.version.get() {
        0 => String::new(),
        version if editor.editable.get() && editor.status.get() == TemplateStatus::Live => {
            format!("Version {version} is live, you are writing version {}", version + 1)
        }
        version => format!("Version {version}"),
    };
    let outdated = move || matches!(editor.autosave.state.get(), Saving::Failed(AppError::Conflict(_)));
    let live_and_closed = move || editor.status.get() == TemplateStatus::Live && !editor.editable.get();
    let start = move |_| {
        busy.set(true);
        spawn_local(async move {
            go_live(editor, refused).await;
            busy.set(false);
        });
    };
    let act = move |action: Action| {
        spawn_local(async move {
            match action.run(editor).await {
                Ok(template) => editor.take(template),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let main_button = move || {
        if live_and_closed() {
            view! {
                <Button icon="pencil" on_click=move |_| act(Action::Edit)>
                    "Edit as new version"
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Button kind=ButtonKind::Primary icon="play" busy on_click=start>
                    "Go live"
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <Title text=move || format!("{} · Messages", name()) />
        <header class="editor-top">
            <div class="editor-title">
                <a class="editor-back" href="/staff/messages">
                    "Messages"
                </a>
                <h1>{move || editor.name.get()}</h1>
                <StatusBadge
                    tone=Signal::derive(move || tone(editor.status.get()))
                    text=Signal::derive(move || editor.status.get().label().to_owned())
                />
                <span class="editor-version">{version}</span>
            </div>
            <div class="editor-actions">
                <Show when=move || editor.editable.get()>
                    <SavedMark autosave=editor.autosave />
                </Show>
                {move || outdated().then(|| view! { <ReloadButton /> })}
                <UndoRedo
                    can_undo=Signal::derive(move || editor.can_undo.get())
                    can_redo=Signal::derive(move || editor.can_redo.get())
                    undo=move |()| editor.undo()
                    redo=move |()| editor.redo()
                />
                <Button icon="copy" on_click=move |_| saving_as.set(true)>
                    "Save as…"
                </Button>
                <Button icon="users" on_click=move |_| asking.set(true)>
                    "Who would get it…"
                </Button>
                <Button icon="send" on_click=move |_| testing.set(true)>
                    "Send a test…"
                </Button>
                {main_button}
                <Menu label="More">
                    <MenuItem label="What became of its messages…" icon="chart-column" on_select=move |()| looking.set(true) />
                    <MenuItem label="Rename…" icon="pencil" on_select=move |()| renaming.set(true) />
                    <MenuLine />
                    <MenuItem label="Stop…" icon="octagon-alert" on_select=move |()| stopping.set(true) />
                    <MenuItem label="Archive" icon="archive" on_select=move |()| act(Action::Archive) />
                </Menu>
            </div>
        </header>
        {move || {
            // What was put right since is not complained about any more.
            let still = editor.problems.get();
            let problems: Vec<Problem> = refused.get().into_iter().filter(|one| still.contains(one)).collect();
            (!problems.is_empty())
                .then(|| {
                    view! {
                        <div class="editor-refused">
                            <Notice tone=Tone::Danger title="This template can't go live yet" alert=true>
                                <ul>
                                    {problems
                                        .into_iter()
                                        .map(|problem| {
                                            let place = problem.place;
                                            view! {
                                                <li>
                                                    <button type="button" class="link-button" on:click=move |_| editor.go_to(&place)>
                                                        {problem.text}
                                                    </button>
                                                </li>
                                            }
                                        })
                                        .collect_view()}
                                </ul>
                            </Notice>
                        </div>
                    }
                })
        }}
        <ForecastDialog open=asking />
        <FiguresDialog open=looking />
        <Languages />
        <SaveAsDialog open=saving_as />
        <TestDialog open=testing />
        <RenameDialog open=renaming />
        <ConfirmDialog
            open=stopping
            title="Stop this template?"
            text="Journeys can't choose it anymore. Those that use it already keep sending the version they were started with."
            confirm="Stop"
            kind=ButtonKind::Danger
            on_confirm=move |()| act(Action::Stop)
        />
    }
    .into_any()
}

/// What changes the template as a whole.
#[derive(Debug, Clone, Copy)]
enum Action {
    Edit,
    Stop,
    Archive,
}

impl Action {
    async fn run(self, editor: Editor) -> Result<TemplateView, AppError> {
        editor.autosave.save().await?;
        match self {
            Self::Edit => edit_template(editor.id).await,
            Self::Stop => stop_template(editor.id).await,
            Self::Archive => archive_template(editor.id).await,
        }
    }
}

async fn go_live(editor: Editor, refused: RwSignal<Vec<Problem>>) {
    refused.set(Vec::new());
    if let Err(error) = editor.autosave.save().await {
        toast(Tone::Danger, error.to_string());
        return;
    }
    match template_go_live(editor.id, editor.revision()).await {
        Ok(GoLive::Live(template)) => {
            editor.take(template);
            toast(Tone::Good, "The template is live. Journeys can send it now.");
        }
        Ok(GoLive::Refused(problems)) => {
            let errors: Vec<Problem> =
                problems.into_iter().filter(|problem| problem.severity == Severity::Error).collect();
            if let Some(first) = errors.first() {
                editor.go_to(&first.place);
            }
            refused.set(errors);
        }
        Err(error) => toast(Tone::Danger, error.to_string()),
    }
}
