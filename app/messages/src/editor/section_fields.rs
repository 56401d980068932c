//! The settings of a section with columns, and the blocks that stand in them.

use super::super::doors::list_audiences;
use super::state::{Selected, editor};
use super::text_field::{Offers, TextField};
use kit::{Button, ButtonKind, ButtonSize, Choice, Icon, Menu, MenuItem, Select};
use leptos::prelude::*;
use shared::messages::{
    Background, Block, BlockField, BlockId, Content, Direction, Layout, fit_columns, insert_in_column,
};

#[component]
pub fn SectionFields(id: BlockId) -> impl IntoView {
    let editor = editor();
    let read = move |pick: fn(&mut Content) -> Option<String>| {
        editor.document.with_untracked(|document| {
            let mut content = document.block(id).map(|block| block.content.clone());
            content.as_mut().and_then(pick).unwrap_or_default()
        })
    };
    let layout = RwSignal::new(read(|content| content.section_mut().map(|(layout, ..)| layout.code().to_owned())));
    let background =
        RwSignal::new(read(|content| content.section_mut().map(|(_, background, _)| background.code().to_owned())));
    let layouts: Vec<Choice> = Layout::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let backgrounds: Vec<Choice> = Background::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let set_layout = move |code: String| {
        if let Some(wanted) = Layout::from_code(&code) {
            editor.edit_block(id, "", |content| {
                if let Some((layout, _, columns)) = content.section_mut() {
                    *layout = wanted;
                    fit_columns(columns, wanted);
                }
            });
        }
    };
    let set_background = move |code: String| {
        if let Some(wanted) = Background::from_code(&code) {
            editor.edit_block(id, "", |content| {
                if let Some((_, background, _)) = content.section_mut() {
                    *background = wanted;
                }
            });
        }
    };
    let columns = Memo::new(move |_| {
        editor
            .document
            .with(|document| document.block(id).map(|block| block.content.columns().to_vec()).unwrap_or_default())
    });
    let disabled = Signal::derive(move || !editor.editable.get());
    view! {
        <div class="field">
            <label for="section-layout">"Columns"</label>
            <Select name="section-layout" choices=layouts value=layout disabled on_change=set_layout />
        </div>
        <div class="field">
            <label for="section-background">"Background"</label>
            <Select name="section-background" choices=backgrounds value=background disabled on_change=set_background />
        </div>
        <ShowTo id />
        {move || {
            columns
                .get()
                .into_iter()
                .enumerate()
                .map(|(number, blocks)| view! { <Column section=id number blocks /> })
                .collect_view()
        }}
        <p class="panel-note">"On a phone the columns stand below one another, the first one first."</p>
    }
    .into_any()
}

/// Who sees the section, and what the others read.
#[component]
fn ShowTo(id: BlockId) -> impl IntoView {
    let editor = editor();
    let shown = Memo::new(move |_| {
        editor.document.with(|document| document.block(id).and_then(|block| block.content.show_to()))
    });
    let value = RwSignal::new(shown.get_untracked().map(|id| id.to_string()).unwrap_or_default());
    let known = Resource::new(|| (), |()| list_audiences());
    let choices = Signal::derive(move || {
        let known = known.get().and_then(Result::ok).unwrap_or_default();
        let mut choices = vec![Choice::new("", "Everybody")];
        choices.extend(known.into_iter().map(|(id, name)| Choice::new(id.to_string(), format!("Members of {name}"))));
        choices
    });
    let set = move |code: String| editor.edit_block(id, "", |content| content.set_show_to(code.parse().ok()));
    let otherwise = Signal::derive(move || {
        editor.document.with(|document| {
            let block = document.block(id);
            block.and_then(|block| block.content.text(BlockField::Otherwise)).unwrap_or_default().to_owned()
        })
    });
    let write = Callback::new(move |text: String| {
        editor.edit_block(id, BlockField::Otherwise.name(), |content| {
            if let Some(held) = content.text_mut(BlockField::Otherwise) {
                *held = text;
            }
        });
    });
    view! {
        <div class="field">
            <label for="show-to">"Show to"</label>
            <Select
                name="show-to"
                choices
                value
                disabled=Signal::derive(move || !editor.editable.get())
                on_change=set
            />
            <p class="field-hint">"Looked up for each recipient at sending."</p>
        </div>
        {move || {
            shown
                .get()
                .map(|_| {
                    view! {
                        <TextField
                            name="otherwise"
                            label="What the others read"
                            hint="May stay empty."
                            offers=Offers::Markup
                            value=otherwise
                            on_input=write
                        />
                    }
                })
        }}
    }
    .into_any()
}

/// What stands in one column, and what can be added to it.
#[component]
fn Column(section: BlockId, number: usize, blocks: Vec<Block>) -> impl IntoView {
    let editor = editor();
    let name = format!("Column {}", number + 1);
    let add = move |content: Content| {
        let mut added = None;
        editor.edit("", |document| added = insert_in_column(document, section, number, content));
        if let Some(id) = added {
            editor.select(Selected::Block(id));
        }
    };
    let lines = blocks
        .into_iter()
        .map(|block| {
            let (id, label, icon) = (block.id, block.content.label(), block.content.icon());
            let words: String =
                block.content.texts().first().map(|(_, text)| text.chars().take(40).collect()).unwrap_or_default();
            view! {
                <li>
                    <button type="button" class="column-block" on:click=move |_| editor.select(Selected::Block(id))>
                        <Icon name=icon />
                        <span>{label} <span class="second">{words}</span></span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="column-list" aria-label=name.clone()>
            <div class="field-line">
                <h3>{name.clone()}</h3>
                <Menu label=format!("Add to {}", name.to_lowercase()) icon="plus" size=ButtonSize::Small>
                    {Content::palette()
                        .into_iter()
                        .filter(Content::fits_a_column)
                        .map(|content| {
                            let (label, icon) = (content.label(), content.icon());
                            view! { <MenuItem label icon on_select=move |()| add(content.clone()) /> }
                        })
                        .collect_view()}
                </Menu>
            </div>
            <ul role="list">{lines}</ul>
        </section>
    }
    .into_any()
}

/// Above the fields of a block that stands in a column: the way back, and what the canvas offers for other blocks.
#[component]
pub fn InColumn(id: BlockId, section: BlockId) -> impl IntoView {
    let editor = editor();
    let disabled = Signal::derive(move || !editor.editable.get());
    view! {
        <p class="form-actions">
            <Button size=ButtonSize::Small icon="arrow-left" on_click=move |_| editor.select(Selected::Block(section))>
                "Back to the columns"
            </Button>
        </p>
        <div class="form-actions" role="group" aria-label="This block">
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="arrow-up" label="Move up" disabled on_click=move |_| editor.move_by(id, Direction::Up) />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="arrow-down" label="Move down" disabled on_click=move |_| editor.move_by(id, Direction::Down) />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="copy" label="Duplicate" disabled on_click=move |_| editor.repeat(id) />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="trash-2" label="Delete" disabled on_click=move |_| editor.remove(id) />
        </div>
    }
    .into_any()
}
