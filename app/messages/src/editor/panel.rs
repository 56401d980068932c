//! The right side: problems, and the fields of what is selected.

use super::block::block_dom_id;
use super::block_fields::BlockFields;
use super::header_fields::HeaderFields;
use super::state::{Editor, Selected, editor};
use kit::{Button, ButtonSize, Icon};
use leptos::prelude::*;
use shared::messages::{BlockId, Problem, Severity};

#[component]
pub fn Panel() -> impl IntoView {
    let editor = editor();
    Effect::new(move |_| {
        if let (Selected::Block(id), true) = (editor.selected.get(), editor.sheet.get()) {
            request_animation_frame(move || show_above_sheet(id));
        }
    });
    view! {
        <aside class="editor-panel" class:is-sheet=move || editor.sheet.get() aria-label="Settings">
            <div class="editor-sheet-head">
                <Button size=ButtonSize::Small icon="check" on_click=move |_| editor.sheet.set(false)>
                    "Done"
                </Button>
            </div>
            <Problems />
            {move || match editor.selected.get() {
                Selected::Header => view! { <HeaderFields /> }.into_any(),
                Selected::Block(id) => view! { <BlockFields id /> }.into_any(),
            }}
        </aside>
    }
    .into_any()
}

/// Brings a block out from under the sheet; on a wide screen nothing lies over it.
fn show_above_sheet(id: BlockId) {
    let narrow = window().match_media("(width < 48rem)").ok().flatten().is_some_and(|media| media.matches());
    if let Some(block) = document().get_element_by_id(&block_dom_id(id)).filter(|_| narrow) {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        block.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

/// All that is missing; each leads to its place.
#[component]
fn Problems() -> impl IntoView {
    let editor = editor();
    let errors =
        move || editor.problems.with(|all| all.iter().filter(|problem| problem.severity == Severity::Error).count());
    let blocked = move || errors() > 0;
    let title = move || match (errors(), editor.problems.with(Vec::len)) {
        (_, 0) => "Nothing is missing".to_owned(),
        (0, 1) => "1 thing to consider".to_owned(),
        (0, all) => format!("{all} things to consider"),
        (1, _) => "1 thing keeps this from going live".to_owned(),
        (count, _) => format!("{count} things keep this from going live"),
    };
    let of = move |severity: Severity| {
        let all = editor.problems.get().into_iter().filter(|problem| problem.severity == severity);
        all.map(|problem| line(editor, problem)).collect_view()
    };
    let advised = move || blocked() && editor.problems.with(|all| all.len() > errors());
    view! {
        <details class="problems" id="problems" class:is-blocked=blocked>
            <summary>
                {move || {
                    let name = match (blocked(), editor.problems.with(Vec::is_empty)) {
                        (true, _) => "circle-alert",
                        (false, false) => "info",
                        (false, true) => "circle-check",
                    };
                    view! { <Icon name /> }
                }} <span>{title}</span>
            </summary>
            <ul role="list">{move || of(Severity::Error)}</ul>
            {move || advised().then(|| view! { <p class="problems-advice">"To consider, but no hindrance"</p> })}
            <ul role="list">{move || of(Severity::Warning)}</ul>
        </details>
    }
    .into_any()
}

fn line(editor: Editor, problem: Problem) -> impl IntoView {
    let (icon, class) = match problem.severity {
        Severity::Error => ("circle-alert", "problem is-error"),
        Severity::Warning => ("info", "problem"),
    };
    view! {
        <li>
            <button type="button" class=class on:click=move |_| editor.go_to(&problem.place)>
                <Icon name=icon />
                <span>{problem.text}</span>
            </button>
        </li>
    }
}
