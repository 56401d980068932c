//! The middle: the message as an inbox shows it, the blocks below, and ways to look at them.

use super::block::BlockView;
use super::state::{Selected, editor};
use super::who::Who;
use kit::{EmptyState, Kind};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use shared::messages::{UntouchedLinks, fill, render};

/// How the middle looks at the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Desktop,
    Phone,
    Text,
}

#[component]
pub fn Canvas() -> impl IntoView {
    let look = RwSignal::new(Look::Desktop);
    let dark = RwSignal::new(false);
    let view_button = move |value: Look, label: &'static str, icon: &'static str| {
        view! {
            <button
                type="button"
                class="segment-button"
                aria-pressed=move || if look.get() == value { "true" } else { "false" }
                on:click=move |_| look.set(value)
            >
                <kit::Icon name=icon />
                {label}
            </button>
        }
    };
    let class = move || {
        let phone = if look.get() == Look::Phone { " is-phone" } else { "" };
        let dark = if dark.get() { " is-dark" } else { "" };
        format!("paper{phone}{dark}")
    };
    view! {
        <section class="canvas" aria-label="The message">
            <div class="canvas-tools">
                <div class="segment-buttons" role="group" aria-label="Preview as">
                    {view_button(Look::Desktop, "Desktop", "monitor")}
                    {view_button(Look::Phone, "Phone", "smartphone")}
                    {view_button(Look::Text, "Plain text", "file-text")}
                </div>
                <button
                    type="button"
                    class="segment-button segment-alone"
                    aria-pressed=move || if dark.get() { "true" } else { "false" }
                    on:click=move |_| dark.update(|dark| *dark = !*dark)
                >
                    <kit::Icon name="moon" />
                    "Dark"
                </button>
                <Who />
            </div>
            <div class="canvas-scroll">
                <div class=class>
                    <HeaderCard />
                    {move || match look.get() {
                        Look::Text => view! { <PlainText /> }.into_any(),
                        Look::Desktop | Look::Phone => view! { <Blocks /> }.into_any(),
                    }}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Sender, subject and preview line as an inbox shows them; selects their fields.
#[component]
fn HeaderCard() -> impl IntoView {
    let editor = editor();
    let filled = move |text: fn(&shared::messages::Header) -> &str| {
        editor.document.with(|document| editor.shown.with(|values| fill(text(&document.header), values)))
    };
    let or = |text: String, missing: &str| if text.trim().is_empty() { missing.to_owned() } else { text };
    view! {
        <button
            type="button"
            class="inbox-card"
            aria-pressed=move || if editor.selected.get() == Selected::Header { "true" } else { "false" }
            on:click=move |_| editor.select(Selected::Header)
        >
            <span class="inbox-from">{move || or(filled(|header| &header.sender_name), "No sender yet")}</span>
            <span class="inbox-subject">{move || or(filled(|header| &header.subject), "No subject yet")}</span>
            <span class="inbox-preview">{move || or(filled(|header| &header.preheader), "No preview line")}</span>
        </button>
    }
    .into_any()
}

#[component]
fn Blocks() -> impl IntoView {
    let editor = editor();
    let document = editor.document;
    let empty = Memo::new(move |_| document.with(|document| document.blocks.is_empty()));
    view! {
        <div
            class="blocks wp-page"
            role="list"
            aria-label="Blocks"
            on:dragover=move |event: DragEvent| {
                if editor.drag.with_untracked(Option::is_some) {
                    event.prevent_default();
                    if empty.get_untracked() {
                        editor.drop_at.set(Some(0));
                    }
                }
            }
            on:drop=move |event: DragEvent| {
                event.prevent_default();
                editor.drop_here();
            }
        >
            <For
                each=move || document.with(|document| document.blocks.iter().map(|block| block.id).collect::<Vec<_>>())
                key=|id| *id
                children=|id| view! { <BlockView id /> }
            />
        </div>
        <Show when=move || empty.get()>
            <EmptyState icon="mail-plus" kind=Kind::Message title="Nothing here yet" text="Choose a block at the left, or drag one here." />
        </Show>
    }
    .into_any()
}

#[component]
fn PlainText() -> impl IntoView {
    let editor = editor();
    let text = Memo::new(move |_| {
        editor.document.with(|document| {
            editor.shown.with(|values| render(document, values, &mut UntouchedLinks::default(), "en", None).text)
        })
    });
    view! { <pre class="plain-text" tabindex="0" aria-label="Plain text">{move || text.get()}</pre> }.into_any()
}
