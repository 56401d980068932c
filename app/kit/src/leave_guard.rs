//! Asks before somebody leaves a page with changes on it that are not saved.

use super::{ButtonKind, ConfirmDialog};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// While `unsaved`, a link to another page of the product asks first, and closing or reloading makes the browser ask.
#[component]
pub fn LeaveGuard(#[prop(into)] unsaved: Signal<bool>) -> impl IntoView {
    let to = RwSignal::new(String::new());
    let asking = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    Effect::new(move |_| {
        let closing = window_event_listener(ev::beforeunload, move |event| {
            if unsaved.get_untracked() {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
        let links = on_links(move |event| {
            if !unsaved.get_untracked() || beside(event) {
                return;
            }
            if let Some(path) = path_within(event) {
                event.prevent_default();
                to.set(path);
                asking.set(true);
            }
        });
        on_cleanup(move || {
            closing.remove();
            links.remove();
        });
    });
    view! {
        <ConfirmDialog
            open=asking
            title="Leave without saving?"
            text="The changes on this page are not saved."
            confirm="Leave"
            keep="Stay here"
            kind=ButtonKind::Danger
            on_confirm=move |()| navigate.with_value(|navigate| navigate(&to.get_untracked(), Default::default()))
        />
    }
    .into_any()
}

/// Another window or a download is meant: this page stays.
fn beside(event: &web_sys::MouseEvent) -> bool {
    event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()
}

/// Where a click on a link of this site leads; links that the browser follows by itself make it ask by itself.
fn path_within(event: &web_sys::MouseEvent) -> Option<String> {
    let clicked = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = clicked.closest("a[href]:not([rel=external], [target], [download])").ok()??;
    link.get_attribute("href").filter(|href| href.starts_with('/'))
}

/// A listener that is heard before the router's.
struct OnLinks(StoredValue<Closure<dyn FnMut(web_sys::MouseEvent)>, LocalStorage>);

fn on_links(mut heard: impl FnMut(&web_sys::MouseEvent) + 'static) -> OnLinks {
    let listener = Closure::<dyn FnMut(_)>::new(move |event: web_sys::MouseEvent| heard(&event));
    // Fails only without a document.
    let _ = document().add_event_listener_with_callback_and_bool("click", listener.as_ref().unchecked_ref(), true);
    OnLinks(StoredValue::new_local(listener))
}

impl OnLinks {
    fn remove(&self) {
        self.0.try_with_value(|listener| {
            let listener = listener.as_ref().unchecked_ref();
            // Fails only without a document.
            let _ = document().remove_event_listener_with_callback_and_bool("click", listener, true);
        });
    }
}
