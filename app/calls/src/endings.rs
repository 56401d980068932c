//! How did it end? One key each.

use super::state::Desk;
use kit::Icon;
use leptos::prelude::*;
use shared::outreach::calls::{Disposition, MessageAfter, NextStep, Stops};

pub fn endings(desk: Desk) -> AnyView {
    let buttons = move || {
        let all: Vec<Disposition> = desk.dispositions.with(|all| all.active().cloned().collect());
        all.into_iter().map(|one| button(desk, one)).collect_view()
    };
    view! {
        <section class="card desk-endings" aria-label="How did it end?">
            <header class="desk-head">
                <h2>"How did it end?"</h2>
                <span class="second">"One key saves, sends what follows and takes the next person."</span>
            </header>
            <div class="desk-keys">{buttons}</div>
        </section>
    }
    .into_any()
}

fn button(desk: Desk, one: Disposition) -> AnyView {
    let key = one.shortcut.clone();
    let (label, icon) = (one.label.clone(), one.outcome.icon());
    let class = format!("desk-ending {}", one.outcome.hue().class());
    let title = follows(&one);
    view! {
        <button type="button" class=class title=title disabled=move || desk.busy.get() on:click=move |_| desk.choose(one.clone())>
            <kbd>{key}</kbd>
            <Icon name=icon />
            {label}
        </button>
    }
    .into_any()
}

/// What follows, in a sentence.
pub fn follows(one: &Disposition) -> String {
    let next = match one.next {
        NextStep::Retry => format!("Called again after {} days.", one.days),
        NextStep::Done | NextStep::CallBack | NextStep::NextMonth | NextStep::NextChannel | NextStep::Schedule => {
            format!("{}.", one.next.label())
        }
    };
    let message = match one.message {
        MessageAfter::None => String::new(),
        message => format!(" Sends: {}.", message.label().to_lowercase()),
    };
    let stops = match one.stops {
        Stops::Nothing => String::new(),
        stops => format!(" Stops {}.", stops.label().to_lowercase()),
    };
    format!("{next}{message}{stops}")
}
