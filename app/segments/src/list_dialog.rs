//! Adding patients from a list that is pasted or read from a file, with a report of what every line came to.

use super::doors::add_list;
use base::AppError;
use kit::file::read_text;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, RefusedLine, TextArea, Tone, grouped, pasted_report, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use shared::field::FieldError;
use shared::ids::SegmentId;
use shared::segments::MemberList;
use shared::segments::wire::ListReport;

/// Bytes of the longest list that is sent.
const LONGEST: usize = 10_000_000;

#[component]
pub fn ListDialog(id: SegmentId, list: MemberList, open: RwSignal<bool>, version: RwSignal<u32>) -> impl IntoView {
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
                "The list is larger than 10 MB: remove the other columns, or add it in parts.",
            )]);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match add_list(id, list, text.get_untracked()).await {
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
    let mut parts = vec![format!("{} added", grouped(report.added))];
    let others = [
        (report.already, "were on it before"),
        (report.repeated, "named twice"),
        (report.excluded, "left out, as they are on “Never in”"),
    ];
    for (many, what) in others {
        if many > 0 {
            parts.push(format!("{} {what}", grouped(many)));
        }
    }
    let refused = report.refused.into_iter();
    let lines =
        refused.map(|(line, value, why)| RefusedLine { line, text: value.into_inner(), why: why.words().to_owned() });
    pasted_report(parts, lines.collect(), "not found", "")
}
