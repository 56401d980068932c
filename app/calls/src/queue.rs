//! The queue: with you, call-backs due, unread replies, next, and those who wait for their calling hours.

use super::doors::answer_reply;
use super::state::Desk;
use base::Failure;
use kit::time::{Moment, Say};
use kit::{Avatar, Button, ButtonSize, Skeleton};
use leptos::prelude::*;
use shared::outreach::calls::{DeskView, QueueGroup, QueueLine, ReplyLine};

pub fn queue(desk: Desk) -> AnyView {
    let shown = move || {
        Suspend::new(async move {
            match desk.view.await {
                Ok(view) => groups(desk, view),
                Err(error) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    view! {
        <header class="desk-head">
            <h2>"My queue"</h2>
            <Button size=ButtonSize::Small busy=desk.busy on_click=move |_| desk.next()>
                "Next person " <kbd>"N"</kbd>
            </Button>
        </header>
        <Transition fallback=|| view! { <Skeleton lines=10 /> }>{shown}</Transition>
        <p class="desk-foot">"You see whole records only of people you have claimed."</p>
    }
    .into_any()
}

fn groups(desk: Desk, view: DeskView) -> AnyView {
    if view.programs.is_empty() {
        return view! {
            <p class="quiet desk-empty">
                "You are on no program's team yet. Ask your supervisor to add you; the queue is filled from then on."
            </p>
        }
        .into_any();
    }
    let (lines, totals, replies) = (view.lines, view.totals, view.replies);
    let parts = QueueGroup::ALL.into_iter().map(|group| {
        let total = totals.iter().find(|(of, _)| *of == group).map_or(0, |(_, total)| *total);
        let own: Vec<AnyView> = match group {
            QueueGroup::Reply => replies.iter().map(|reply| reply_line(desk, reply.clone())).collect(),
            QueueGroup::Mine | QueueGroup::CallBack | QueueGroup::Next | QueueGroup::Later => lines
                .iter()
                .filter(|(of, _)| *of == group)
                .map(|(_, line)| call_line(desk, group, line.clone()))
                .collect(),
        };
        let total = total.max(u32::try_from(own.len()).unwrap_or(0));
        (!own.is_empty()).then(|| {
            view! {
                <h3 class="desk-group">
                    {group.label()} <span class="second">{total}</span>
                </h3>
                <ul class="desk-lines" role="list">
                    {own}
                </ul>
            }
        })
    });
    let parts: Vec<_> = parts.collect();
    if parts.iter().all(Option::is_none) {
        return view! {
            <p class="quiet desk-empty">"Nobody waits for a call. Whoever is due appears here by themselves."</p>
        }
        .into_any();
    }
    parts.into_any()
}

fn call_line(desk: Desk, group: QueueGroup, line: QueueLine) -> AnyView {
    let name = line.name.reveal().clone();
    let call = line.call;
    let kind = line.kind.label().to_owned();
    let detail = match (&line.holder, &line.asked_for, &line.opens) {
        (Some(holder), _, _) => format!("With {holder}"),
        (None, Some(asked), _) => format!("Asked for {asked}"),
        (None, None, Some(opens)) => format!("Opens {opens}"),
        (None, None, None) if line.about.is_empty() => kind,
        (None, None, None) => line.about.clone(),
    };
    let nth = match line.attempts {
        0 => "1st call".to_owned(),
        1 => "2nd call".to_owned(),
        2 => "3rd call".to_owned(),
        n => format!("{}th call", n + 1),
    };
    let is_taken = line.holder.is_some();
    let due = (group == QueueGroup::CallBack).then(|| view! { <Moment at=line.due_at say=Say::Ago /> });
    let side = if due.is_some() { None } else { Some(nth) };
    let current = move || desk.card.with(|card| card.as_ref().is_some_and(|card| card.call == call)).then_some("true");
    view! {
        <li>
            <button
                type="button"
                class="desk-line"
                aria-current=current
                disabled=is_taken
                on:click=move |_| desk.take(call)
            >
                <Avatar name=name.clone() />
                <span class="desk-line-text">
                    <strong>{name}</strong>
                    <span class="second">{detail}</span>
                </span>
                <span class="desk-line-side">
                    <span>{format!("{} {}", line.clock, line.zone)}</span>
                    <span class="second">{due} {side}</span>
                </span>
            </button>
        </li>
    }
    .into_any()
}

fn reply_line(desk: Desk, reply: ReplyLine) -> AnyView {
    let name = reply.name.reveal().clone();
    let id = reply.id;
    let open = move |_| {
        desk.act(async move {
            let call = answer_reply(id).await?;
            desk.open(call).await;
            Ok(())
        });
    };
    view! {
        <li>
            <button type="button" class="desk-line" on:click=open>
                <Avatar name=name.clone() />
                <span class="desk-line-text">
                    <strong>{name}</strong>
                    <span class="second">{reply.text.reveal().clone()}</span>
                </span>
                <span class="desk-line-side second">
                    <Moment at=reply.at say=Say::Ago />
                </span>
            </button>
        </li>
    }
    .into_any()
}
