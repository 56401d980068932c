//! Choosing a picture: the media library, and adding to it.

use super::doors::{pictures, upload_picture};
use base::AppError;
use kit::file::read_base64;
use kit::{Button, ButtonKind, Dialog, Field, FormErrors, SearchInput, TextInput, Tone, toast};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::field::FieldError;
use shared::messages::Picture;

/// A dialog with the pictures that were uploaded, and a way to add one. `on_choose` hears which was taken.
#[component]
pub fn Library(open: RwSignal<bool>, on_choose: Callback<Picture>) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let list = Resource::new(
        move || (open.get(), search.get()),
        |(open, search)| async move { if open { pictures(search).await } else { Ok(Vec::new()) } },
    );
    let added = Callback::new(move |picture: Picture| on_choose.run(picture));
    view! {
        <Dialog open title="Media library" wide=true>
            <Upload on_added=added />
            <SearchInput label="Search pictures" value=search />
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    list.await
                        .map(|all| {
                            let tiles = all
                                .into_iter()
                                .map(|picture| {
                                    let chosen = picture.clone();
                                    view! {
                                        <li>
                                            <button
                                                type="button"
                                                class="library-picture"
                                                on:click=move |_| on_choose.run(chosen.clone())
                                            >
                                                <img src=format!("/media/{}", picture.id) alt=picture.alt.clone() loading="lazy" />
                                                <span>{picture.name}</span>
                                            </button>
                                        </li>
                                    }
                                })
                                .collect_view();
                            view! {
                                <ul class="library" role="list">
                                    {tiles}
                                </ul>
                            }
                        })
                })}
            </Transition>
        </Dialog>
    }
    .into_any()
}

const KINDS: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// What is wrong with a file as far as its kind and size tell; its bytes are judged by the server.
fn unfit(file: &web_sys::File) -> Option<&'static str> {
    if !KINDS.contains(&file.type_().as_str()) {
        Some("E-mail programs can't show this kind of file. Choose a PNG, JPEG, GIF or WebP picture.")
    } else if file.size() > 5.0 * 1024.0 * 1024.0 {
        Some("The picture is larger than 5 MB. Save it smaller: 1200 pixels wide is plenty.")
    } else {
        None
    }
}

#[component]
fn Upload(on_added: Callback<Picture>) -> impl IntoView {
    let errors = FormErrors::provide();
    let alt = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let chosen = move || input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
    let look = move |_| {
        let complaint = chosen().and_then(|file| unfit(&file));
        errors.set(complaint.map(|why| FieldError::new("file", why)).into_iter().collect());
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut found = Vec::new();
        let file = chosen();
        match &file {
            None => found.push(FieldError::new("file", "Choose a picture first.")),
            Some(file) => found.extend(unfit(file).map(|why| FieldError::new("file", why))),
        }
        if alt.with_untracked(|alt| alt.trim().is_empty()) {
            found.push(FieldError::new("alt", "Describe the picture for people who can't see it."));
        }
        let complete = found.is_empty();
        errors.set(found);
        let Some(file) = file.filter(|_| complete) else { return };
        busy.set(true);
        let name = file.name();
        read_base64(&file, move |data| {
            spawn_local(async move {
                let said = alt.get_untracked().trim().to_owned();
                match upload_picture(name, said.clone(), data).await {
                    // The library may have known the picture by other words: here it is what was said just now.
                    Ok(picture) => on_added.run(Picture { alt: said, ..picture }),
                    Err(AppError::Invalid(found)) => errors.set(found),
                    Err(error) => toast(Tone::Danger, error.to_string()),
                }
                busy.set(false);
            });
        });
    };
    view! {
        <form class="form library-upload" on:submit=send>
            <div class="form-row">
                <Field name="file" label="Upload a picture" hint="PNG, JPEG, GIF or WebP, up to 5 MB.">
                    <input
                        class="input"
                        id="file"
                        name="file"
                        type="file"
                        accept=KINDS.join(",")
                        on:change=look
                        aria-describedby="file-hint file-error"
                        node_ref=input
                    />
                </Field>
                <Field name="alt" label="What it shows">
                    <TextInput name="alt" value=alt />
                </Field>
            </div>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary icon="upload" submit=true busy>
                    "Upload and use"
                </Button>
            </div>
        </form>
    }
    .into_any()
}
