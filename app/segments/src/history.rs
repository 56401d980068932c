//! The rules that a segment followed: when, by whom, what changed, and bringing one back.

use super::doors::versions_of;
use super::draft::Draft;
use base::Failure;
use kit::time::{Moment, Say};
use kit::{Button, ButtonSize, EmptyState, Kind, Skeleton, Tone, answers, grouped, toast};
use leptos::prelude::*;
use shared::segments::wire::{ChangedLine, LineChange, SegmentVersion};

/// Asked for while its tab is open.
#[component]
pub fn History(draft: Draft, selected: RwSignal<&'static str>, version: RwSignal<u32>) -> impl IntoView {
    let found = answers(move || {
        let open = selected.get() == "history";
        version.track();
        async move { if open { Some(versions_of(draft.id).await) } else { None } }
    });
    move || match found.get().flatten() {
        None => view! { <Skeleton lines=6 /> }.into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(all)) if all.is_empty() => view! {
            <EmptyState
                icon="history"
                kind=Kind::Entry
                title="No version yet"
                text="Each time a rule goes live it is kept here, with who made it live and who joined and left by it."
            />
        }
        .into_any(),
        Some(Ok(all)) => {
            let newest = all.first().map(|version| version.version);
            let all = all.into_iter().map(|one| {
                let newest = newest == Some(one.version);
                card(draft, selected, one, newest)
            });
            view! {
                <ol class="versions" role="list">
                    {all.collect_view()}
                </ol>
            }
            .into_any()
        }
    }
}

fn card(draft: Draft, selected: RwSignal<&'static str>, one: SegmentVersion, newest: bool) -> AnyView {
    let number = one.version;
    let rule = StoredValue::new(one.rule);
    let bring_back = move |_| {
        draft.rules.edit(&format!("Version {number} brought back"), |now| *now = rule.get_value());
        selected.set("rule");
        toast(Tone::Info, format!("Version {number} is in the draft.rules. Publish it, or undo."));
    };
    let by = if one.actor.is_empty() { String::new() } else { format!(" · by {}", one.actor) };
    let moved = format!(" · {} joined, {} left", grouped(one.joined as i64), grouped(one.left as i64));
    view! {
        <li class="card version">
            <div class="version-head">
                <h2>
                    "Version " {number}
                    {newest.then(|| view! { <span class="badge badge-good">"last that went live"</span> })}
                </h2>
                {draft
                    .rules.may_edit
                    .then(|| {
                        view! {
                            <Button
                                size=ButtonSize::Small
                                icon="undo-2"
                                label=format!("Bring back version {number}")
                                on_click=bring_back
                            >
                                "Bring back"
                            </Button>
                        }
                    })}
            </div>
            <p class="second">
                <Moment at=one.at say=Say::DateTime />
                {by}
                {moved}
            </p>
            <p>{one.sentence}</p>
            {(!one.changes.is_empty()).then(|| changed(one.changes))}
        </li>
    }
    .into_any()
}

fn changed(lines: Vec<ChangedLine>) -> AnyView {
    let lines = lines.into_iter().map(|line| {
        let (class, mark, word) = match line.change {
            LineChange::Same => ("diff-line", " ", ""),
            LineChange::Added => ("diff-line diff-added", "+", "Added: "),
            LineChange::Removed => ("diff-line diff-removed", "−", "Removed: "),
        };
        view! {
            <li class=class>
                <span aria-hidden="true">{mark}</span>
                <span class="sr-only">{word}</span>
                <code>{line.text}</code>
            </li>
        }
    });
    view! {
        <details>
            <summary>"What changed"</summary>
            <ul class="diff" role="list">
                {lines.collect_view()}
            </ul>
        </details>
    }
    .into_any()
}
