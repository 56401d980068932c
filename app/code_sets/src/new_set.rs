//! The dialog that makes a code set: its name, and the key that comes of it.

use super::doors::create_code_set;
use base::NameForm;
use kit::Dialog;
use leptos::prelude::*;
use shared::code_sets::slug;

#[component]
pub fn NewCodeSet(open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let make = |name| async move { create_code_set(name).await.map(|key| Some(format!("/staff/code-sets/{key}"))) };
    let key = move || match name.with(|name| slug(name)) {
        key if key.is_empty() => String::new(),
        key => format!("Its key: {key}. Rules as text and imports name it by that."),
    };
    view! {
        <Dialog open title="New code set">
            <NameForm open name confirm="Create" make>
                <p class="second" role="status">
                    {key}
                </p>
            </NameForm>
        </Dialog>
    }
    .into_any()
}
