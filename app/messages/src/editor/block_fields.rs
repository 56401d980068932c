//! The fields of the selected block.

use super::picture::PictureField;
use super::section_fields::{InColumn, SectionFields};
use super::shared_fields::{ShareField, SharedFields};
use super::state::editor;
use super::text_field::{Offers, TextField};
use kit::Choice;
use leptos::prelude::*;
use shared::messages::{Align, BlockField, BlockId, Content, HeadingSize, Place};

#[component]
pub fn BlockFields(id: BlockId) -> impl IntoView {
    let editor = editor();
    let Some(content) =
        editor.document.with_untracked(|document| document.block(id).map(|block| block.content.clone()))
    else {
        return ().into_any();
    };
    let label = content.label();
    let can_be_shared =
        !matches!(content, Content::Shared { .. } | Content::Footer { .. } | Content::Divider | Content::Spacer { .. });
    let section = editor.document.with_untracked(|document| document.section_of(id));
    let fields = match content {
        Content::Heading { size, align, .. } => view! {
            <BlockText id field=BlockField::Text name="block-text" label="Text" offers=Offers::Fields />
            <SizeField id size />
            <AlignField id align />
        }
        .into_any(),
        Content::Text { align, .. } => view! {
            <BlockText
                id
                field=BlockField::Text
                name="block-text"
                label="Text"
                hint="An empty line starts a new paragraph."
                offers=Offers::Markup
            />
            <AlignField id align />
        }
        .into_any(),
        Content::Image { .. } => view! {
            <PictureField id />
            <BlockText
                id
                field=BlockField::Alt
                name="block-alt"
                label="Description"
                hint="Describes the picture for people who can't see it."
            />
            <BlockText
                id
                field=BlockField::Link
                name="block-link"
                label="Link"
                hint="Where a click leads (optional)."
                offers=Offers::Fields
            />
        }
        .into_any(),
        Content::Button { align, .. } => view! {
            <BlockText
                id
                field=BlockField::Label
                name="block-label"
                label="Label"
                offers=Offers::Fields
            />
            <BlockText
                id
                field=BlockField::Link
                name="block-url"
                label="Link"
                hint="Starts with https://, or is a field."
                offers=Offers::Fields
            />
            <AlignField id align />
        }
        .into_any(),
        Content::Divider => {
            view! { <p class="panel-note">"A thin line between two parts. There is nothing to set."</p> }.into_any()
        }
        Content::Spacer { .. } => view! { <HeightField id /> }.into_any(),
        Content::Section { .. } => view! { <SectionFields id /> }.into_any(),
        Content::Shared { block } => view! { <SharedFields id block /> }.into_any(),
        Content::Quote { .. } => view! {
            <BlockText id field=BlockField::Text name="block-text" label="What was said" offers=Offers::Lines />
            <BlockText id field=BlockField::By name="block-by" label="Who said it" hint="May stay empty." />
        }
        .into_any(),
        Content::Qr { .. } => view! {
            <BlockText id field=BlockField::Label name="block-label" label="Words below the code" offers=Offers::Fields />
            <BlockText
                id
                field=BlockField::Link
                name="block-url"
                label="Link"
                hint="Starts with https://, or is a field."
                offers=Offers::Fields
            />
        }
        .into_any(),
        Content::Social { .. } => view! {
            <BlockText
                id
                field=BlockField::Text
                name="block-text"
                label="Links"
                hint="One a line: a name, a space, the address."
                offers=Offers::Lines
            />
        }
        .into_any(),
        Content::EventCard { event, .. } => view! {
            <EventField id event />
            <BlockText id field=BlockField::Label name="block-label" label="Label" offers=Offers::Fields />
            <p class="panel-note">
                "Name, time and place are those that the event has at sending. The fields of the first event in a message can be used in its other texts."
            </p>
        }
        .into_any(),
        Content::AppointmentCard { .. } => view! {
            <BlockText id field=BlockField::Text name="block-text" label="Where there is no visit" offers=Offers::Fields />
            <p class="panel-note">"Time, reason and place of the recipient’s next visit, as the calendar has it at sending."</p>
        }
        .into_any(),
        Content::Masthead => view! {
            <p class="panel-note">"The organization’s logo and name. An administrator sets the logo in the brand kit."</p>
        }
        .into_any(),
        Content::Footer { .. } => view! {
            <BlockText
                id
                field=BlockField::Text
                name="block-text"
                label="Your own words"
                hint="Shown above the address (optional)."
                offers=Offers::Markup
            />
            <p class="panel-note">
                "The organization's postal address and “Manage your preferences or unsubscribe” are filled in automatically for each recipient."
            </p>
        }
        .into_any(),
    };
    view! {
        {section.map(|section| view! { <InColumn id section /> })}
        <h2>{label}</h2>
        {fields}
        {can_be_shared.then(|| view! { <ShareField id /> })}
    }
    .into_any()
}

