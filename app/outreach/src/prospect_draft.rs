//! A file that was uploaded: what its columns hold, how its first lines would be understood, and the word to import it.

use super::prospect_doors::{confirm_prospects, discard_prospects, preview_prospects};
use super::prospect_list::load_anew;
use super::prospect_settings::{DetailFields, Details};
use base::AppError;
use kit::{
    Button, ButtonKind, Card, Choice, ConfirmDialog, FormErrors, Notice, Select, StatusBadge, Tone, answers,
    choices_of, grouped, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use shared::outreach::prospects::{DateOrder, Found, ListView, MappedColumn, Mapping, OFFERED, Preview, Understood};
use shared::patients::ColumnKind;

#[component]
pub fn Draft(view: ListView) -> impl IntoView {
    let errors = FormErrors::provide();
    let id = view.id;
    let mapping = RwSignal::new(view.mapping.clone());
    let details = Details::of(&view.details);
    let busy = RwSignal::new(false);
    let throwing = RwSignal::new(false);
    let preview = answers(move || {
        let mapping = mapping.get();
        preview_prospects(id, mapping)
    });
    let import = move |_| {
        errors.clear();
        busy.set(true);
        let (details, mapping) = (details.get(), mapping.get_untracked());
        spawn_local(async move {
            let answer = confirm_prospects(id, details, mapping).await;
            busy.try_set(false);
            match answer {
                Ok(()) => load_anew(),
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let navigate = StoredValue::new(use_navigate());
    let discard = move |()| {
        spawn_local(async move {
            match discard_prospects(id).await {
                Ok(()) => navigate.with_value(|navigate| navigate("/staff/prospects", NavigateOptions::default())),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let total = view.counts.total;
    let usable = Signal::derive(move || {
        preview.with(|preview| {
            preview.as_ref().is_some_and(|answer| answer.as_ref().is_ok_and(|seen| seen.problem.is_none()))
        })
    });
    let doubtful = move || {
        let doubtful =
            mapping.with(|mapping| mapping.doubtful().map(|heading| format!("“{heading}”")).collect::<Vec<_>>());
        (!doubtful.is_empty()).then(|| {
            view! {
                <Notice tone=Tone::Look>
                    {doubtful.join(", ")} " may mean several things: look at what it is kept as."
                </Notice>
            }
        })
    };
    let wrong = move || {
        errors.at("columns").map(|why| {
            view! {
                <Notice tone=Tone::Danger alert=true>
                    {why}
                </Notice>
            }
        })
    };
    view! {
        <div class="stack-l">
            <Card title="What the columns hold" flush=true>
                <Columns mapping preview />
            </Card>
            {doubtful}
            {wrong}
            <Card title="The first lines" flush=true>
                {move || preview.with(|preview| lines(preview.as_ref()))}
            </Card>
            <Card title="The list">
                <div class="form">
                    <DetailFields details />
                    <div class="form-actions">
                        <Button
                            kind=ButtonKind::Primary
                            icon="check"
                            busy
                            disabled=Signal::derive(move || !usable.get())
                            on_click=import
                        >
                            {if total == 1 { "Import 1 line".to_owned() } else { format!("Import {} lines", grouped(total as i64)) }}
                        </Button>
                        <Button on_click=move |_| throwing.set(true)>"Throw away"</Button>
                    </div>
                </div>
            </Card>
        </div>
        <ConfirmDialog
            open=throwing
            title="Throw this file away?"
            text="Nobody on it was taken in. It can be uploaded again."
            confirm="Throw away"
            kind=ButtonKind::Danger
            on_confirm=discard
        />
    }
    .into_any()
}

type Seen = RwSignal<Option<Result<Preview, AppError>>>;

#[component]
fn Columns(mapping: RwSignal<Mapping>, preview: Seen) -> impl IntoView {
    let columns = mapping.with_untracked(|mapping| mapping.columns.clone());
    let rows =
        columns.into_iter().enumerate().map(|(place, column)| row(place, column, mapping, preview)).collect_view();
    let dates = RwSignal::new(mapping.with_untracked(|mapping| mapping.dates.code().to_owned()));
    let turn = move |code: String| {
        if let Some(order) = DateOrder::from_code(&code) {
            mapping.update(|mapping| mapping.dates = order);
        }
    };
    let has_dates = move || {
        mapping.with(|mapping| mapping.columns.iter().any(|column| column.holds == ColumnKind::BirthDate)).then(|| {
            view! {
                <p class="card-foot">
                    "Dates such as 3/4/1980 are read as "
                    <Select
                        name="dates"
                        label="Order of dates"
                        choices=choices_of(DateOrder::ALL.as_slice())
                        value=dates
                        on_change=turn
                    />
                </p>
            }
        })
    };
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label="What the columns hold">
            <table class="table">
                <caption>"What the columns hold"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Heading"</th>
                        <th scope="col">"Holds"</th>
                        <th scope="col" class="narrow-hide">
                            "For example"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {has_dates}
    }
    .into_any()
}

fn row(place: usize, column: MappedColumn, mapping: RwSignal<Mapping>, preview: Seen) -> AnyView {
    let value = RwSignal::new(column.holds.code().to_owned());
    let choose = move |code: String| {
        if let Some(holds) = ColumnKind::from_code(&code) {
            mapping.update(|mapping| {
                if let Some(column) = mapping.columns.get_mut(place) {
                    column.holds = holds;
                }
            });
        }
    };
    let choices: Vec<Choice> = OFFERED.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect();
    let heading = if column.heading.is_empty() { format!("Column {}", place + 1) } else { column.heading };
    let examples = move || {
        preview.with(|preview| {
            let seen = preview.as_ref()?.as_ref().ok()?;
            Some(seen.samples.get(place)?.reveal().join(" · "))
        })
    };
    view! {
        <tr>
            <th scope="row">{heading.clone()}</th>
            <td>
                <Select
                    name=format!("holds-{place}")
                    label=format!("{heading} holds")
                    choices=Signal::stored(choices)
                    value
                    on_change=choose
                />
            </td>
            <td class="narrow-hide second">{examples}</td>
        </tr>
    }
    .into_any()
}

fn understood(understood: &Understood) -> (Tone, String) {
    match understood {
        Understood::Found(Found::New) => (Tone::Good, "New".into()),
        Understood::Found(found) => (Tone::Info, found.label().into()),
        Understood::Repeated => (Tone::Neutral, "Named above".into()),
        Understood::Review => (Tone::Look, "To review".into()),
        Understood::Refused(why) => (Tone::Danger, why.clone()),
    }
}

fn lines(preview: Option<&Result<Preview, AppError>>) -> AnyView {
    let seen = match preview {
        None => return view! { <kit::Skeleton lines=6 /> }.into_any(),
        Some(Err(error)) => return view! { <base::Failure error=error.clone() /> }.into_any(),
        Some(Ok(seen)) => seen,
    };
    if let Some(problem) = seen.problem.clone() {
        return view! {
            <div class="card-body">
                <Notice tone=Tone::Danger title="Nothing can be imported yet" alert=true>
                    {problem}
                </Notice>
            </div>
        }
        .into_any();
    }
    let rows = seen
        .lines
        .iter()
        .map(|line| {
            let (tone, text) = understood(&line.understood);
            let shown = line.shown.reveal().clone();
            let reached = shown.reached.join(", ");
            view! {
                <tr>
                    <td class="number">{line.line}</td>
                    <th scope="row">{shown.name} <span class="second">{shown.birth_date}</span></th>
                    <td class="narrow-hide">{reached} <span class="second">{shown.address}</span></td>
                    <td>
                        {match &line.understood {
                            Understood::Refused(why) => view! { <span class="field-error">{why.clone()}</span> }.into_any(),
                            _ => view! { <StatusBadge tone text /> }.into_any(),
                        }}
                        {line.repaired.then(|| view! { <span class="second">"a cell was put right"</span> })}
                        {line.blocked.then(|| view! { <span class="second">"do not contact"</span> })}
                    </td>
                </tr>
            }
        })
        .collect_view();
    let more = (seen.total > seen.lines.len() as u64)
        .then(|| view! { <p class="card-foot">"and " {grouped((seen.total - seen.lines.len() as u64) as i64)} " more lines"</p> });
    view! {
        <div class="table-wrap" tabindex="0" role="region" aria-label="The first lines">
            <table class="table">
                <caption>"The first lines, as they would be taken in"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">
                            "Line"
                        </th>
                        <th scope="col">"Name"</th>
                        <th scope="col" class="narrow-hide">
                            "Reached at"
                        </th>
                        <th scope="col">"Will be"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}
