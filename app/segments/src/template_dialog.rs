//! Keeps a rule as a template, or changes the name and summary of one.

use super::doors::{change_segment_template, keep_as_template};
use base::NameForm;
use kit::{Dialog, Field, TextArea, Tone, open_while, toast};
use leptos::prelude::*;
use shared::ids::{SegmentId, SegmentTemplateId};

/// What is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeping {
    /// The rule of a segment, as a new template.
    Rule(SegmentId),
    /// The template itself, under another name.
    Template(SegmentTemplateId),
}

/// Opens when `keeping` is set, with the `name` and `summary` to begin with. `done` runs once it is kept.
#[component]
pub fn TemplateDialog(
    keeping: RwSignal<Option<Keeping>>,
    name: RwSignal<String>,
    summary: RwSignal<String>,
    done: Callback<()>,
) -> impl IntoView {
    let open = open_while(keeping);
    let make = move |name: String| {
        let (asked, summary) = (keeping.get_untracked(), summary.get_untracked());
        async move {
            match asked {
                Some(Keeping::Rule(id)) => {
                    keep_as_template(id, name, summary).await?;
                    toast(Tone::Good, "Kept. You find it under Segments, Templates.");
                }
                Some(Keeping::Template(id)) => change_segment_template(id, name, summary).await?,
                None => return Ok(None),
            }
            done.run(());
            Ok(None)
        }
    };
    let title = Signal::derive(move || {
        let new = keeping.with(|keeping| matches!(keeping, Some(Keeping::Rule(_))));
        (if new { "Save as template" } else { "Change the template" }).to_owned()
    });
    view! {
        <Dialog open title>
            <NameForm open name confirm="Save" make>
                <Field name="summary" label="Who is in it" hint="In words for non-clinicians. Shown on the card." optional=true>
                    <TextArea name="summary" value=summary rows=3 />
                </Field>
            </NameForm>
        </Dialog>
    }
    .into_any()
}
