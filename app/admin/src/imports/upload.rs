//! The form that uploads files. It works without script: the browser sends it, the server answers with this page.

use kit::{Button, ButtonKind, Card, Checkbox, Field, Notice, TextInput, Tone};
use leptos::prelude::*;
use shared::patients::Relationship;

/// Two made-up people.
const EXAMPLE: &str = "data:text/csv;charset=utf-8,identifier,given,family,email,phone,city,relationship,tags,last%20donation%0A\
D-1001,Ana,Silva,ana.silva@example.org,+13125550142,Chicago,donor,gala%202026;board,2026-03-01%0A\
C-2002,Bo,Lindqvist,bo@example.org,,Evanston,community%20member,newsletter,%0A";

/// `problem` is what came of the last try, as the server names it.
#[component]
pub fn Upload(problem: Option<String>) -> impl IntoView {
    let check_only = RwSignal::new(false);
    let source = RwSignal::new(String::new());
    let sending = RwSignal::new(false);
    let relationships = [Relationship::CommunityMember, Relationship::Donor, Relationship::Patient]
        .map(|one| view! { <option value=one.code()>{one.plural()}</option> })
        .collect_view();
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
                    label="Files"
                    hint="FHIR R4 bundles, single resources or Bulk Data lines (.json, .ndjson), or people as a table (.csv), each also as .gz. Several at once, in any order; what is there already is updated. Tables are shown to you before anything is written."
                >
                    <input
                        class="input"
                        type="file"
                        id="files"
                        name="files"
                        multiple=true
                        required=true
                        accept=".json,.ndjson,.jsonl,.csv,.gz,text/csv,application/fhir+json,application/fhir+ndjson"
                        aria-describedby="files-hint"
                    />
                </Field>
                <Field
                    name="relationship"
                    label="People in tables are"
                    hint="Where a line does not say. Columns such as name, e-mail, phone, city, tags are understood; every other column becomes an attribute of your own under its heading."
                >
                    <select class="input" id="relationship" name="relationship" aria-describedby="relationship-hint">
                        {relationships}
                    </select>
                </Field>
                <p>
                    <a href=EXAMPLE download="people.csv">
                        "Download a table to start from"
                    </a>
                </p>
                <Field
                    name="source"
                    label="Source"
                    hint="Only where a second hospital or system gives the same ids as the first: a short name for it, always the same."
                    optional=true
                >
                    <TextInput name="source" value=source />
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
