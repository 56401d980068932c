//! A check of tables: what each heading was taken for, the first lines, what would happen, and the button that imports it.

use super::doors::{discard_checked, import_checked, preview_import};
use base::{AppError, Loaded};
use kit::{Button, ButtonKind, Card, Notice, Tone, grouped, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::ImportId;
use shared::imports::{ImportReport, TablePreview};

/// `done` is given the import that was begun, or `None` when the files were discarded.
#[component]
pub fn WaitingCheck(id: ImportId, report: ImportReport, done: Callback<Option<ImportId>>) -> impl IntoView {
    let previews = Resource::new(|| (), move |()| preview_import(id));
    let people = report.types.iter().find(|count| count.name == "Person");
    let said = people.map_or_else(String::new, |count| {
        let figure = |count: u64| grouped(count as i64);
        format!(
            "{} would be new, {} changed, {} unchanged; {} lines are refused.",
            figure(count.new),
            figure(count.changed),
            figure(count.unchanged),
            figure(count.rejected)
        )
    });
    let busy = RwSignal::new(false);
    let refused = move |error: AppError| {
        busy.try_set(false);
        toast(Tone::Danger, error.to_string());
    };
    let go = move |_| {
        busy.set(true);
        spawn_local(async move {
            match import_checked(id).await {
                Ok(started) => done.run(Some(started)),
                Err(error) => refused(error),
            }
        });
    };
    let discard = move |_| {
        busy.set(true);
        spawn_local(async move {
            match discard_checked(id).await {
                Ok(()) => done.run(None),
                Err(error) => refused(error),
            }
        });
    };
    view! {
        <Notice tone=Tone::Look title="Not imported yet">
            <p>{said} " Look at what the headings are taken for and at the first lines below, then import."</p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary icon="upload" busy on_click=go>
                    "Import now"
                </Button>
                <Button busy on_click=discard>
                    "Discard"
                </Button>
            </div>
        </Notice>
        <Loaded data=previews view=|previews| previews.into_iter().map(table).collect_view().into_any() />
    }
    .into_any()
}

fn table(preview: TablePreview) -> AnyView {
    let title = format!("First lines of {}", preview.file);
    if let Some(wrong) = preview.wrong {
        return view! { <Notice tone=Tone::Danger title=title>{wrong}</Notice> }.into_any();
    }
    let head = preview
        .columns
        .into_iter()
        .map(|column| {
            let doubt = column.doubtful.then_some(" (not certain)");
            view! {
                <th scope="col">
                    {column.heading} <span class="second">{column.meaning} {doubt}</span>
                </th>
            }
        })
        .collect_view();
    let lines = preview.lines.into_inner();
    let shown = lines.len() as u64;
    let rows = lines
        .into_iter()
        .map(|(line, cells)| {
            view! {
                <tr>
                    <th scope="row" class="number">
                        {line}
                    </th>
                    {cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}
                </tr>
            }
        })
        .collect_view();
    let more = preview.total.saturating_sub(shown);
    view! {
        <Card title=title.clone() flush=true>
            <div class="table-wrap" tabindex="0" role="region" aria-label=title.clone()>
                <table class="table">
                    <caption>{title.clone()}</caption>
                    <thead>
                        <tr>
                            <th scope="col" class="number">
                                "Line"
                            </th>
                            {head}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! { <p class="card-foot">"and " {grouped(more as i64)} " more lines"</p> })}
        </Card>
    }
    .into_any()
}
