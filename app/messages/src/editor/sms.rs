//! The editor of a text message: the words at the left, the phone that shows them beside.

use super::problems::Problems;
use super::purpose_field::PurposeField;
use super::state::editor;
use super::text_field::{Offers, TextField};
use super::who::Who;
use crate::phone::Phone;
use kit::{Button, ButtonSize};
use leptos::prelude::*;
use shared::messages::{Encoding, Part, Place, ShortLinks, count_segments, render_sms, with_plain_signs};

#[component]
pub fn SmsEditor() -> impl IntoView {
    let editor = editor();
    let text = Signal::derive(move || editor.sms.with(|sms| sms.text.clone()));
    let write = Callback::new(move |text: String| editor.edit_sms("text", |sms| sms.text = text));
    let problems = editor.complaints(Place::Part(Part::Text));
    let shown = Memo::new(move |_| {
        editor.sms.with(|sms| {
            let mut links = editor.base.with_value(|base| ShortLinks::usual(base, sms.purpose));
            editor.shown.with(|values| render_sms(sms, values, &mut links))
        })
    });
    let from = Signal::derive(move || {
        editor.values.with(|values| values.get("organization.name").cloned().unwrap_or_default())
    });
    let plainer = move || text.with(|text| with_plain_signs(text) != *text);
    view! {
        <div class="editor-body is-plain">
            <section class="editor-panel is-main" aria-label="The text">
                <TextField
                    name=Part::Text.name()
                    label="Text"
                    hint="Links are shortened on your own domain when the message is sent."
                    offers=Offers::Lines
                    value=text
                    on_input=write
                    problems
                />
                <div class="sms-figures">
                    <Figures shown />
                    {move || {
                        plainer()
                            .then(|| {
                                view! {
                                    <Button
                                        size=ButtonSize::Small
                                        icon="type"
                                        disabled=Signal::derive(move || !editor.editable.get())
                                        on_click=move |_| {
                                            editor.edit_sms("", |sms| sms.text = with_plain_signs(&sms.text));
                                        }
                                    >
                                        "Use plain quotes and dashes"
                                    </Button>
                                }
                            })
                    }}
                </div>
                <PurposeField />
                <Problems />
            </section>
            <section class="canvas" aria-label="On a phone">
                <div class="canvas-tools">
                    <Who />
                </div>
                <div class="canvas-scroll" tabindex="0" role="group" aria-label="Preview">
                    <Phone from text=shown />
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// Segments, signs and alphabet of the text as it will be sent, read out when they change.
#[component]
fn Figures(shown: Memo<String>) -> impl IntoView {
    let count = Memo::new(move |_| shown.with(|text| count_segments(text)));
    let segments = move || match count.with(|count| count.segments) {
        1 => "1 segment".to_owned(),
        more => format!("{more} segments"),
    };
    let detail = move || {
        count.with(|count| {
            let signs = shown.with(|text| text.chars().count());
            format!("{signs} characters, {} left in this segment ({})", count.left, count.encoding.label())
        })
    };
    let foreign = move || {
        count.with(|count| {
            (count.encoding == Encoding::Ucs2).then(|| {
                let signs: Vec<String> = count.foreign.iter().take(6).map(|sign| format!("“{sign}”")).collect();
                format!(
                    "{}: not in the short alphabet, so a segment holds 70 characters instead of 160.",
                    signs.join(" ")
                )
            })
        })
    };
    view! {
        <p class="sms-count" role="status">
            <strong>{segments}</strong>
            " "
            <span class="muted">{detail}</span>
        </p>
        {move || foreign().map(|why| view! { <p class="field-hint">{why}</p> })}
    }
    .into_any()
}
