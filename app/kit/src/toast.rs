//! Short news at the lower edge of the screen.

use super::{Icon, Tone};
use leptos::prelude::*;
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
    offer: Option<Offer>,
}

/// One thing to do about the news, done once.
#[derive(Clone)]
struct Offer {
    label: &'static str,
    act: Arc<dyn Fn() + Send + Sync>,
}

thread_local! {
    // The browser has one page and one thread; event handlers have no component context to find the region by.
    static SHOWN: Cell<Option<RwSignal<Vec<Toast>>>> = const { Cell::new(None) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Shows `text`. Errors stay until they are closed, everything else goes after six seconds. Does nothing on the server.
pub fn toast(tone: Tone, text: impl Into<String>) {
    show(tone, text.into(), None, Duration::from_secs(6));
}

/// The same with a button, such as "Undo"; stays fifteen seconds, so that there is time to read and press it.
pub fn toast_offering(
    tone: Tone,
    text: impl Into<String>,
    label: &'static str,
    act: impl Fn() + Send + Sync + 'static,
) {
    show(tone, text.into(), Some(Offer { label, act: Arc::new(act) }), Duration::from_secs(15));
}

fn show(tone: Tone, text: String, offer: Option<Offer>, stays: Duration) {
    let Some(shown) = SHOWN.get() else { return };
    let id = LAST.get() + 1;
    LAST.set(id);
    shown.update(|toasts| toasts.push(Toast { id, tone, text, offer }));
    if tone != Tone::Danger {
        set_timeout(move || dismiss(shown, id), stays);
    }
}

fn dismiss(shown: RwSignal<Vec<Toast>>, id: u32) {
    shown.update(|toasts| toasts.retain(|toast| toast.id != id));
}

/// Where toasts appear. The shell has one.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let shown = RwSignal::new(Vec::<Toast>::new());
    Effect::new(move |_| SHOWN.set(Some(shown)));
    let rows = move || {
        shown
            .get()
            .into_iter()
            .map(|toast| {
                let id = toast.id;
                view! {
                    <li class=format!("toast toast-{}", toast.tone.class())>
                        <Icon name=toast.tone.icon() />
                        <p>{toast.text}</p>
                        {toast
                            .offer
                            .map(|Offer { label, act }| {
                                let take = move |_| {
                                    dismiss(shown, id);
                                    act();
                                };
                                view! {
                                    <button type="button" class="button button-secondary button-s" on:click=take>
                                        {label}
                                    </button>
                                }
                            })}
                        // Not a `Button`: the first chunk would carry all that it can do.
                        <button
                            type="button"
                            class="button button-quiet button-s button-icon"
                            aria-label="Close"
                            title="Close"
                            on:click=move |_| dismiss(shown, id)
                        >
                            <Icon name="x" />
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div role="status" aria-live="polite">
            <ul class="toasts" role="list">
                {rows}
            </ul>
        </div>
    }
    .into_any()
}
