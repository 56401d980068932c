//! `/staff/imports`.

use super::doors::{load_import, load_imports};
use super::report::Report;
use super::upload::Upload;
use super::waiting::WaitingCheck;
use base::Loaded;
use kit::time::Moment;
use kit::{Button, ButtonSize, Card, EmptyState, ListState, Page, PageHeader, StatusBadge, Tone, use_list};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::ids::ImportId;
use shared::imports::{ImportOutcome, ImportRun, ImportStatus, ImportsQuery};
use std::time::Duration;

/// How often a running import is asked how far it is.
const LOOK_AGAIN: Duration = Duration::from_millis(1_000);

/// `/staff/imports`.
pub fn imports_page() -> AnyView {
    let list = use_list::<ImportsQuery>();
    let chosen = list.part(|query| query.run);
    let run = Resource::new(
        move || chosen.get(),
        |chosen| async move {
            match chosen {
                Some(id) => Some(load_import(id).await),
                None => None,
            }
        },
    );
    let problem = use_query_map().with_untracked(|query| query.get("problem"));
    let runs = Resource::new(|| (), |()| load_imports());
    // The list and the one shown are asked for side by side: either may have been answered before the import ended.
    let running = move || {
        let listed = runs.get().and_then(Result::ok).unwrap_or_default();
        let shown = run.get().flatten().and_then(Result::ok);
        listed.iter().chain(&shown).any(|run| run.status.is(ImportStatus::Running) && run.progress.is_some())
    };
    Effect::new(move |_| {
        if running() {
            set_timeout(
                move || {
                    runs.refetch();
                    run.refetch();
                },
                LOOK_AGAIN,
            );
        }
    });
    let done = Callback::new(move |started: Option<ImportId>| {
        runs.refetch();
        match started {
            Some(id) => list.narrow(|query| query.run = Some(id)),
            None => run.refetch(),
        }
    });
    let shown = move || {
        Suspend::new(async move {
            match run.await {
                Some(Ok(run)) => view! {
                    {run.waiting.then(|| view! { <WaitingCheck id=run.id report=run.report.clone() done /> })}
                    <Report run />
                }
                .into_any(),
                Some(Err(error)) => view! { <base::Failure error /> }.into_any(),
                None => ().into_any(),
            }
        })
    };
    view! {
        <Page>
            <PageHeader
                title=Signal::stored("Imports".to_owned())
                about="Patients and their records from FHIR R4 files. A broken line never stops the rest, and importing the same files again changes nothing."
            />
            <div class="stack-l">
                <Upload problem />
                <Transition>{shown}</Transition>
                <Card title="Past imports" flush=true>
                    <Loaded data=runs view=move |runs| history(runs, list) bones=4 />
                </Card>
            </div>
        </Page>
    }
    .into_any()
}

fn history(runs: Vec<ImportRun>, list: ListState<ImportsQuery>) -> AnyView {
    if runs.is_empty() {
        return view! {
            <EmptyState icon="upload" title="Nothing imported yet" text="Upload FHIR files above, or use waypost import on the server." />
        }
        .into_any();
    }
    let rows = runs.into_iter().map(|run| line(run, list)).collect_view();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}

fn line(run: ImportRun, list: ListState<ImportsQuery>) -> impl IntoView {
    let id = run.id;
    let outcome = if run.status.is(ImportStatus::Done) {
        run.report.summary()
    } else {
        run.files.to_string() + if run.files == 1 { " file" } else { " files" }
    };
    let (tone, text) = match (run.status.known(), run.report.outcome()) {
        (None, _) => (Tone::Neutral, run.status.label()),
        (Some(ImportStatus::Running), _) => (Tone::Wait, "Running"),
        (Some(ImportStatus::Failed), _) => (Tone::Danger, "Stopped"),
        (Some(ImportStatus::Done), ImportOutcome::Nothing) => (Tone::Look, "Nothing found"),
        (Some(ImportStatus::Done), ImportOutcome::Clean | ImportOutcome::Rejections) if run.waiting => {
            (Tone::Wait, "Waits for you")
        }
        (Some(ImportStatus::Done), ImportOutcome::Rejections) => (Tone::Look, "Some rejected"),
        (Some(ImportStatus::Done), ImportOutcome::Clean) if run.report.dry_run => (Tone::Neutral, "Checked"),
        (Some(ImportStatus::Done), ImportOutcome::Clean) => (Tone::Good, "Done"),
    };
    view! {
        <li>
            <div class="grow">
                <span>
                    <Moment at=run.started_at />
                    ", "
                    {run.actor}
                </span>
                <span class="second">{outcome}</span>
            </div>
            <StatusBadge tone=tone text=text />
            <Button size=ButtonSize::Small on_click=move |_| list.narrow(|query| query.run = Some(id))>
                "Show report"
            </Button>
        </li>
    }
}