/// One text of a block, with what is wrong with it.
#[component]
fn BlockText(
    id: BlockId,
    field: BlockField,
    /// Unique on the page: the input's id.
    name: &'static str,
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] offers: Offers,
) -> impl IntoView {
    let editor = editor();
    let value = Signal::derive(move || {
        editor.document.with(|document| {
            let block = document.block(id);
            block.and_then(|block| block.content.text(field)).unwrap_or_default().to_owned()
        })
    });
    let write = Callback::new(move |text: String| {
        editor.edit_block(id, field.name(), |content| {
            if let Some(held) = content.text_mut(field) {
                *held = text;
            }
        });
    });
    let problems = editor.complaints(Place::Block(id, field));
    view! { <TextField name label hint offers value on_input=write problems /> }.into_any()
}

#[component]
fn HeightField(id: BlockId) -> impl IntoView {
    let editor = editor();
    let height = Signal::derive(move || {
        editor.document.with(|document| {
            let mut content = document.block(id).map(|block| block.content.clone());
            let height = content.as_mut().and_then(Content::height_mut).map(|height| height.to_string());
            height.unwrap_or_default()
        })
    });
    let set = Callback::new(move |text: String| {
        if let Ok(pixels) = text.parse::<u16>() {
            editor.edit_block(id, "height", |content| {
                if let Some(height) = content.height_mut() {
                    *height = pixels.min(120);
                }
            });
        }
    });
    view! { <TextField name="block-height" label="Height in pixels" hint="4 to 120" kind="number" value=height on_input=set /> }
    .into_any()
}

#[component]
fn SizeField(id: BlockId, size: HeadingSize) -> impl IntoView {
    let editor = editor();
    let set = move |code: String| {
        editor.edit_block(id, "", |content| {
            if let Some(size) = content.size_mut() {
                *size = if code == "large" { HeadingSize::Large } else { HeadingSize::Small };
            }
        });
    };
    let chosen = if size == HeadingSize::Large { "large" } else { "small" };
    view! { <Choose name="size" label="Size" choices=vec![("large", "Large"), ("small", "Small")] chosen on_choose=set /> }
    .into_any()
}

#[component]
fn AlignField(id: BlockId, align: Align) -> impl IntoView {
    let editor = editor();
    let set = move |code: String| {
        editor.edit_block(id, "", |content| {
            if let Some(align) = content.align_mut() {
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

/// Which event a card shows.
#[component]
fn EventField(id: BlockId, event: Option<shared::ids::EventId>) -> impl IntoView {
    let editor = editor();
    let value = RwSignal::new(event.map(|id| id.to_string()).unwrap_or_default());
    let mut choices = vec![Choice::new("", "Choose an event")];
    choices.extend(editor.events.get_value().into_iter().map(|event| Choice::new(event.id.to_string(), event.name)));
    let set = move |code: String| {
        editor.edit_block(id, "", |content| content.set_event(code.parse().ok()));
    };
    let problems = editor.complaints(Place::Block(id, BlockField::Event));
    view! {
        <div class="field">
            <label for="block-event">"Event"</label>
            <kit::Select name="block-event" choices value disabled=Signal::derive(move || !editor.editable.get()) on_change=set />
            <p class="field-error" id="block-event-error" aria-live="polite">{move || problems.get().join(" ")}</p>
        </div>
    }
    .into_any()
}
