//! What the head of everything that saves itself has: how far it is saved, undo and redo.

use super::time::{Moment, Say};
use super::{Autosave, Button, ButtonKind, ButtonSize, Saving};
use leptos::prelude::*;

/// "Saved 10:41 AM", "Saving…", or that it is not saved, with another try.
#[component]
pub fn SavedMark<E: Clone + Send + Sync + 'static>(autosave: Autosave<E>) -> impl IntoView {
    let state = autosave.state;
    let words = move || {
        state.with(|state| match state {
            Saving::Saved(None) => "Saved".into_any(),
            Saving::Saved(Some(at)) => view! { "Saved " <Moment at=*at say=Say::TimeOnly /> }.into_any(),
            Saving::Waiting | Saving::Now => "Saving…".into_any(),
            Saving::Failed(_) => "Not saved".into_any(),
        })
    };
    let failed = move || state.with(|state| matches!(state, Saving::Failed(_)));
    view! {
        <span class="saved-mark" class:is-failed=failed role="status">
            {words}
        </span>
        <Show when=failed>
            <Button size=ButtonSize::Small on_click=move |_| autosave.save_now()>
                "Try again"
            </Button>
        </Show>
    }
    .into_any()
}

/// Undo and redo. The keys are the page's: each knows when they are meant for a field.
#[component]
pub fn UndoRedo(
    #[prop(into)] can_undo: Signal<bool>,
    #[prop(into)] can_redo: Signal<bool>,
    #[prop(into)] undo: Callback<()>,
    #[prop(into)] redo: Callback<()>,
) -> impl IntoView {
    let button = |icon, label, can: Signal<bool>, run: Callback<()>| {
        view! {
            <Button
                kind=ButtonKind::Quiet
                icon
                label
                disabled=Signal::derive(move || !can.get())
                on_click=move |_| run.run(())
            />
        }
    };
    view! {
        {button("undo-2", "Undo (Ctrl+Z)", can_undo, undo)}
        {button("redo-2", "Redo (Ctrl+Shift+Z)", can_redo, redo)}
    }
    .into_any()
}
