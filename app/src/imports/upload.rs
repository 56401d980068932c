//! The form that uploads files. It works without script: the browser sends it, the server answers with this page.

use crate::ui::{Button, ButtonKind, Card, Checkbox, Field, Notice, Tone};
use leptos::prelude::*;

/// `problem` is what came of the last try, as the server names it.
#[component]
pub fn Upload(problem: Option<String>) -> impl IntoView {
    let check_only = RwSignal::new(false);
    let sending = RwSignal::new(false);
    let complaint = problem.map(|problem| {
        let text = match problem.as_str() {
            "nothing" => "Choose at least one file.",
            "too-large" => "The files are larger than this server accepts at once. Upload fewer, or import them on the server with the command line.",
            "broken" => "The upload was interrupted. Try again.",
            _ => "The files could not be kept. The administrator finds why in the log.",
        };
        view! {
            <Notice tone=Tone::Danger alert=true>
                {text}
            </Notice>
        }
    });
    view! {
        <Card title="Upload">
            <form
                class="stack"
                method="post"
                action="/staff/imports/upload"
                enctype="multipart/form-data"
                on:submit=move |_| sending.set(true)
            >
                {complaint}
                <Field
                    name="files"
                    label="FHIR R4 files"
                    hint="Bundles, single resources or Bulk Data lines: .json, .ndjson, each also as .gz. Several at once, in any order; what is there already is updated."
                >
                    <input
                        class="input"
                        type="file"
                        id="files"
                        name="files"
                        multiple=true
                        required=true
                        accept=".json,.ndjson,.jsonl,.gz,application/fhir+json,application/fhir+ndjson"
                        aria-describedby="files-hint"
                    />
                </Field>
                <Checkbox
                    name="dry-run"
                    label="Only check"
                    hint="Read everything and report; write nothing."
                    checked=check_only
                />
                <div>
                    <Button kind=ButtonKind::Primary icon="upload" submit=true busy=sending>
                        "Upload and import"
                    </Button>
                </div>
            </form>
        </Card>
    }
    .into_any()
}
