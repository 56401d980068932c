//! Uncertain lines, one at a time: the same person or a different one, by mouse or by key.

use super::prospect_doors::{decide_prospect, review_prospects};
use super::prospect_list::load_anew;
use base::Failure;
use kit::{Button, ButtonKind, Card, EmptyState, Kind, Notice, Skeleton, StatusBadge, Tone, answers, focus, toast};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{PatientId, ProspectListId};
use shared::outreach::prospects::{Candidate, LineShown, ReviewCase};

#[component]
pub fn Review(id: ProspectListId, selected: RwSignal<&'static str>) -> impl IntoView {
    let version = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    // Asked for only while the tab is open: whoever is shown is audited.
    let cases = answers(move || {
        let (open, _) = (selected.get() == "review", version.get());
        async move { if open { Some(review_prospects(id).await) } else { None } }
    });
    let decide = Callback::new(move |(key, who): (i64, Option<PatientId>)| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let answer = decide_prospect(id, key, who).await;
            busy.try_set(false);
            match answer {
                Ok(()) => toast(Tone::Good, if who.is_some() { "Linked." } else { "Kept apart." }),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            version.try_update(|version| *version += 1);
        });
    });
    let body = move || match cases.get().flatten() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(cases)) => match cases.into_iter().next() {
            Some(case) => view! { <Case case decide busy /> }.into_any(),
            None => done(),
        },
    };
    view! { <div>{body}</div> }.into_any()
}

fn done() -> AnyView {
    view! {
        <EmptyState
            icon="circle-check"
            title="Nothing to review"
            text="Every line of this list is linked, new, or left out with a reason."
            kind=Kind::Goal
        >
            <Button on_click=move |_| load_anew()>"Count again"</Button>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Case(case: ReviewCase, decide: Callback<(i64, Option<PatientId>)>, busy: RwSignal<bool>) -> impl IntoView {
    let key = case.key;
    let people: Vec<PatientId> = case.candidates.iter().map(|candidate| candidate.id).collect();
    // 1 to 9 for the person with that number, D for a different one; typing in a field is no decision.
    let pressed = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let digit = event.key().parse::<usize>().ok().and_then(|digit| digit.checked_sub(1));
        let same = digit.and_then(|place| people.get(place)).copied();
        if same.is_some() || event.key().eq_ignore_ascii_case("d") {
            event.prevent_default();
            decide.run((key, same));
        }
    };
    Effect::new(move |_| focus("#review-case"));
    let gone = case.candidates.is_empty().then(|| {
        view! {
            <Notice tone=Tone::Info>
                "Whom this line might have named is not in the register any more: keep it as a new person."
            </Notice>
        }
    });
    let line = case.shown.reveal().clone();
    let others = case
        .candidates
        .into_iter()
        .enumerate()
        .map(|(place, one)| candidate(key, place, one, decide, busy))
        .collect_view();
    let title = format!("Line {}", case.line);
    view! {
        <div id="review-case" tabindex="-1" on:keydown=pressed class="stack" aria-label=title.clone() role="group">
            <p class="second">
                "Keys: 1 to 5 for the person with that number, D for a different person. Nobody is merged: the line joins the person, or becomes a new one."
            </p>
            <Card title=title.clone()>{person(&line)}</Card>
            {gone}
            {others}
            <div>
                <Button kind=ButtonKind::Primary busy on_click=move |_| decide.run((key, None))>
                    "Different person (D)"
                </Button>
            </div>
        </div>
    }
    .into_any()
}

fn candidate(
    key: i64,
    place: usize,
    candidate: Candidate,
    decide: Callback<(i64, Option<PatientId>)>,
    busy: RwSignal<bool>,
) -> AnyView {
    let id = candidate.id;
    let number = place + 1;
    view! {
        <Card title=format!("{number}: {}", candidate.shown.reveal().name)>
            <div class="stack">
                <p>
                    <StatusBadge tone=Tone::Info text=candidate.relationship.label() />
                    " "
                    {candidate.likeness.label()}
                    "."
                </p>
                {person(candidate.shown.reveal())}
                <div class="actions">
                    <Button busy on_click=move |_| decide.run((key, Some(id)))>
                        {format!("Same person ({number})")}
                    </Button>
                </div>
            </div>
        </Card>
    }
    .into_any()
}

fn person(shown: &LineShown) -> AnyView {
    let said = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    let lines = [
        ("Name", shown.name.clone()),
        ("Birth date", shown.birth_date.clone()),
        ("Reached at", shown.reached.join(", ")),
        ("Address", shown.address.clone()),
    ];
    let lines = lines.map(|(label, text)| view! { <dt>{label}</dt> <dd>{said(text)}</dd> }).collect_view();
    view! { <dl class="facts">{lines}</dl> }.into_any()
}
