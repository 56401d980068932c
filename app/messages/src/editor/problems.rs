//! All that is missing or worth a thought; each leads to its place.

use super::state::{Editor, editor};
use kit::Icon;
use leptos::prelude::*;
use shared::messages::{Problem, Severity};

#[component]
pub fn Problems() -> impl IntoView {
    let editor = editor();
    let errors =
        move || editor.problems.with(|all| all.iter().filter(|problem| problem.severity == Severity::Error).count());
    let blocked = move || errors() > 0;
    let title = move || match (errors(), editor.problems.with(Vec::len)) {
        (_, 0) => "Nothing is missing".to_owned(),
        (0, 1) => "1 thing to consider".to_owned(),
        (0, all) => format!("{all} things to consider"),
        (1, _) => "1 problem to fix before going live".to_owned(),
        (count, _) => format!("{count} problems to fix before going live"),
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
            {move || advised().then(|| view! { <p class="problems-advice">"Optional"</p> })}
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
