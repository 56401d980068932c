//! The picture of an image block.

use super::state::editor;
use kit::Button;
use leptos::prelude::*;
use media::Library;
use shared::messages::{BlockField, BlockId, Picture, Place};

/// The picture of an image block, with the button that opens the library.
#[component]
pub fn PictureField(id: BlockId) -> impl IntoView {
    let editor = editor();
    let open = RwSignal::new(false);
    let complaints = editor.complaints(Place::Block(id, BlockField::Picture));
    let chosen = move || editor.document.with(|document| document.block(id).and_then(|block| block.content.picture()));
    let choose = Callback::new(move |picture: Picture| {
        editor.edit_block(id, "", |content| content.set_picture(picture.id, &picture.alt));
        open.set(false);
    });
    view! {
        <div class="picture-field">
            {move || chosen().map(|id| view! { <img src=format!("/media/{id}") alt="" /> })}
            <Button icon="image" disabled=Signal::derive(move || !editor.editable.get()) on_click=move |_| open.set(true)>
                {move || if chosen().is_some() { "Replace the picture" } else { "Choose a picture" }}
            </Button>
            <p class="field-error" aria-live="polite">{move || complaints.get().join(" ")}</p>
        </div>
        <Library open on_choose=choose />
    }
    .into_any()
}
