//! What a code set is: its name, what it is for, where it comes from.

use super::editing::Editing;
use kit::{Card, Field, TextArea, TextInput};
use leptos::prelude::*;

#[component]
pub fn About(editing: Editing) -> impl IntoView {
    // Forms that stand beside each other share an owner: these fields show the complaints about the set.
    provide_context(editing.errors);
    let disabled = !editing.may_edit;
    view! {
        <Card title="About">
            <div class="form">
                <Field name="name" label="Name" hint="The key stays the same.">
                    <TextInput name="name" value=editing.name disabled />
                </Field>
                <Field name="description" label="Description" optional=true>
                    <TextArea name="description" value=editing.description rows=2 disabled />
                </Field>
                <Field name="source" label="Source" hint="A citation, or the URL of the value set." optional=true>
                    <TextInput name="source" value=editing.source disabled />
                </Field>
            </div>
        </Card>
    }
    .into_any()
}
