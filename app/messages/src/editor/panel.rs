//! The right side: problems, and the fields of what is selected.

use super::block::block_dom_id;
use super::picture::PictureField;
use super::state::{Editor, Selected, editor};
use super::text_field::{Offers, TextField};
use kit::{Button, ButtonSize, Choice, Icon, Select};
use leptos::prelude::*;
use shared::consent::Purpose;
use shared::messages::{Align, BlockId, Content, Header, HeadingSize, Place, Problem, Severity};

#[component]
pub fn Panel() -> impl IntoView {
    let editor = editor();
    Effect::new(move |_| {
        if let (Selected::Block(id), true) = (editor.selected.get(), editor.sheet.get()) {
            request_animation_frame(move || show_above_sheet(id));
        }
    });
    view! {
        <aside class="editor-panel" class:is-sheet=move || editor.sheet.get() aria-label="Settings">
            <div class="editor-sheet-head">
                <Button size=ButtonSize::Small icon="check" on_click=move |_| editor.sheet.set(false)>
                    "Done"
                </Button>
            </div>
            <Problems />
            {move || match editor.selected.get() {
                Selected::Header => view! { <HeaderFields /> }.into_any(),
                Selected::Block(id) => view! { <BlockFields id /> }.into_any(),
            }}
        </aside>
    }
    .into_any()
}

/// Brings a block out from under the sheet; on a wide screen nothing lies over it.
fn show_above_sheet(id: BlockId) {
    let narrow = window().match_media("(width < 48rem)").ok().flatten().is_some_and(|media| media.matches());
    if let Some(block) = document().get_element_by_id(&block_dom_id(id)).filter(|_| narrow) {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        block.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// All that is missing; each leads to its place.
#[component]
fn Problems() -> impl IntoView {
    let editor = editor();
    let errors =
        move || editor.problems.with(|all| all.iter().filter(|problem| problem.severity == Severity::Error).count());
    let blocked = move || errors() > 0;
    let title = move || match (errors(), editor.problems.with(Vec::len)) {
        (_, 0) => "Nothing is missing".to_owned(),
        (0, 1) => "1 thing to consider".to_owned(),
        (0, all) => format!("{all} things to consider"),
        (1, _) => "1 thing keeps this from going live".to_owned(),
        (count, _) => format!("{count} things keep this from going live"),
    };
    let of = move |severity: Severity| {
        let all = editor.problems.get().into_iter().filter(|problem| problem.severity == severity);
        all.map(|problem| line(editor, problem)).collect_view()
    };
    let advised = move || blocked() && editor.problems.with(|all| all.len() > errors());
    view! {
        <details class="problems" id="problems" class:is-blocked=blocked>
            <summary>
                {move || {
                    let name = match (blocked(), editor.problems.with(Vec::is_empty)) {
                        (true, _) => "circle-alert",
                        (false, false) => "info",
                        (false, true) => "circle-check",
                    };
                    view! { <Icon name /> }
                }} <span>{title}</span>
            </summary>
            <ul role="list">{move || of(Severity::Error)}</ul>
            {move || advised().then(|| view! { <p class="problems-advice">"To consider, but no hindrance"</p> })}
            <ul role="list">{move || of(Severity::Warning)}</ul>
        </details>
    }
    .into_any()
}

fn line(editor: Editor, problem: Problem) -> impl IntoView {
    let (icon, class) = match problem.severity {
        Severity::Error => ("circle-alert", "problem is-error"),
        Severity::Warning => ("info", "problem"),
    };
    view! {
        <li>
            <button type="button" class=class on:click=move |_| editor.go_to(&problem.place)>
                <Icon name=icon />
                <span>{problem.text}</span>
            </button>
        </li>
    }
}

/// The complaints about one place whose text is about one field of it.
fn complaints(editor: Editor, place: Place, words: &'static [&'static str]) -> Signal<Vec<String>> {
    Signal::derive(move || {
        editor.problems.with(|problems| {
            let here = problems.iter().filter(|problem| problem.place == place && problem.severity == Severity::Error);
            let meant = here.filter(|problem| words.is_empty() || words.iter().any(|word| problem.text.contains(word)));
            meant.map(|problem| problem.text.clone()).collect()
        })
    })
}

#[component]
fn HeaderFields() -> impl IntoView {
    let editor = editor();
    let field = move |get: fn(&Header) -> &String| {
        Signal::derive(move || editor.document.with(|document| get(&document.header).clone()))
    };
    let set = move |name: &'static str, slot: fn(&mut Header) -> &mut String| {
        Callback::new(move |text: String| editor.edit(name, |document| *slot(&mut document.header) = text))
    };
    let at = move |name: &str| complaints(editor, Place::Header(name.to_owned()), &[]);
    let purpose = RwSignal::new(editor.document.with_untracked(|document| document.header.purpose.code().to_owned()));
    Effect::new(move |_| purpose.set(editor.document.with(|document| document.header.purpose.code().to_owned())));
    let choose = move |code: String| {
        if let Ok(purpose) = code.parse::<Purpose>() {
            editor.edit("purpose", |document| document.header.purpose = purpose);
        }
    };
    let choices: Vec<Choice> =
        Purpose::ALL.iter().map(|purpose| Choice::new(purpose.code(), purpose.label())).collect();
    let explanation = move || editor.document.with(|document| document.header.purpose.explanation());
    view! {
        <h2>"Message"</h2>
        <TextField name="subject" label="Subject" offers=Offers::Fields value=field(|h| &h.subject) on_input=set("subject", |h| &mut h.subject) problems=at("subject") />
        <TextField name="preheader" label="Preview line" hint="Shown after the subject in the inbox." offers=Offers::Fields value=field(|h| &h.preheader) on_input=set("preheader", |h| &mut h.preheader) problems=at("preheader") />
        <TextField name="sender_name" label="Sender's name" value=field(|h| &h.sender_name) on_input=set("sender_name", |h| &mut h.sender_name) problems=at("sender_name") />
        <TextField name="sender_address" label="Sender's address" kind="email" value=field(|h| &h.sender_address) on_input=set("sender_address", |h| &mut h.sender_address) problems=at("sender_address") />
        <TextField name="reply_to" label="Replies go to" hint="Empty: to the sender." kind="email" value=field(|h| &h.reply_to) on_input=set("reply_to", |h| &mut h.reply_to) problems=at("reply_to") />
        <div class="field">
            <label for="purpose">"Purpose"</label>
            <Select
                name="purpose"
                choices
                value=purpose
                disabled=Signal::derive(move || !editor.editable.get())
                on_change=choose
            />
            <p class="field-hint" id="purpose-hint">
                {explanation}
                " Consent is asked for by purpose."
            </p>
            <p class="field-error" id="purpose-error"></p>
        </div>
    }
    .into_any()
}

