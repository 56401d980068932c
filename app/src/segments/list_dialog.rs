//! Adding patients from a list that is pasted or read from a file, with a report of what every line came to.

use super::api::add_list;
use crate::AppError;
use crate::ui::file::read_text;
use crate::ui::{Button, ButtonKind, Dialog, Field, FormErrors, Notice, TextArea, Tone, grouped, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use shared::field::FieldError;
use shared::ids::SegmentId;
use shared::segments::wire::ListReport;

/// So many refused lines are shown with their reason; all of them stay in the box.
const SHOWN: usize = 100;
/// Bytes of the longest list that is sent.
const LONGEST: usize = 10_000_000;

#[component]
pub fn ListDialog(id: SegmentId, open: RwSignal<bool>, version: RwSignal<u32>) -> impl IntoView {
    let errors = FormErrors::provide();
    let text = RwSignal::new(String::new());
    let report = RwSignal::new(None::<ListReport>);
    let busy = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let file = input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            read_text(&file, move |found| {
                errors.clear();
                report.set(None);
                text.set(found);
            });
        }
    };
    let send = move |event: ev::SubmitEvent| {
        event.prevent_default();
        errors.clear();
        if text.with_untracked(|text| text.len() > LONGEST) {
            errors.set(vec![FieldError::new(
                "list",
                "The list is longer than 10 MB: leave out other columns, or add it in parts.",
            )]);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match add_list(id, text.get_untracked()).await {
                Ok(found) => {
                    // What could not be found stays, to be put right and tried again.
                    text.set(
                        found
                            .refused
                            .iter()
                            .map(|(_, value, _)| value.reveal().as_str())
                            .collect::<Vec<_>>()
                            .join("\n"),
                    );
                    if found.added > 0 {
                        version.update(|version| *version += 1);
                    }
                    report.set(Some(found));
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="Add from a list" wide=true>
            <form class="form" on:submit=send>
                <div role="status" aria-live="polite">
                    {move || report.get().map(told)}
                </div>
                <Field
                    name="list"
                    label="Patients"
                    hint="One a line, or a table with a heading: medical record number or another identifier, patient id, e-mail address or phone number."
                >
                    <TextArea name="list" value=text rows=10 />
                </Field>
                <Field name="list-file" label="Or a file" hint="CSV or plain text.">
                    <input
                        class="input"
                        id="list-file"
                        name="list-file"
                        type="file"
                        accept=".csv,.tsv,.txt,text/csv,text/plain"
                        aria-describedby="list-file-hint"
                        node_ref=input
                        on:change=chosen
                    />
                </Field>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary icon="user-plus" submit=true busy>
                        "Add them"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Close"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn told(report: ListReport) -> AnyView {
    let refused = report.refused.len();
    let mut parts = vec![format!("{} added", grouped(report.added))];
    for (many, what) in [(report.already, "were members before"), (report.repeated, "named twice")] {
        if many > 0 {
            parts.push(format!("{} {what}", grouped(many)));
        }
    }
    if refused > 0 {
        parts.push(format!("{} not found", grouped(refused as i64)));
    }
    let tone = if refused == 0 { Tone::Good } else { Tone::Look };
    let more = refused.saturating_sub(SHOWN);
    let lines = report
        .refused
        .into_iter()
        .take(SHOWN)
        .map(|(line, value, why)| {
            view! {
                <tr>
                    <td class="number">{line}</td>
                    <td>{value.into_inner()}</td>
                    <td>{why.words()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Notice tone title=parts.join(", ")>
            {if refused > 0 { "What was not found is in the box below: put it right and try again." } else { "" }}
        </Notice>
        {(refused > 0)
            .then(|| {
                view! {
                    <div class="list-report" tabindex="0" role="region" aria-label="Lines that were not found">
                        <table class="table">
                            <thead>
                                <tr>
                                    <th scope="col">"Line"</th>
                                    <th scope="col">"Says"</th>
                                    <th scope="col">"Why not"</th>
                                </tr>
                            </thead>
                            <tbody>{lines}</tbody>
                        </table>
                    </div>
                }
            })}
        {(more > 0).then(|| view! { <p class="second">{format!("And {} more.", grouped(more as i64))}</p> })}
    }
    .into_any()
}
