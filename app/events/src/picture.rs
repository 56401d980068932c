//! The event's picture: from the media library, shown on the public page and where the page is shared.

use super::doors::save_event_field;
use super::inline::{InlineField, Mark, Saver};
use super::planning::{Planning, tell};
use kit::{Button, ButtonKind, Card};
use leptos::prelude::*;
use media::Library;
use shared::events::EventField;
use shared::messages::Picture;

#[component]
pub fn PictureCard() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let open = RwSignal::new(false);
    let saver = Saver::new(planning, EventField::Picture);
    let chosen = move || planning.page.with(|page| page.event.fields.picture);
    let closed = Signal::derive(move || !planning.is_open().get());
    let choose = Callback::new(move |picture: Picture| {
        open.set(false);
        // The library's words are the start; the planner may say it better for this event.
        let words = save_event_field(planning.id(), EventField::PictureAlt, picture.alt);
        planning.act(words, move |done| match done {
            Ok(()) => saver.save(picture.id.to_string()),
            Err(error) => tell(&error),
        });
    });
    view! {
        <Card title="Picture">
            <div class="form">
                <div class="picture-field">
                    {move || chosen().map(|id| view! { <img src=format!("/media/{id}") alt="" /> })}
                    <div class="row">
                        <Button icon="image" disabled=closed on_click=move |_| open.set(true)>
                            {move || if chosen().is_some() { "Replace the picture" } else { "Choose a picture" }}
                        </Button>
                        <Show when=move || chosen().is_some()>
                            <Button kind=ButtonKind::Quiet disabled=closed on_click=move |_| saver.save(String::new())>
                                "Remove it"
                            </Button>
                        </Show>
                        <Mark saver />
                    </div>
                    <p class="field-error" aria-live="polite">{move || saver.error.get()}</p>
                </div>
                {move || {
                    // Made anew with each picture, so that it shows that picture's words.
                    chosen().map(|_| view! { <InlineField field=EventField::PictureAlt /> })
                }}
            </div>
        </Card>
        <Library open on_choose=choose />
    }
    .into_any()
}
