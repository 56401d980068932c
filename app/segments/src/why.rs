//! Why a patient is in or out: each criterion with its truth and the record that decided.

use super::doors::explain_membership;
use base::Failure;
use kit::{Dialog, Icon, Notice, Skeleton, Tone, answers, open_while, time};
use leptos::prelude::*;
use shared::ids::{PatientId, SegmentId};
use shared::segments::wire::Why;
use shared::segments::{Explanation, Rule};

/// What the dialog is asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyAbout {
    pub segment: SegmentId,
    pub patient: PatientId,
    pub rule: Rule,
}

#[component]
pub fn WhyDialog(about: RwSignal<Option<WhyAbout>>) -> impl IntoView {
    let open = open_while(about);
    // No resource: the page around would wait for it, take the dialog out of the document and put it back no longer modal.
    let answer = answers(move || {
        let asked = about.get();
        async move {
            let asked = asked?;
            let found = explain_membership(asked.segment, asked.patient, asked.rule.clone()).await;
            Some((asked, found))
        }
    });
    // The answer to an earlier question is none to this one.
    let current = move || answer.get().flatten().filter(|(asked, _)| about.with(|about| about.as_ref() == Some(asked)));
    view! {
        <Dialog open title="Why?" wide=true>
            {move || match current() {
                None => view! { <Skeleton lines=5 /> }.into_any(),
                Some((_, Err(error))) => view! { <Failure error /> }.into_any(),
                Some((_, Ok(why))) => explained(why),
            }}
        </Dialog>
    }
    .into_any()
}

fn explained(why: Why) -> AnyView {
    let name = why.name.into_inner();
    let truth = why.explanation.truth;
    let says = if truth { "The rule takes this patient in." } else { "The rule leaves this patient out." };
    let differs = (truth != why.member).then(|| {
        let now = if why.member { "is a member now" } else { "is not a member now" };
        view! { <Notice tone=Tone::Info>{format!("{name} {now}: what you see here is the rule on the screen.")}</Notice> }
    });
    view! {
        <p>
            <strong>{name.clone()}</strong>
            " · "
            {says}
        </p>
        {differs}
        <ul class="why-tree" role="list">
            {branch(why.explanation)}
        </ul>
    }
    .into_any()
}

fn branch(node: Explanation) -> AnyView {
    let (icon, word, class) = if node.truth {
        ("circle-check", "Yes: ", "why-line why-true")
    } else {
        ("circle-x", "No: ", "why-line why-false")
    };
    let record = node.record.map(|record| {
        let date = record.at.map(|at| time::day(at.date_utc()));
        let parts = [Some(record.record.label().to_owned()), Some(record.text), record.value, record.status, date];
        let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        view! { <span class="why-record">{parts.join(" · ")}</span> }
    });
    let children = node.children.into_iter().map(branch).collect::<Vec<_>>();
    view! {
        <li>
            <div class=class>
                <Icon name=icon />
                <span>
                    <span class="sr-only">{word}</span>
                    {node.text}
                    {record}
                </span>
            </div>
            {(!children.is_empty())
                .then(|| {
                    view! {
                        <ul role="list">
                            {children}
                        </ul>
                    }
                })}
        </li>
    }
    .into_any()
}
