//! Going live: what has to be done first, or what it does.

use super::doors::event_goes_live;
use super::missing::MissingList;
use super::planning::Planning;
use base::AppError;
use kit::{Button, ButtonKind, Dialog, Tone, toast};
use leptos::prelude::*;

/// Names what is missing, or says what going live does.
#[component]
pub fn GoLive(open: RwSignal<bool>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let missing = move || planning.page.with(|page| page.missing.clone());
    let refused = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    Effect::watch(move || open.get(), move |_, _, _| refused.set(None), false);
    let go = move |_| {
        busy.set(true);
        planning.act(event_goes_live(planning.id()), move |done| {
            busy.set(false);
            match done {
                Ok(()) => {
                    open.set(false);
                    toast(Tone::Good, "The event is live: the public page takes registrations.");
                }
                Err(AppError::Invalid(errors)) => {
                    planning.page.update(|page| page.missing = errors);
                }
                Err(error) => refused.set(Some(error.to_string())),
            }
        });
    };
    let footer = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Show when=move || missing().is_empty()>
                <Button kind=ButtonKind::Primary busy=busy on_click=go>"Go live"</Button>
            </Show>
        }
    };
    view! {
        <Dialog open title=Signal::stored("Go live".to_owned()) footer=footer>
            {move || {
                let found = missing();
                if found.is_empty() {
                    view! {
                        <p>{move || planning.page.with(|page| page.when.clone())}</p>
                        <p>"The public site lists the event and takes registrations at once. Attendees get a confirmation, and reminders a day and an hour before."</p>
                    }
                        .into_any()
                } else {
                    view! {
                        <p>"Before this event can go live:"</p>
                        <MissingList found leave=move |()| open.set(false) />
                    }
                        .into_any()
                }
            }}
            <p class="field-error" role="alert">{move || refused.get()}</p>
        </Dialog>
    }
    .into_any()
}
