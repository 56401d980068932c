//! The desk's top line: program, the agent's own figures, what they are doing, and what can be opened.

use super::doors::say_presence;
use super::state::{Desk, Front};
use base::AppError;
use kit::{Button, ButtonKind, ButtonSize, Choice, PageHeader, Select};
use leptos::prelude::*;
use shared::outreach::calls::{DeskView, Presence};

pub fn top(desk: Desk) -> AnyView {
    let shown = move || {
        Suspend::new(async move { desk.view.await.map_or_else(|_: AppError| ().into_any(), |view| bar(desk, view)) })
    };
    view! {
        <header class="desk-top">
            <PageHeader title="Call desk" />
            <Transition>{shown}</Transition>
            <div class="desk-tools">
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="search" on_click=move |_| desk.front.set(Some(Front::Find))>
                    "Find a person " <kbd>"/"</kbd>
                </Button>
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="phone" on_click=move |_| desk.front.set(Some(Front::Inbound))>
                    "Somebody calls " <kbd>"P"</kbd>
                </Button>
                <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="command" on_click=move |_| desk.front.set(Some(Front::Shortcuts))>
                    "All shortcuts " <kbd>"?"</kbd>
                </Button>
            </div>
        </header>
    }
    .into_any()
}

fn bar(desk: Desk, view: DeskView) -> AnyView {
    let mut programs = vec![Choice::new("", "All my programs")];
    programs.extend(view.programs.iter().map(|one| Choice::new(one.id.to_string(), &one.name)));
    let chosen = RwSignal::new(desk.program.get_untracked().map(|id| id.to_string()).unwrap_or_default());
    let presence = RwSignal::new(view.presence.code().to_owned());
    let states: Vec<Choice> = Presence::ALL.into_iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let figures = view.figures;
    let booked = if figures.target > 0 {
        format!("{} of {}", figures.booked, figures.target)
    } else {
        figures.booked.to_string()
    };
    let choose = move |id: String| desk.program.set(id.parse().ok());
    let say = move |code: String| {
        if let Some(presence) = Presence::from_code(&code) {
            desk.act(say_presence(presence));
        }
    };
    let phone = view.connects.then(|| {
        let words = if view.phone.is_empty() { "Set your phone".to_owned() } else { view.phone.clone() };
        view! {
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="smartphone" on_click=move |_| desk.front.set(Some(Front::Phone))>
                {words}
            </Button>
        }
    });
    view! {
        <Select name="desk-program" label="Program" choices=Signal::stored(programs) value=chosen on_change=choose />
        <dl class="desk-figures">
            {line(figures.calls.to_string(), "calls today")} {line(figures.talked.to_string(), "talked to")}
            {line(booked, "booked")}
        </dl>
        <Select name="desk-presence" label="What you are doing" choices=Signal::stored(states) value=presence on_change=say />
        {phone}
    }
    .into_any()
}

fn line(count: String, what: &'static str) -> AnyView {
    view! {
        <div>
            <dt>{what}</dt>
            <dd class="strong">{count}</dd>
        </div>
    }
    .into_any()
}
