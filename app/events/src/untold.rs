//! A live event that changed: whether the registered are to be told.

use super::doors::tell_event_changes;
use super::planning::{Planning, tell};
use kit::{Button, ButtonKind, Notice, Tone, toast};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[component]
pub fn Untold() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let registered = move || planning.page.with(|page| page.attendance.registered);
    let wanted =
        Memo::new(move |_| planning.may_edit.get() && registered() > 0 && planning.page.with(|page| page.untold));
    let send = move |_| {
        spawn_local(async move {
            match tell_event_changes(planning.id()).await {
                Ok(count) => {
                    planning.page.update(|page| page.untold = false);
                    toast(Tone::Good, format!("{count} people get a message with a new calendar file."));
                }
                Err(error) => tell(&error),
            }
        });
    };
    let label = move || match registered() {
        1 => "Tell the 1 registered person".to_owned(),
        many => format!("Tell the {many} registered"),
    };
    view! {
        <Show when=move || wanted.get()>
            <Notice tone=Tone::Look title="The event has changed since the registered were told">
                <p>"Their calendars still show the event as it was. They get a letter with the event as it is now."</p>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary icon="send" on_click=send>
                        {label}
                    </Button>
                </div>
            </Notice>
        </Show>
    }
    .into_any()
}
