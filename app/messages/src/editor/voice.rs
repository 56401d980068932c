//! The editor of a script that is read out: the words at the left, how they sound beside.

use super::problems::Problems;
use super::purpose_field::PurposeField;
use super::state::editor;
use super::text_field::{Offers, TextField};
use super::who::Who;
use crate::read_out::ReadOut;
use kit::{Choice, Select};
use leptos::prelude::*;
use shared::messages::{Part, Place, VoiceLanguage, render_voice, seconds_to_say};

#[component]
pub fn VoiceEditor() -> impl IntoView {
    let editor = editor();
    let script = Signal::derive(move || editor.voice.with(|voice| voice.script.clone()));
    let write = Callback::new(move |script: String| editor.edit_voice("text", |voice| voice.script = script));
    let problems = editor.complaints(Place::Part(Part::Text));
    let shown = Memo::new(move |_| editor.voice.with(|voice| editor.shown.with(|values| render_voice(voice, values))));
    let now = Memo::new(move |_| editor.voice.with(|voice| voice.language));
    let language = RwSignal::new(now.get_untracked().code().to_owned());
    Effect::new(move |_| language.set(now.get().code().to_owned()));
    let choose = move |code: String| {
        if let Ok(language) = code.parse::<VoiceLanguage>() {
            editor.edit_voice("language", |voice| voice.language = language);
        }
    };
    let choices: Vec<Choice> = VoiceLanguage::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let length = move || format!("About {} seconds", shown.with(|script| seconds_to_say(script)));
    view! {
        <div class="editor-body is-plain">
            <section class="editor-panel is-main" aria-label="The script">
                <TextField
                    name=Part::Text.name()
                    label="Script"
                    hint="Read out to whoever answers, or to their voicemail after its greeting."
                    offers=Offers::Lines
                    value=script
                    on_input=write
                    problems
                />
                <p class="sms-count" role="status">
                    <strong>{length}</strong>
                    " "
                    <span class="muted">"at 150 words a minute; 60 are allowed"</span>
                </p>
                <div class="field">
                    <label for="language">"Language of the voice"</label>
                    <Select
                        name="language"
                        choices
                        value=language
                        disabled=Signal::derive(move || !editor.editable.get())
                        on_change=choose
                    />
                </div>
                <PurposeField />
                <Problems />
            </section>
            <section class="canvas" aria-label="As it is read out">
                <div class="canvas-tools">
                    <Who />
                </div>
                <div class="canvas-scroll" tabindex="0" role="group" aria-label="Preview">
                    <ReadOut script=shown language=now />
                </div>
            </section>
        </div>
    }
    .into_any()
}
