//! The call itself: whom, by which number, how long, and the buttons of the phone.

use super::state::Desk;
use kit::time::{Moment, Say, browser_now};
use kit::{Avatar, Button, ButtonKind, StatusBadge, Tone};
use leptos::prelude::*;
use shared::outreach::calls::{CallCard, Direction};
use shared::time::UtcMillis;
use std::time::Duration;

pub fn head(desk: Desk) -> AnyView {
    let inside = move || desk.card.get().map(|card| of(desk, &card));
    view! { <div class="card desk-phone">{inside}</div> }.into_any()
}

/// Ticks every second while the page lives.
fn clock() -> RwSignal<UtcMillis> {
    let now = RwSignal::new(UtcMillis(0));
    Effect::new(move |_| {
        now.set(browser_now());
        let tick = move || {
            now.try_set(browser_now());
        };
        if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
    });
    now
}

fn of(desk: Desk, card: &CallCard) -> AnyView {
    let now = clock();
    let name = card.person.as_ref().map_or_else(|| "Unknown caller".to_owned(), |person| person.name.reveal().clone());
    let (dialed, hung_up) = (card.dialed_at, card.hung_up_at);
    let on_line = dialed.is_some() && hung_up.is_none();
    let (tone, state) = match (dialed, hung_up) {
        (None, _) => (Tone::Neutral, "Not called yet"),
        (Some(_), None) => (Tone::Good, "On the line"),
        (Some(_), Some(_)) => (Tone::Wait, "Wrapping up"),
    };
    let number = card.number.reveal().clone();
    let timer = move || {
        let until = hung_up.unwrap_or_else(|| now.get());
        dialed.map_or_else(
            || "00:00".to_owned(),
            |from| {
                let seconds = ((until.0 - from.0) / 1_000).max(0);
                format!("{:02}:{:02}", seconds / 60, seconds % 60)
            },
        )
    };
    let inbound = card.direction.known() == Some(Direction::Inbound);
    let from = match (inbound, card.from.is_empty()) {
        (true, _) => "they called us".to_owned(),
        (false, true) => "from your phone".to_owned(),
        (false, false) => format!("from {}", card.from),
    };
    let none = number.is_empty();
    let (kind, words, icon) = if on_line {
        (ButtonKind::Danger, "End", "x")
    } else {
        (ButtonKind::Primary, if dialed.is_some() { "Call again" } else { "Call" }, "phone")
    };
    let about = (!card.about.is_empty()).then(|| view! { <p class="second">{card.about.clone()}</p> });
    let tel = format!("tel:{number}");
    view! {
        <Avatar name=name.clone() large=true />
        <div class="desk-whom">
            <h2>{name}</h2>
            <p class="row">
                <StatusBadge tone text=state /> <a href=tel>{number}</a>
                <span class="second">{format!("{} {} there", card.clock, card.zone_short)}</span>
            </p>
            {about}
        </div>
        <div class="desk-timer">
            <strong role="timer" aria-label="Length of the call">
                {timer}
            </strong>
            <span class="second">{from}</span>
        </div>
        <div class="desk-buttons">
            <Button kind icon=icon busy=desk.busy disabled=none on_click=move |_| desk.phone()>
                {words} " " <kbd>"C"</kbd>
            </Button>
            <Button kind=ButtonKind::Quiet icon="undo-2" on_click=move |_| desk.give_back()>
                "Give back"
            </Button>
        </div>
        <p class="desk-until second">
            "Yours until " <Moment at=card.claimed_until say=Say::TimeOnly /> ", longer while you type or talk."
        </p>
    }
    .into_any()
}
