//! Finding somebody of one's programs by name.

use super::doors::find_people;
use super::state::Desk;
use kit::{Field, TextInput, answers, settled};
use leptos::prelude::*;
use shared::outreach::calls::QueueLine;

#[component]
pub fn FindForm(desk: Desk) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let asked = settled(text);
    let found = answers(move || {
        let text = asked.get();
        async move { find_people(text).await }
    });
    let lines = move || match found.get() {
        None => ().into_any(),
        Some(Err(error)) => view! { <p class="field-error">{error.to_string()}</p> }.into_any(),
        Some(Ok(lines)) if lines.is_empty() && !asked.get().trim().is_empty() => {
            view! { <p class="quiet">"Nobody of your programs who waits for a call has this name."</p> }.into_any()
        }
        Some(Ok(lines)) => lines.into_iter().map(|line| found_line(desk, line)).collect_view().into_any(),
    };
    view! {
        <Field name="find-person" label="Name">
            <TextInput name="find-person" value=text autocomplete="off" autofocus=true />
        </Field>
        <ul class="desk-lines" role="list">
            {lines}
        </ul>
    }
    .into_any()
}

fn found_line(desk: Desk, line: QueueLine) -> AnyView {
    let call = line.call;
    let detail = line.holder.as_ref().map_or_else(|| line.about.clone(), |holder| format!("With {holder}"));
    let take = move |_| {
        desk.front.set(None);
        desk.take(call);
    };
    view! {
        <li>
            <button type="button" class="desk-line" disabled=line.holder.is_some() on:click=take>
                <span class="desk-line-text">
                    <strong>{line.name.reveal().clone()}</strong>
                    <span class="second">{detail}</span>
                </span>
                <span class="desk-line-side">{format!("{} {}", line.clock, line.zone)}</span>
            </button>
        </li>
    }
    .into_any()
}
