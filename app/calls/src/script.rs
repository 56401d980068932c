//! The script: the step the agent is at with what to say, what to write down and what the person may answer; the others as lines.

use super::slots::slots;
use super::state::Desk;
use kit::{Icon, Notice};
use leptos::prelude::*;
use shared::messages::{Piece, pieces};
use shared::outreach::calls::{CallCard, Draft, ScriptPlace, answer_keys};
use shared::outreach::{ScriptField, ScriptFieldKind, ScriptStep};

pub fn script(desk: Desk) -> AnyView {
    let inside = move || desk.hand.get().and_then(|_| desk.card.get_untracked()).map(|card| whole(desk, card));
    view! { <section class="card desk-script" aria-label="Script">{inside}</section> }.into_any()
}

/// The letters of the answers of the step the agent is at.
pub fn answers_of(desk: Desk, card: &CallCard, draft: &Draft) -> Vec<(Option<char>, String)> {
    let Some(step) = draft.at(&card.script).and_then(|id| card.script.step(id)) else { return Vec::new() };
    let taken: Vec<String> = desk.dispositions.with(|all| all.active().map(|one| one.shortcut.clone()).collect());
    let taken: Vec<String> = taken.into_iter().chain(["C".to_owned()]).collect();
    let words: Vec<&str> = step.answers.iter().map(|answer| answer.words.as_str()).collect();
    answer_keys(&words, &taken).into_iter().zip(words.into_iter().map(str::to_owned)).collect()
}

fn whole(desk: Desk, card: CallCard) -> AnyView {
    let signed = card.signed.as_ref().map(|(name, at)| format!("Signed off by {name}, {}", at.date_utc().short()));
    let voicemail = (!card.voicemail.is_empty()).then(|| {
        view! {
            <details class="desk-voicemail">
                <summary>"What to say to a voicemail"</summary>
                <blockquote>{card.voicemail.clone()}</blockquote>
            </details>
        }
    });
    let kept = card.kept.iter().map(|note| {
        let title = format!("{} wrote this before their time ran out", note.agent);
        let words = note.note.reveal().clone();
        view! {
            <Notice title>
                <p>{words}</p>
            </Notice>
        }
    });
    let kept: Vec<_> = kept.collect();
    if card.script.steps.is_empty() {
        return view! {
            {kept}
            <p class="quiet desk-empty">"This program has no script yet. Talk freely, and note what matters below."</p>
            {slots(desk)}
            {voicemail}
        }
        .into_any();
    }
    let total = card.script.steps.len();
    let over = {
        let card = card.clone();
        move || {
            desk.draft
                .with(|draft| draft.at(&card.script).is_none())
                .then(|| view! { <p class="desk-empty">"The script is over. Say below how the call ended."</p> })
        }
    };
    let card = StoredValue::new(card);
    let steps = move || {
        card.with_value(|card| {
            let draft = desk.draft.with(|draft| Draft { note: String::new(), ..draft.clone() });
            let lines =
                card.script.steps.iter().enumerate().map(|(index, step)| match draft.place(&card.script, step.id) {
                    ScriptPlace::Now => now(desk, card, step, (index + 1, total), &draft),
                    place => line(desk, step, index + 1, place, &draft),
                });
            lines.collect_view()
        })
    };
    // Typing into a field must not draw the field anew: only the path does.
    let path = Memo::new(move |_| desk.draft.with(|draft| draft.path.clone()));
    let steps = move || {
        path.track();
        untrack(steps)
    };
    view! {
        {kept}
        <p class="desk-signed second">{signed}</p>
        <ol class="desk-steps" role="list">
            {steps}
        </ol>
        {over}
        {slots(desk)}
        {voicemail}
    }
    .into_any()
}

