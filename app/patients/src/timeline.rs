//! What happened between us and the patient: sent, opened, registered, attended, newest first.

use base::may;
use kit::time::{Moment, Say, day_of};
use kit::{EmptyState, KindIcon};
use leptos::prelude::*;
use shared::activity;
use shared::noun::{Noun, Thing};
use shared::patients::TimelineLine;
use shared::people::ViewSentMessages;
use shared::time::UtcMillis;

#[component]
pub(super) fn Timeline(lines: Vec<TimelineLine>) -> impl IntoView {
    if lines.is_empty() {
        return view! {
            <div class="card">
                <EmptyState
                    icon="history"
                    title="Nothing has happened yet"
                    text="Messages sent and opened, journeys, registrations and attendance appear here as they happen."
                />
            </div>
        }
        .into_any();
    }
    // The days are the server's at first, and the reader's once the page is live, as the times are.
    let lines = StoredValue::new(lines);
    let rows = move |sees_messages: bool| {
        let mut before = None;
        let mut rows = Vec::new();
        for line in lines.get_value() {
            rows.push(row(&line, before.replace(line.at), sees_messages));
        }
        view! { <ol class="timeline card-body">{rows}</ol> }
    };
    view! {
        <div class="card">
            <Suspense>
                {move || {
                    let held = may::<ViewSentMessages>();
                    Suspend::new(async move { rows(held.await) })
                }}
            </Suspense>
        </div>
    }
    .into_any()
}

/// One happening, under the head of its day where the one before it, `before`, was on another.
fn row(line: &TimelineLine, before: Option<UtcMillis>, sees_messages: bool) -> AnyView {
    let at = line.at;
    let (kind, icon) = activity::face(&line.kind);
    // What was sent may be seen by fewer people than the record.
    let page = line.about.filter(|about| sees_messages || about.noun != Noun::SentMessage).and_then(Thing::path);
    let words = activity::line(&line.kind, &line.summary);
    let same_day = before.is_some_and(|before| day_of(before) == day_of(at));
    let head = (!same_day).then(|| view! { <li class="timeline-day"><Moment at say=Say::DateOnly /></li> });
    view! {
        {head}
        <li>
            <KindIcon kind icon />
            <div>
                <p>
                    {match page {
                        Some(href) => view! { <a href=href>{words}</a> }.into_any(),
                        None => words.into_any(),
                    }}
                </p>
                <p class="muted small">
                    <Moment at say=Say::TimeOnly />
                </p>
            </div>
        </li>
    }
    .into_any()
}
