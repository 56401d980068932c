//! The panel beside the rule: how many, of whom, reachable how, and a few of them.

use super::ages::Ages;
use super::draft::Draft;
use super::flow::Flow;
use super::person_search::PersonSearch;
use super::why::WhyAbout;
use base::Failure;
use kit::{Avatar, Bar, Skeleton, grouped};
use leptos::prelude::*;
use shared::segments::MemberList;
use shared::segments::wire::{MemberRow, RuleCount, SMALLEST_CELL};

#[component]
pub fn Figures(draft: Draft, why: RwSignal<Option<WhyAbout>>, version: RwSignal<u32>, may_see: bool) -> impl IntoView {
    let shown = move || match (draft.count_error.get(), draft.rules.count.get()) {
        (Some(error), _) => view! { <Failure error /> }.into_any(),
        (None, Some(count)) => figures(draft, count, why),
        (None, None) => view! { <Skeleton lines=5 /> }.into_any(),
    };
    view! {
        <section class="rule-figures" aria-label="Who would be in it">
            {shown} {may_see.then(|| view! { <Check draft why version /> })}
        </section>
    }
    .into_any()
}

/// Any patient held against the rule on the screen.
#[component]
fn Check(draft: Draft, why: RwSignal<Option<WhyAbout>>, version: RwSignal<u32>) -> impl IntoView {
    let action = move |row: MemberRow| {
        let label = format!("Why is {} in or out?", row.name.reveal());
        let ask = move |_| {
            why.set(Some(WhyAbout { segment: draft.id, patient: row.id, rule: draft.rules.rule.get_untracked() }));
        };
        view! {
            <button type="button" class="link-button" aria-label=label on:click=ask>
                "why?"
            </button>
        }
        .into_any()
    };
    view! {
        <div class="sample-part">
            <h2>"Is somebody in?"</h2>
            <PersonSearch
                id=draft.id
                list=MemberList::Members
                label="Check a patient by name"
                version
                action
            />
        </div>
    }
    .into_any()
}

fn figures(draft: Draft, count: RuleCount, why: RwSignal<Option<WhyAbout>>) -> AnyView {
    let time = match count.micros {
        micros if micros < 1_000 => "less than 1 ms".to_owned(),
        micros => format!("{} ms", grouped((micros / 1_000) as i64)),
    };
    let reach = [("E-mail", count.by_email), ("Phone", count.by_phone)].map(|(label, reached)| {
        let percent = (reached * 100).checked_div(count.members).unwrap_or_default();
        view! {
            <li>
                <span>{label}</span>
                <Bar label=format!("Reachable by {label}") value=reached as f64 max=count.members as f64 />
                <span class="number">{format!("{percent}%")}</span>
            </li>
        }
    });
    let unfinished = match count.unfinished {
        0 => None,
        1 => Some("1 row is not finished and not counted.".to_owned()),
        many => Some(format!("{many} rows are not finished and not counted.")),
    };
    let rows = count.sample.into_iter().map(|row| sample_row(draft, row, why)).collect::<Vec<_>>();
    view! {
        <div role="status" aria-live="polite">
            <p class="figure-label">"Members by this rule"</p>
            <p class="rule-total" id="rule-total">
                {match (count.coarse, count.members) {
                    (true, 0) => format!("Fewer than {SMALLEST_CELL}"),
                    (true, about) => format!("About {}", grouped(about as i64)),
                    (false, members) => grouped(members as i64),
                }}
            </p>
            <p class="second">
                {format!("of {} patients · counted in {time}", grouped(count.patients as i64))}
            </p>
            {unfinished.map(|text| view! { <p class="row-hint">{text}</p> })}
        </div>
        <Flow draft steps=count.steps />
        <h2>"Reach"</h2>
        <ul class="reach" role="list">
            {reach}
        </ul>
        {(count.members > 0)
            .then(|| {
                view! {
                    <div class="sample-part">
                        <h2>"Age"</h2>
                        <Ages ages=count.ages />
                    </div>
                }
            })}
        {(!rows.is_empty())
            .then(|| {
                view! {
                    <div class="sample-part">
                        <h2>"Some of them"</h2>
                        <ul class="sample" role="list">
                            {rows}
                        </ul>
                    </div>
                }
            })}
    }
    .into_any()
}

fn sample_row(draft: Draft, row: MemberRow, why: RwSignal<Option<WhyAbout>>) -> AnyView {
    let name = row.name.reveal().clone();
    let age = row.age.map(|age| format!(", {age}")).unwrap_or_default();
    let about = [row.gender.unwrap_or_default(), row.city.into_inner()];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let label = format!("Why is {name} in?");
    let ask = move |_| {
        why.set(Some(WhyAbout { segment: draft.id, patient: row.id, rule: draft.rules.rule.get_untracked() }));
    };
    view! {
        <li>
            <Avatar name=name.clone() />
            <span>
                <a href=format!("/staff/patients/{}", row.id)>{name} {age}</a>
                <span class="second">{about}</span>
            </span>
            <button type="button" class="link-button" aria-label=label on:click=ask>
                "why?"
            </button>
        </li>
    }
    .into_any()
}