/// One text of a block: how to read and write it.
fn text_of(
    editor: Editor,
    id: BlockId,
    name: &'static str,
    slot: fn(&mut Content) -> Option<&mut String>,
) -> (Signal<String>, Callback<String>) {
    let value = Signal::derive(move || {
        editor.document.with(|document| {
            let mut content = document.block(id).map(|block| block.content.clone());
            content.as_mut().and_then(slot).map(|text| text.clone()).unwrap_or_default()
        })
    });
    let write = Callback::new(move |text: String| {
        editor.edit_block(id, name, |content| {
            if let Some(held) = slot(content) {
                *held = text;
            }
        });
    });
    (value, write)
}

#[component]
fn BlockFields(id: BlockId) -> impl IntoView {
    let editor = editor();
    let Some(content) =
        editor.document.with_untracked(|document| document.block(id).map(|block| block.content.clone()))
    else {
        return ().into_any();
    };
    let place = Place::Block(id);
    let about = move |words| complaints(editor, place.clone(), words);
    let label = content.label();
    let fields = match content {
        Content::Heading { size, align, .. } => {
            let (value, on_input) = text_of(editor, id, "text", |content| match content {
                Content::Heading { text, .. } => Some(text),
                _ => None,
            });
            view! {
                <TextField name="block-text" label="Text" offers=Offers::Fields value on_input problems=about(&[]) />
                <Choose name="size" label="Size" choices=vec![("large", "Large"), ("small", "Small")] chosen=if size == HeadingSize::Large { "large" } else { "small" } on_choose=move |code: String| {
                    editor.edit_block(id, "", |content| if let Content::Heading { size, .. } = content {
                        *size = if code == "large" { HeadingSize::Large } else { HeadingSize::Small };
                    });
                } />
                <AlignField id align />
            }
            .into_any()
        }
        Content::Text { align, .. } => {
            let (value, on_input) = text_of(editor, id, "text", |content| match content {
                Content::Text { text, .. } => Some(text),
                _ => None,
            });
            view! {
                <TextField name="block-text" label="Text" hint="An empty line starts a new paragraph." offers=Offers::Markup value on_input problems=about(&[]) />
                <AlignField id align />
            }
            .into_any()
        }
        Content::Image { .. } => {
            let (alt, on_alt) = text_of(editor, id, "alt", |content| match content {
                Content::Image { alt, .. } => Some(alt),
                _ => None,
            });
            let (link, on_link) = text_of(editor, id, "link", |content| match content {
                Content::Image { link, .. } => Some(link),
                _ => None,
            });
            view! {
                <PictureField id />
                <TextField name="block-alt" label="Description" hint="What the picture shows, for those who do not see it." value=alt on_input=on_alt problems=about(&["description"]) />
                <TextField name="block-link" label="Link" hint="Where a click leads; may stay empty." offers=Offers::Fields value=link on_input=on_link problems=about(&["link", "field"]) />
            }
            .into_any()
        }
        Content::Button { align, .. } => {
            let (text, on_text) = text_of(editor, id, "label", |content| match content {
                Content::Button { label, .. } => Some(label),
                _ => None,
            });
            let (url, on_url) = text_of(editor, id, "url", |content| match content {
                Content::Button { url, .. } => Some(url),
                _ => None,
            });
            view! {
                <TextField name="block-label" label="Words on the button" offers=Offers::Fields value=text on_input=on_text problems=about(&["says nothing"]) />
                <TextField name="block-url" label="Link" hint="Starts with https://, or is a field." offers=Offers::Fields value=url on_input=on_url problems=about(&["link", "field"]) />
                <AlignField id align />
            }
            .into_any()
        }
        Content::Divider => {
            view! { <p class="panel-note">"A thin line between two parts. There is nothing to set."</p> }.into_any()
        }
        Content::Spacer { .. } => {
            let height = Signal::derive(move || {
                editor.document.with(|document| match document.block(id).map(|block| &block.content) {
                    Some(Content::Spacer { height }) => height.to_string(),
                    _ => String::new(),
                })
            });
            let set = Callback::new(move |text: String| {
                if let Ok(pixels) = text.parse::<u16>() {
                    editor.edit_block(id, "height", |content| {
                        if let Content::Spacer { height } = content {
                            *height = pixels.min(120);
                        }
                    });
                }
            });
            view! { <TextField name="block-height" label="Height in pixels" hint="4 to 120" kind="number" value=height on_input=set /> }.into_any()
        }
        Content::Footer { .. } => {
            let (value, on_input) = text_of(editor, id, "text", |content| match content {
                Content::Footer { text } => Some(text),
                _ => None,
            });
            view! {
                <TextField name="block-text" label="Your own words" hint="Above the address; may stay empty." offers=Offers::Markup value on_input problems=about(&[]) />
                <p class="panel-note">
                    "The organisation's postal address and “Manage your preferences or unsubscribe” are filled in by themselves, for each recipient."
                </p>
            }
            .into_any()
        }
    };
    view! {
        <h2>{label}</h2>
        {fields}
    }
    .into_any()
}

#[component]
fn AlignField(id: BlockId, align: Align) -> impl IntoView {
    let editor = editor();
    let set = move |code: String| {
        editor.edit_block(id, "", |content| {
            if let Content::Heading { align, .. } | Content::Text { align, .. } | Content::Button { align, .. } =
                content
            {
                *align = if code == "start" { Align::Start } else { Align::Centre };
            }
        });
    };
    let chosen = if align == Align::Start { "start" } else { "centre" };
    view! { <Choose name="align" label="Place" choices=vec![("start", "Left"), ("centre", "Centre")] chosen on_choose=set /> }.into_any()
}

/// One of a few, at once.
#[component]
fn Choose(
    name: &'static str,
    label: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    chosen: &'static str,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let value = RwSignal::new(chosen.to_owned());
    Effect::watch(move || value.get(), move |code, _, _| on_choose.run(code.clone()), false);
    let choices = choices.into_iter().map(|(value, label)| Choice::new(value, label)).collect::<Vec<_>>();
    view! { <kit::RadioGroup name label choices value row=true /> }.into_any()
}
