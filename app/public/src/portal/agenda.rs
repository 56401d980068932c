//! The longer part of an event's page: about it, agenda, speakers.

use leptos::prelude::*;
use shared::events::views::EventRecord;

/// Paragraphs parted by empty lines.
pub fn description(event: &EventRecord) -> Option<AnyView> {
    let paragraphs: Vec<_> = event
        .fields
        .description
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p>{paragraph.to_owned()}</p> })
        .collect();
    (!paragraphs.is_empty()).then(|| view! { <section><h2>"About this event"</h2>{paragraphs}</section> }.into_any())
}

/// Sessions with their times and speakers.
pub fn agenda(event: &EventRecord) -> Option<AnyView> {
    let rows: Vec<_> = event
        .sessions
        .iter()
        .map(|session| {
            let speaker = session.speaker.and_then(|id| event.speakers.iter().find(|speaker| speaker.id == id));
            view! {
                <li>
                    <time datetime=session.starts.to_string()>{session.starts.clock()}</time>
                    <div>
                        <strong>{session.title.clone()}</strong>
                        {speaker.map(|speaker| view! { <span>{speaker.name.clone()}</span> })}
                        {(!session.summary.is_empty()).then(|| view! { <p>{session.summary.clone()}</p> })}
                    </div>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section id="agenda">
                <h2>"Agenda"</h2>
                <ol class="sheet agenda">{rows}</ol>
            </section>
        }
        .into_any()
    })
}

/// Who speaks.
pub fn speakers(event: &EventRecord) -> Option<AnyView> {
    let rows: Vec<_> = event
        .speakers
        .iter()
        .map(|speaker| {
            view! {
                <li>
                    <strong>{speaker.name.clone()}</strong>
                    {(!speaker.role.is_empty()).then(|| view! { <span>{speaker.role.clone()}</span> })}
                    {(!speaker.bio.is_empty()).then(|| view! { <p>{speaker.bio.clone()}</p> })}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <section id="speakers"><h2>"Speakers"</h2><ul class="sheet people">{rows}</ul></section> }.into_any()
    })
}
