//! The panel at the right: settings of the chosen tile and the people there, or of the whole journey.

use super::insights::{Insights, MailFigures};
use super::node_editor::NodeEditor;
use super::people::People;
use super::settings_panel::SettingsPanel;
use super::state::Designer;
use super::words;
use canvas::focus_chosen;
use kit::{Notice, TabPanel, Tabs, Tone, grouped};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use shared::journeys::{JourneyStatus, Kind, NodeId, Problem, ProblemPlace};

#[component]
pub fn Panel() -> impl IntoView {
    let designer = Designer::use_context();
    let only = Memo::new(move |_| designer.board.only_chosen());
    let inside = move || match only.get() {
        Some(id) => view! { <NodePanel id /> }.into_any(),
        None => view! { <JourneyPanel /> }.into_any(),
    };
    let back_to_tile = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            focus_chosen(designer.board);
        }
    };
    view! {
        <aside class="designer-panel" role="region" aria-label="Settings" tabindex="0" on:keydown=back_to_tile>
            {inside}
        </aside>
    }
    .into_any()
}

/// What belongs to one tile.
#[component]
fn NodePanel(id: NodeId) -> impl IntoView {
    let designer = Designer::use_context();
    let cell = designer.board.cell(id)?;
    let kind = cell.node.with_untracked(|node| node.kind.kind());
    let selected = RwSignal::new("settings");
    let title = move || cell.node.with(|node| words::title(designer, node));
    let figures = designer.figures_of(id);
    let people = Signal::derive(move || format!("People · {}", grouped(figures.with(|figures| figures.came))));
    let problems = move || {
        let here: Vec<Problem> = designer
            .problems
            .with(|all| all.iter().filter(|problem| problem.place == ProblemPlace::Node(id)).cloned().collect());
        designer.editable().then(|| {
            here.into_iter().map(|problem| view! { <Notice tone=Tone::Look>{problem.message}</Notice> }).collect_view()
        })
    };
    let has_people = designer.status.get_untracked() != JourneyStatus::Draft;
    let mut tabs = vec![("settings", Signal::derive(|| "Settings".to_owned()))];
    if has_people {
        tabs.push(("people", people));
    }
    Some(view! {
        <p class="panel-kind">{kind.label()}</p>
        <h2 class="panel-title">{title}</h2>
        <Tabs label="Tile" tabs selected />
        <TabPanel key="settings" selected>
            <div class="stack">
                <NodeEditor id cell />
                {problems}
            </div>
            {(kind == Kind::Message && has_people)
                .then(|| {
                    view! {
                        <section class="insights" aria-label="Insights">
                            <MailFigures figures=Signal::derive(move || figures.with(|figures| figures.messages)) />
                        </section>
                    }
                })}
        </TabPanel>
        {has_people
            .then(|| {
                view! {
                    <TabPanel key="people" selected>
                        <Show when=move || selected.get() == "people">
                            <People id />
                        </Show>
                    </TabPanel>
                }
            })}
    })
}

/// What belongs to the whole journey: figures once it has run, dates and rules, and what is still wrong.
#[component]
fn JourneyPanel() -> impl IntoView {
    let designer = Designer::use_context();
    let draft = move || designer.status.get() == JourneyStatus::Draft;
    view! {
        <p class="panel-kind">"Journey"</p>
        <h2 class="panel-title">{move || designer.name.get()}</h2>
        <Show when=move || !draft()>
            <Insights />
        </Show>
        <SettingsPanel />
        <Show when=move || designer.editable()>
            <Problems />
        </Show>
    }
}

/// Everything that keeps it from going live, and what is good to know before; each entry leads to its tile.
#[component]
fn Problems() -> impl IntoView {
    let designer = Designer::use_context();
    let go = move |place: ProblemPlace| match place {
        ProblemPlace::Node(id) => {
            designer.board.show(id);
            focus_chosen(designer.board);
        }
        ProblemPlace::Start => super::settings_panel::focus_field("start"),
        ProblemPlace::End => super::settings_panel::focus_field("end"),
        ProblemPlace::Goal => super::settings_panel::focus_field("has_goal"),
        ProblemPlace::ExitRule => super::settings_panel::focus_field("has_exit_rule"),
    };
    let section = move |label: &'static str, title: String, problems: Vec<Problem>| {
        view! {
            <section class="problems" aria-label=label>
                <h3>{title}</h3>
                <ul role="list">
                    {problems
                        .into_iter()
                        .map(|problem| {
                            view! {
                                <li>
                                    <button type="button" class="problem" on:click=move |_| go(problem.place)>
                                        {problem.message}
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
        .into_any()
    };
    let list = move || {
        let problems = designer.problems.get();
        if problems.is_empty() {
            return view! { <Notice tone=Tone::Good>"No problems in this journey. It can go live."</Notice> }
                .into_any();
        }
        let count = problems.len();
        let title = if count == 1 { "1 problem to fix".to_owned() } else { format!("{count} problems to fix") };
        section("Problems", title, problems)
    };
    let advice = move || {
        let advice = designer.advice.get();
        (!advice.is_empty()).then(|| section("Good to know", "Good to know".to_owned(), advice))
    };
    view! {
        {list}
        {advice}
    }
}
