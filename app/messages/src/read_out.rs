//! A script and a button that reads it out by the browser's own voice.

use kit::Button;
use leptos::prelude::*;
use shared::messages::VoiceLanguage;
use wasm_bindgen::{JsCast, JsValue};

#[component]
pub fn ReadOut(#[prop(into)] script: Signal<String>, #[prop(into)] language: Signal<VoiceLanguage>) -> impl IntoView {
    let silent = RwSignal::new(false);
    let read = move |_| {
        let spoken = script.with_untracked(|script| speak(script, language.get_untracked().tag()));
        silent.set(spoken.is_none());
    };
    on_cleanup(|| {
        if cfg!(target_arch = "wasm32") {
            stop();
        }
    });
    view! {
        <div class="read-out">
            <p class="read-out-script">{move || script.get()}</p>
            <p class="form-actions">
                <Button icon="play" on_click=read>
                    "Read out"
                </Button>
                <Button icon="pause" on_click=move |_| {
                    stop();
                }>
                    "Stop"
                </Button>
            </p>
            <p class="field-hint" role="status">
                {move || if silent.get() { "This browser can't read it out loud." } else { "" }}
            </p>
        </div>
    }
    .into_any()
}

/// The browser's `speechSynthesis`.
fn voice() -> Option<JsValue> {
    let voice = js_sys::Reflect::get(&window(), &"speechSynthesis".into()).ok()?;
    (!voice.is_undefined()).then_some(voice)
}

fn call(on: &JsValue, method: &str, arguments: &js_sys::Array) -> Option<JsValue> {
    let function: js_sys::Function = js_sys::Reflect::get(on, &method.into()).ok()?.dyn_into().ok()?;
    js_sys::Reflect::apply(&function, on, arguments).ok()
}

fn stop() -> Option<()> {
    call(&voice()?, "cancel", &js_sys::Array::new()).map(drop)
}

fn speak(script: &str, language: &str) -> Option<()> {
    stop()?;
    let maker: js_sys::Function =
        js_sys::Reflect::get(&window(), &"SpeechSynthesisUtterance".into()).ok()?.dyn_into().ok()?;
    let words = js_sys::Reflect::construct(&maker, &js_sys::Array::of1(&script.into())).ok()?;
    js_sys::Reflect::set(&words, &"lang".into(), &language.into()).ok()?;
    call(&voice()?, "speak", &js_sys::Array::of1(&words)).map(drop)
}
