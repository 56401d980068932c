//! The editor of a postcard or letter: the words at the left, the paper beside.

use super::problems::Problems;
use super::purpose_field::PurposeField;
use super::state::editor;
use super::text_field::{Offers, TextField};
use super::who::Who;
use crate::paper::Paper;
use kit::{Button, ButtonKind, Choice, RadioGroup, Select};
use leptos::prelude::*;
use media::Library;
use shared::language::Language;
use shared::messages::{
    Part, Picture, Place, PostDocument, PostKind, PostalAddress, PrintedMail, render_post, sample_code,
};

#[component]
pub fn PostEditor() -> impl IntoView {
    let editor = editor();
    let kind = choice(
        move |post| post.kind.code(),
        move |code| {
            if let Ok(kind) = code.parse::<PostKind>() {
                editor.edit_post("", |post| post.kind = kind);
            }
        },
    );
    let now = Memo::new(move |_| editor.post.with(|post| post.kind));
    let kinds: Vec<Choice> = PostKind::ALL.iter().map(|kind| Choice::new(kind.code(), kind.label())).collect();
    let shown = Memo::new(move |_| editor.post.with(|post| editor.shown.with(|values| preview(post, values))));
    view! {
        <div class="editor-body is-plain">
            <section class="editor-panel is-main" aria-label="The words">
                <RadioGroup name="kind" label="What is mailed" choices=kinds value=kind />
                {move || match now.get() {
                    PostKind::Postcard => view! { <Card /> }.into_any(),
                    PostKind::Letter => view! { <Letter /> }.into_any(),
                }}
                <PaperLanguage />
                <PurposeField />
                <Problems />
            </section>
            <section class="canvas" aria-label="As it is printed">
                <div class="canvas-tools">
                    <Who />
                    <a class="button button-secondary button-s" href=format!("/staff/messages/{}/mail.pdf", editor.id) target="_blank" rel="noopener">
                        "Saved draft as PDF"
                    </a>
                </div>
                <div class="canvas-scroll" tabindex="0" role="group" aria-label="Preview">
                    <Paper mail=shown />
                </div>
            </section>
        </div>
    }
    .into_any()
}

/// A choice that follows the document, and changes it.
fn choice(
    read: impl Fn(&PostDocument) -> &'static str + Copy + Send + Sync + 'static,
    write: impl Fn(String) + 'static,
) -> RwSignal<String> {
    let editor = editor();
    let value = RwSignal::new(editor.post.with_untracked(|post| read(post).to_owned()));
    Effect::new(move |_| value.set(editor.post.with(|post| read(post).to_owned())));
    Effect::watch(
        move || value.get(),
        move |code, _, _| {
            if editor.post.with_untracked(|post| read(post) != code) {
                write(code.clone());
            }
        },
        false,
    );
    value
}

fn preview(post: &PostDocument, values: &shared::messages::Values) -> PrintedMail {
    let get = |path: &str| values.get(path).cloned().unwrap_or_default();
    PrintedMail {
        recipient: format!("{} {}", get("patient.first_name"), get("patient.last_name")).trim().to_owned(),
        address: PostalAddress::sample(),
        dated: post.language.sample_date(),
        code: sample_code(),
        ..render_post(post, values)
    }
}

#[component]
fn Card() -> impl IntoView {
    view! {
        <FrontPicture />
        <PartField part=Part::Headline label="Headline" offers=Offers::Fields read=|post| &post.headline write=|post, text| post.headline = text />
        <PartField part=Part::Front label="Front" hint="Below the headline." offers=Offers::Markup read=|post| &post.front write=|post, text| post.front = text />
        <PartField
            part=Part::Text
            label="Back"
            hint="Beside the address. Others may read a card: nothing about anybody’s health."
            offers=Offers::Markup
            read=|post| &post.back
            write=|post, text| post.back = text
        />
    }
    .into_any()
}

#[component]
fn Letter() -> impl IntoView {
    view! {
        <PartField
            part=Part::Text
            label="Letter"
            hint="Addresses, date and page numbers are set for you."
            offers=Offers::Markup
            read=|post| &post.letter
            write=|post, text| post.letter = text
        />
    }
    .into_any()
}

#[component]
fn PartField(
    part: Part,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    offers: Offers,
    read: fn(&PostDocument) -> &String,
    write: fn(&mut PostDocument, String),
) -> impl IntoView {
    let editor = editor();
    let value = Signal::derive(move || editor.post.with(|post| read(post).clone()));
    let on_input = Callback::new(move |text: String| editor.edit_post(part.name(), |post| write(post, text)));
    let problems = editor.complaints(Place::Part(part));
    view! { <TextField name=part.name() label hint offers value on_input problems /> }
}

/// The picture on the front of a card.
#[component]
fn FrontPicture() -> impl IntoView {
    let editor = editor();
    let open = RwSignal::new(false);
    let chosen = Memo::new(move |_| editor.post.with(|post| post.picture));
    let choose = Callback::new(move |picture: Picture| {
        editor.edit_post("", |post| post.picture = Some(picture.id));
        open.set(false);
    });
    let disabled = Signal::derive(move || !editor.editable.get());
    view! {
        <div class="picture-field">
            {move || chosen.get().map(|id| view! { <img src=format!("/media/{id}") alt="" /> })}
            <p class="form-actions">
                <Button icon="image" disabled on_click=move |_| open.set(true)>
                    {move || if chosen.get().is_some() { "Replace the picture" } else { "Choose a picture" }}
                </Button>
                {move || {
                    chosen
                        .get()
                        .map(|_| {
                            view! {
                                <Button
                                    kind=ButtonKind::Quiet
                                    disabled
                                    on_click=move |_| editor.edit_post("", |post| post.picture = None)
                                >
                                    "Without a picture"
                                </Button>
                            }
                        })
                }}
            </p>
        </div>
        <Library open on_choose=choose />
    }
    .into_any()
}

/// In which language date and code are printed.
#[component]
fn PaperLanguage() -> impl IntoView {
    let editor = editor();
    let value = RwSignal::new(editor.post.with_untracked(|post| post.language.code().to_owned()));
    Effect::new(move |_| value.set(editor.post.with(|post| post.language.code().to_owned())));
    let choices: Vec<Choice> = Language::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let choose = move |code: String| {
        if let Ok(language) = code.parse::<Language>() {
            editor.edit_post("language", |post| post.language = language);
        }
    };
    view! {
        <div class="field">
            <label for="language">"Language"</label>
            <Select name="language" choices value disabled=Signal::derive(move || !editor.editable.get()) on_change=choose />
        </div>
    }
    .into_any()
}
