//! The keyboard: one key for each thing at the desk, outside of fields and dialogs; and the list of them.

use super::script::answers_of;
use super::state::{Desk, Front};
use kit::Switch;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use shared::outreach::calls::Disposition;

/// What the desk's own keys do.
const OWN: [(&str, &str); 7] = [
    ("N", "Next person"),
    ("C", "Call, or end the call"),
    ("M", "Write notes; Escape leaves them"),
    ("P", "Somebody calls"),
    ("/", "Find a person"),
    ("Y", "Next step of the script, where it has no answers"),
    ("?", "This list"),
];

/// Listens while the page lives.
pub fn listen(desk: Desk) {
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| pressed(desk, &event));
        on_cleanup(move || keys.remove());
    });
}

fn pressed(desk: Desk, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || desk.front.with_untracked(Option::is_some) {
        return;
    }
    let focused = document().active_element();
    let tag = focused.as_ref().map(|element| element.tag_name()).unwrap_or_default();
    if event.key() == "Escape" && tag == "TEXTAREA" {
        kit::focus(".desk-endings button");
        return;
    }
    let typing = matches!(tag.as_str(), "INPUT" | "SELECT" | "TEXTAREA" | "DIALOG");
    if typing || !desk.single_keys.get_untracked() {
        return;
    }
    let key = event.key().to_uppercase();
    match key.as_str() {
        "N" => desk.next(),
        "C" => desk.phone(),
        "M" => {
            kit::focus("#desk-note");
        }
        "P" => desk.front.set(Some(Front::Inbound)),
        "/" => desk.front.set(Some(Front::Find)),
        "?" => desk.front.set(Some(Front::Shortcuts)),
        other => {
            if !by_letter(desk, other) {
                return;
            }
        }
    }
    event.prevent_default();
}

/// An answer of the script, or a disposition.
fn by_letter(desk: Desk, key: &str) -> bool {
    let Some(card) = desk.card.get_untracked() else { return false };
    let chosen: Option<Disposition> =
        desk.dispositions.with_untracked(|all| all.active().find(|one| one.shortcut == key).cloned());
    if let Some(chosen) = chosen {
        desk.choose(chosen);
        return true;
    }
    let draft = desk.draft.get_untracked();
    let answers = untrack(|| answers_of(desk, &card, &draft));
    let words = match answers.iter().find(|(letter, _)| letter.is_some_and(|letter| letter.to_string() == key)) {
        Some((_, words)) => words.clone(),
        None if key == "Y" && answers.is_empty() && draft.at(&card.script).is_some() => String::new(),
        None => return false,
    };
    desk.typed(|draft| draft.answer(&card.script, &words));
    true
}

#[component]
pub fn Shortcuts(desk: Desk) -> impl IntoView {
    let line = |key: String, what: String| {
        view! {
            <div class="desk-shortcut">
                <dt>
                    <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
            </div>
        }
    };
    let own = OWN.into_iter().map(|(key, what)| line(key.into(), what.into())).collect_view();
    let endings = move || {
        let all: Vec<Disposition> = desk.dispositions.with(|all| all.active().cloned().collect());
        all.into_iter().map(|one| line(one.shortcut.clone(), one.label)).collect_view()
    };
    view! {
        <Switch name="single-keys" label="Single keys work" checked=desk.single_keys />
        <dl class="desk-shortcuts">{own} {endings}</dl>
        <p class="second">"Answers of the script have the letter that stands on them. Keys do nothing while you type in a field."</p>
    }
    .into_any()
}
