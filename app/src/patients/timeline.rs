//! What happened between us and the patient: sent, opened, registered, attended, newest first.

use crate::ui::time::{Moment, Say, day};
use crate::ui::{EmptyState, Kind, KindIcon};
use leptos::prelude::*;
use shared::patients::TimelineLine;

/// The colour and the icon of an activity's kind.
pub(crate) fn face(kind: &str) -> (Kind, &'static str) {
    match kind {
        "message-opened" => (Kind::Message, "mail-open"),
        "message-clicked" => (Kind::Message, "mouse-pointer-click"),
        "message-refused" | "message-failed" | "message-bounced" => (Kind::Look, "mail-x"),
        "message-unsubscribed" => (Kind::Look, "ban"),
        _ => match kind.split('-').next().unwrap_or_default() {
            "message" => (Kind::Message, "mail"),
            "journey" => (Kind::Entry, "route"),
            "segment" => (Kind::Entry, "filter"),
            "event" => (Kind::Goal, "calendar-check"),
            "portal" => (Kind::Goal, "log-in"),
            "consent" => (Kind::Branch, "shield-check"),
            _ => (Kind::Exit, "activity"),
        },
    }
}

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
    let mut rows = Vec::new();
    let mut last_day = None;
    for line in lines {
        let date = line.at.date_utc();
        if last_day != Some(date) {
            last_day = Some(date);
            rows.push(view! { <li class="timeline-day">{day(date)}</li> }.into_any());
        }
        let (kind, icon) = face(&line.kind);
        rows.push(
            view! {
                <li>
                    <KindIcon kind icon />
                    <div>
                        <p>{line.summary}</p>
                        <p class="muted small">
                            <Moment at=line.at say=Say::DateTime />
                        </p>
                    </div>
                </li>
            }
            .into_any(),
        );
    }
    view! { <div class="card"><ol class="timeline card-body">{rows}</ol></div> }.into_any()
}