fn line(desk: Desk, step: &ScriptStep, number: usize, place: ScriptPlace, draft: &Draft) -> AnyView {
    let id = step.id;
    let answer = draft.path.iter().find(|(left, _)| *left == id).map(|(_, words)| words.clone()).unwrap_or_default();
    let title = step.title.clone();
    if place == ScriptPlace::Left {
        return view! {
            <li class="desk-step desk-step-left">
                <button type="button" class="desk-step-back" on:click=move |_| desk.typed(|draft| draft.back_to(id))>
                    <Icon name="check" />
                    <strong>{title}</strong>
                    <span class="second">{answer}</span>
                </button>
            </li>
        }
        .into_any();
    }
    view! {
        <li class="desk-step">
            <span class="desk-number">{number}</span>
            <span>{title}</span>
        </li>
    }
    .into_any()
}

fn now(desk: Desk, card: &CallCard, step: &ScriptStep, (number, total): (usize, usize), draft: &Draft) -> AnyView {
    let say = said(&step.say, card);
    let answers: Vec<AnyView> = if step.answers.is_empty() {
        vec![answer(desk, card, Some('Y'), "Next".into(), String::new())]
    } else {
        answers_of(desk, card, draft)
            .into_iter()
            .map(|(key, words)| answer(desk, card, key, words.clone(), words))
            .collect()
    };
    let fields = step.fields.iter().map(|one| field(desk, one.clone())).collect_view();
    view! {
        <li class="desk-step desk-step-now" aria-current="step">
            <p class="desk-step-head">
                <span class="desk-number">{number}</span>
                <strong>{step.title.clone()}</strong>
                <span class="second">{format!("of {total}")}</span>
            </p>
            <blockquote>{say}</blockquote>
            <div class="form-row">{fields}</div>
            <div class="desk-answers" role="group" aria-label="What they answer">
                {answers}
            </div>
        </li>
    }
    .into_any()
}

fn answer(desk: Desk, card: &CallCard, key: Option<char>, label: String, words: String) -> AnyView {
    let script = StoredValue::new(card.script.clone());
    let go = move |_| script.with_value(|script| desk.typed(|draft| draft.answer(script, &words)));
    view! {
        <button type="button" class="desk-answer" on:click=go>
            {key.map(|key| view! { <kbd>{key.to_string()}</kbd> })}
            {label}
        </button>
    }
    .into_any()
}

/// The words with what merge fields stand for.
fn said(words: &str, card: &CallCard) -> String {
    let value = |path: &str| {
        card.merge
            .iter()
            .find(|(of, value)| of == path && !value.reveal().trim().is_empty())
            .map(|(_, value)| value.reveal().clone())
    };
    pieces(words)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text) | Piece::Unclosed(text) => text.to_owned(),
            Piece::Field { path, fallback } => value(path).unwrap_or_else(|| fallback.unwrap_or("…").to_owned()),
        })
        .collect()
}

/// A field that is filled in while talking; kept as it is typed.
fn field(desk: Desk, field: ScriptField) -> AnyView {
    let (key, name) = (field.key.clone(), format!("script-{}", field.key));
    let value = {
        let key = key.clone();
        move || desk.draft.with(|draft| draft.fields.get(&key).cloned().unwrap_or_default())
    };
    let put = move |text: String| {
        desk.typed(|draft| {
            draft.fields.insert(key.clone(), text);
        });
    };
    let kind = match field.kind {
        ScriptFieldKind::Text => "text",
        ScriptFieldKind::Date => "date",
        ScriptFieldKind::Phone => "tel",
        ScriptFieldKind::YesNo => {
            let chosen = value.clone();
            return view! {
                <div class="field">
                    <label for=name.clone()>{field.label}</label>
                    <select class="input" id=name.clone() name=name prop:value=chosen on:change=move |event| put(event_target_value(&event))>
                        <option value="">"Not asked"</option>
                        <option value="yes">"Yes"</option>
                        <option value="no">"No"</option>
                    </select>
                </div>
            }
            .into_any();
        }
    };
    view! {
        <div class="field">
            <label for=name.clone()>{field.label}</label>
            <input
                class="input"
                id=name.clone()
                name=name
                type=kind
                autocomplete="off"
                prop:value=value
                on:input=move |event| put(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
