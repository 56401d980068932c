//! The picture of an image block.

use super::state::editor;
use kit::Button;
use leptos::prelude::*;
use media::Library;
use shared::messages::{BlockId, Content, Picture};

/// The picture of an image block, with the button that opens the library.
#[component]
pub fn PictureField(id: BlockId) -> impl IntoView {
    let editor = editor();
    let open = RwSignal::new(false);
    let chosen = move || {
        editor.document.with(|document| match document.block(id).map(|block| &block.content) {
            Some(Content::Image { picture, .. }) => *picture,
            _ => None,
        })
    };
    let choose = Callback::new(move |picture: Picture| {
        editor.edit_block(id, "", |content| {
            if let Content::Image { picture: held, alt, .. } = content {
                *held = Some(picture.id);
                *alt = picture.alt;
            }
        });
        open.set(false);
    });
    view! {
        <div class="picture-field">
            {move || chosen().map(|id| view! { <img src=format!("/media/{id}") alt="" /> })}
            <Button icon="image" disabled=Signal::derive(move || !editor.editable.get()) on_click=move |_| open.set(true)>
                {move || if chosen().is_some() { "Replace the picture" } else { "Choose a picture" }}
            </Button>
        </div>
        <Library open on_choose=choose />
    }
    .into_any()
}
