//! The messages of a program that do not stand in its cadence.

use super::program_state::{ProgramState, bound, choice, messages};
use kit::{ButtonLink, Card};
use leptos::prelude::*;
use shared::ids::TemplateId;
use shared::outreach::ProgramMessages;

/// Confirmation, practice information, voicemail, review request.
#[component]
pub fn MessagesTab() -> impl IntoView {
    type Part = fn(&mut ProgramMessages) -> &mut Option<TemplateId>;
    let parts: [(&str, &str, &str, Part); 4] = [
        ("message_confirmation", "Confirmation", "At once, when a visit is booked.", |all| &mut all.confirmation),
        (
            "message_practice_information",
            "Practice information",
            "At once, to whoever does not want a visit now.",
            |all| &mut all.information,
        ),
        ("message_voicemail", "Voicemail", "Left when nobody answers.", |all| &mut all.voicemail),
        ("message_review", "Review request", "After a visit was seen. It holds {{links.review}}.", |all| {
            &mut all.review
        }),
    ];
    let state = ProgramState::use_context();
    let fields = parts
        .map(|(name, label, hint, of)| {
            let value = bound(
                state,
                move |program| of(&mut program.messages.clone()).map(|id| id.to_string()).unwrap_or_default(),
                move |program, value| *of(&mut program.messages) = value.parse().ok(),
            );
            choice(name, label, hint, value, messages(state), Some("Choose a live message"))
        })
        .into_iter()
        .collect_view();
    view! {
        <Card title="Messages">
            {fields} <ButtonLink href="/staff/messages" icon="mail">"Write messages"</ButtonLink>
        </Card>
    }
    .into_any()
}
