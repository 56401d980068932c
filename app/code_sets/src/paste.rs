//! Adding many codes from text, with a report of the lines that give none.

use super::editing::Editing;
use super::systems::systems;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, RefusedLine, Select, TextArea, grouped, pasted_report};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::code_sets::pasted::{Refused, read};
use shared::field::FieldError;

/// What became of a paste.
#[derive(Debug, Clone)]
struct Report {
    added: usize,
    already: usize,
    refused: Vec<Refused>,
}

#[component]
pub fn PasteCodes(editing: Editing, open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let (text, of) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let report = RwSignal::new(None::<Report>);
    Effect::new(move |_| {
        if open.get() {
            errors.clear();
            report.set(None);
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        errors.clear();
        let pasted = read(&text.get_untracked(), &of.get_untracked());
        if pasted.codes.is_empty() && pasted.refused.is_empty() {
            report.set(None);
            errors.set(vec![FieldError::new("pasted", "Paste at least one line.")]);
            return;
        }
        let named = pasted.codes.len();
        let added = editing.add(pasted.codes);
        // What gave no code stays, to be put right and tried again.
        text.set(pasted.refused.iter().map(|refused| refused.text.as_str()).collect::<Vec<_>>().join("\n"));
        report.set(Some(Report { added, already: named - added + pasted.repeated as usize, refused: pasted.refused }));
    };
    view! {
        <Dialog open title="Paste codes" wide=true>
            <form class="form" on:submit=send>
                <div role="status" aria-live="polite">
                    {move || report.get().map(told)}
                </div>
                <Field
                    name="pasted"
                    label="Codes"
                    hint="One a line as system|code|display, or a table (CSV) whose heading names the columns system, code and display."
                >
                    <TextArea name="pasted" value=text rows=10 />
                </Field>
                <Field name="pasted-of" label="System of lines that name none" optional=true>
                    <Select
                        name="pasted-of"
                        choices=Signal::derive(move || systems(editing))
                        value=of
                        placeholder="None: every line names its own"
                    />
                </Field>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true>
                        "Add them"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Close"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn told(report: Report) -> AnyView {
    let mut parts = vec![format!("{} added", grouped(report.added as i64))];
    if report.already > 0 {
        parts.push(format!("{} in the set already", grouped(report.already as i64)));
    }
    let refused = report.refused.into_iter();
    let lines = refused.map(|refused| RefusedLine { line: refused.line, text: refused.text, why: refused.why });
    pasted_report(parts, lines.collect(), "not understood", "Save to apply.")
}
