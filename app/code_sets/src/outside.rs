//! Codes of the data that look like the set and are not in it, to add with one press.

use super::doors::codes_outside;
use super::editing::Editing;
use super::systems::label;
use base::Failure;
use kit::{Button, ButtonKind, ButtonSize, Card, Skeleton, answers, grouped};
use leptos::prelude::*;
use shared::code_sets::Coding;

/// So many lines before the rest is folded away.
const SHOWN: usize = 12;

#[component]
pub fn Outside(editing: Editing) -> impl IntoView {
    let found = answers(move || {
        // Asked again after each save.
        let key = editing.detail.with(|detail| detail.set.key.clone());
        codes_outside(key)
    });
    let body = move || match found.get() {
        None => view! { <Skeleton lines=2 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(all)) => {
            // What was added on this page is in it, saved or not.
            let codes: Vec<Coding> = editing.codes.with(|codes| {
                let there = |one: &Coding| codes.iter().any(|code| code.system == one.system && code.code == one.code);
                all.into_iter().filter(|one| !there(one)).collect()
            });
            listed(editing, codes)
        }
    };
    view! { <Card title="Just outside">{body}</Card> }.into_any()
}

fn listed(editing: Editing, codes: Vec<Coding>) -> AnyView {
    if codes.is_empty() {
        return view! { <p class="second">"No code in your data looks like this set without being in it."</p> }
            .into_any();
    }
    let many = codes.len();
    let said = match many {
        1 => "1 code in your data looks like this set and is not in it.".to_owned(),
        many => grouped(many as i64) + " codes in your data look like this set and are not in it.",
    };
    let all = codes.clone();
    let add_all = editing.may_edit.then(|| {
        view! {
            <Button
                size=ButtonSize::Small
                icon="plus"
                on_click=move |_| {
                    editing.add(all.clone());
                }
            >
                "Add all"
            </Button>
        }
    });
    let line = |coding: Coding| {
        let (words, shown) = (coding.display.clone(), format!("{} {}", label(&coding.system), coding.code));
        let add = editing.may_edit.then(|| {
            let label = format!("Add {}", coding.code);
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    size=ButtonSize::Small
                    icon="plus"
                    label
                    on_click=move |_| {
                        editing.add(vec![coding.clone()]);
                    }
                />
            }
        });
        view! {
            <li>
                <div class="grow">
                    <span>{words}</span>
                    <span class="second">{shown}</span>
                </div>
                {add}
            </li>
        }
    };
    let mut lines = codes.into_iter().map(line);
    let first: Vec<_> = lines.by_ref().take(SHOWN).collect();
    let rest: Vec<_> = lines.collect();
    let more = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{format!("{} more", rest.len())}</summary>
                <ul class="rows">{rest}</ul>
            </details>
        }
    });
    view! {
        <p>{said} " They are added to the list above and count from the next save."</p>
        {add_all}
        <ul class="rows">{first}</ul>
        {more}
    }
    .into_any()
}
