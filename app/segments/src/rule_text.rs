//! The rule as text: to copy, compare and paste. What is pasted takes the place of the rule, as one step of undo.

use super::draft::Draft;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, TextArea};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::field::FieldError;
use shared::segments::text::{read, write};

#[component]
pub fn RuleText(draft: Draft, open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            errors.clear();
            text.set(draft.rules.rule.with_untracked(write));
        }
    });
    let replace = move |event: SubmitEvent| {
        event.prevent_default();
        match read(&text.get_untracked()) {
            Ok(rule) => {
                draft.rules.edit("Rule replaced", |now| *now = rule);
                open.set(false);
            }
            Err(mistake) => errors.set(vec![FieldError::new("rule-text", mistake.to_string())]),
        }
    };
    view! {
        <Dialog open title="Rule as text" wide=true>
            <form class="form rule-text" on:submit=replace>
                <Field
                    name="rule-text"
                    label="The rule"
                    hint="One block or criterion a line, what is inside it two spaces deeper. Copy it, compare it, or paste another one."
                >
                    <TextArea name="rule-text" value=text rows=16 disabled=!draft.rules.may_edit />
                </Field>
                <div class="form-actions">
                    {draft
                        .rules.may_edit
                        .then(|| {
                            view! {
                                <Button kind=ButtonKind::Primary submit=true>
                                    "Replace the rule"
                                </Button>
                            }
                        })}
                    <Button on_click=move |_| open.set(false)>"Close"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
