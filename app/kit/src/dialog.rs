//! Dialogs on the browser's own `<dialog>`: it traps the focus and gives it back.

use super::{Button, ButtonKind, FormErrors};
use leptos::html;
use leptos::prelude::*;

/// A modal sheet. Shown while `open`; Escape, the cross and a click beside it close it. What is inside is made anew at
/// each opening. `footer` holds the buttons.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional)] wide: bool,
    #[prop(optional, into)] footer: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let sheet = NodeRef::<html::Dialog>::new();
    // Dialogs that stand beside each other share an owner, and with it the context: the complaints that were provided last
    // before this one was made are its own.
    let errors = use_context::<FormErrors>();
    let inside = move || {
        open.get().then(|| {
            if let Some(errors) = errors {
                provide_context(errors);
            }
            children()
        })
    };
    Effect::new(move |_| {
        let wanted = open.get();
        if let Some(dialog) = sheet.get() {
            if wanted && !dialog.open() {
                // Fails only on an element that has left the page.
                let _ = dialog.show_modal();
            } else if !wanted && dialog.open() {
                dialog.close();
            }
        }
    });
    let beside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog
            node_ref=sheet
            class=if wide { "dialog dialog-wide" } else { "dialog" }
            aria-label=move || title.get()
            on:close=move |_| open.set(false)
            on:mousedown=beside
        >
            <header class="dialog-head">
                <h2>{move || title.get()}</h2>
                <Button kind=ButtonKind::Quiet icon="x" label="Close" on_click=move |_| open.set(false) />
            </header>
            <div class="dialog-body">{inside}</div>
            {footer
                .map(|footer| {
                    view! {
                        <footer class="dialog-foot">{move || open.get().then(|| footer.run())}</footer>
                    }
                })}
        </dialog>
    }
    .into_any()
}

/// The `open` of a dialog about something: true while `about` holds it, and whoever closes the dialog empties `about`.
///
/// Each follows the other, so neither is set to what it is: a signal tells its followers even then, and the two would
/// never come to rest.
pub fn open_while<T: Send + Sync + 'static>(about: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let wanted = about.with(Option::is_some);
        if open.get_untracked() != wanted {
            open.set(wanted);
        }
    });
    Effect::watch(
        move || open.get(),
        move |open, _, _| {
            if !*open && about.with_untracked(Option::is_some) {
                about.set(None);
            }
        },
        false,
    );
    open
}

/// Asks before something that can't be undone or that reaches people. `text` says what happens to whom.
#[component]
pub fn ConfirmDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] text: Signal<String>,
    /// What the button does, as a verb: "Go live", "Delete 3 people".
    #[prop(into)]
    confirm: Signal<String>,
    /// What the button says that leaves things as they are.
    #[prop(default = "Cancel")]
    keep: &'static str,
    #[prop(default = ButtonKind::Primary)] kind: ButtonKind,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
    /// What else there is to see before one decides.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>{keep}</Button>
            <Button
                kind
                busy
                on_click=move |_| {
                    open.set(false);
                    on_confirm.run(());
                }
            >
                {move || confirm.get()}
            </Button>
        }
    };
    view! {
        <Dialog open title footer=footer>
            <p>{move || text.get()}</p>
            {children.as_ref().map(|children| children())}
        </Dialog>
    }
    .into_any()
}
