//! The template editor, by channel. An e-mail: blocks at the left, the message in the middle, settings at the right.

mod block;
mod block_fields;
mod canvas;
mod dialogs;
mod figures;
mod forecast;
mod header_fields;
mod languages;
mod palette;
mod panel;
mod picture;
mod post;
mod problems;
mod purpose_field;
mod section_fields;
mod shared_fields;
mod sms;
mod state;
mod text_field;
mod top;
mod voice;
mod who;

use super::doors::open_template;
use base::by_id;
use canvas::Canvas;
use kit::Skeleton;
use leptos::ev;
use leptos::prelude::*;
use palette::Palette;
use panel::Panel;
use post::PostEditor;
use shared::consent::Channel;
use shared::messages::TemplateOpened;
use sms::SmsEditor;
use state::{Editor, OwnAddress};
use top::Top;
use voice::VoiceEditor;
use wasm_bindgen::JsCast;

/// `/staff/messages/{id}`
pub fn editor_page() -> AnyView {
    let opened = by_id(open_template);
    view! {
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(async move { opened.await.map(|opened| view! { <Loaded opened /> }) })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Loaded(opened: TemplateOpened) -> impl IntoView {
    let channel = opened.template.body.channel();
    let editor = Editor::new(&opened);
    provide_context(editor);
    provide_context(OwnAddress(opened.own_address));
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| {
            if !(event.ctrl_key() || event.meta_key()) || typing(&event) {
                return;
            }
            match (event.key().to_lowercase().as_str(), event.shift_key()) {
                ("z", false) => editor.undo(),
                ("z", true) | ("y", _) => editor.redo(),
                _ => return,
            }
            event.prevent_default();
        });
        on_cleanup(move || keys.remove());
    });
    view! {
        <div class="editor">
            <Top />
            {match channel {
                Channel::Sms => view! { <SmsEditor /> }.into_any(),
                Channel::Voice => view! { <VoiceEditor /> }.into_any(),
                Channel::Post => view! { <PostEditor /> }.into_any(),
                Channel::Email => {
                    view! {
                        <div class="editor-body">
                            <Palette />
                            <Canvas />
                            <Panel />
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
    .into_any()
}

/// In a dialog's input the browser's own undo is meant; in the panel's it is the document's.
fn typing(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| element.closest("dialog").ok().flatten().is_some())
}
