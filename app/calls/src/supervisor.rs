//! What a supervisor sees: who is on what, how long people wait, call-backs of today, claims that ran out.

use super::dispositions::EndingsCard;
use super::doors::{call_off, load_supervisor, release_claim, supervised};
use base::{AppError, Failure, Loaded};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonSize, Card, Choice, ConfirmDialog, EmptyState, Figure, Kind, PageHeader, Select,
    StatusBadge, Tone, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::{CallId, ProgramId};
use shared::outreach::calls::{AgentLine, CallBackLine, Presence, SupervisorView};
use shared::time::Millis;
use std::time::Duration;

/// The page looks again after this.
const AGAIN: Duration = Duration::from_secs(30);

type Seen = Resource<Result<Option<SupervisorView>, AppError>>;

/// `/staff/supervisor`
pub fn supervisor_page() -> AnyView {
    let program = RwSignal::new(None::<ProgramId>);
    let programs = Resource::new(|| (), |()| supervised());
    let seen: Seen = Resource::new(move || program.get(), load_supervisor);
    Effect::new(move |_| {
        if let Some(Ok(all)) = programs.get()
            && program.get_untracked().is_none()
        {
            program.set(all.first().map(|one| one.id));
        }
    });
    Effect::new(move |_| {
        if let Ok(looking) = set_interval_with_handle(move || seen.refetch(), AGAIN) {
            on_cleanup(move || looking.clear());
        }
    });
    let chooser = move || {
        Suspend::new(async move {
            match programs.await {
                Ok(all) if all.is_empty() => view! {
                    <EmptyState
                        icon="users"
                        kind=Kind::Goal
                        title="No program is live"
                        text="Once a program is live, you see here who is on what and who waits."
                    />
                }
                .into_any(),
                Ok(all) => {
                    let choices: Vec<Choice> =
                        all.iter().map(|one| Choice::new(one.id.to_string(), &one.name)).collect();
                    let first = all.first().map(|one| one.id.to_string()).unwrap_or_default();
                    let chosen = RwSignal::new(program.get_untracked().map_or(first, |id| id.to_string()));
                    let choose = move |id: String| program.set(id.parse().ok());
                    view! { <Select name="supervised" label="Program" choices=Signal::stored(choices) value=chosen on_change=choose /> }
                        .into_any()
                }
                Err(error) => view! { <Failure error /> }.into_any(),
            }
        })
    };
    view! {
        <kit::Page>
            <PageHeader
                title="Supervisor"
                about="Who is on what, who waits, and what was promised for today. Whom you see is written to the audit log."
            />
            <div class="row desk-choose">
                <Transition>{chooser}</Transition>
            </div>
            <Loaded data=seen view=move |view| whole(seen, view) bones=10 />
            <EndingsCard />
        </kit::Page>
    }
    .into_any()
}

fn length(millis: Millis) -> String {
    let minutes = millis.0.max(0) / 60_000;
    if minutes < 60 {
        format!("{minutes} min")
    } else if minutes < 60 * 48 {
        format!("{} h {} min", minutes / 60, minutes % 60)
    } else {
        format!("{} days", minutes / 60 / 24)
    }
}

fn whole(seen: Seen, view: Option<SupervisorView>) -> AnyView {
    let Some(view) = view else { return ().into_any() };
    let oldest =
        view.oldest.map_or_else(|| "nobody waits".to_owned(), |age| format!("the longest for {}", length(age)));
    let (made, in_time) = view.kept;
    let level = if made == 0 { "none made yet".to_owned() } else { format!("{in_time} of {made}") };
    let kinds = view.by_kind.iter().map(|(kind, count)| format!("{}: {count}", kind.label()));
    let kinds = kinds.collect::<Vec<_>>().join(" · ");
    let agents = view.agents.into_iter().map(|agent| agent_row(seen, agent)).collect_view();
    let none = view.call_backs.is_empty();
    let backs = view.call_backs.into_iter().map(|line| call_back_row(seen, line)).collect_view();
    view! {
        <section class="card figures" aria-label="The queue">
            <Figure label="Waiting now" value=view.waiting.to_string() detail=oldest />
            <Figure label="Outside calling hours" value=view.later.to_string() detail="called when their hours begin" />
            <Figure label="Call-backs in time" value=level detail=format!("within {} minutes of the time named", view.within_minutes) />
            <Figure label="Abandoned claims today" value=view.abandoned.to_string() detail="ran out without a disposition" />
        </section>
        <p class="second">{kinds}</p>
        <Card title="Team" flush=true>
            <div class="table-wrap">
                <table class="table">
                    <caption class="sr-only">"Who is on what"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Agent"</th>
                            <th scope="col">"Doing"</th>
                            <th scope="col">"Has in hand"</th>
                            <th scope="col">"Calls"</th>
                            <th scope="col">"Talked to"</th>
                            <th scope="col">"Booked"</th>
                            <th scope="col">"Abandoned"</th>
                        </tr>
                    </thead>
                    <tbody>{agents}</tbody>
                </table>
            </div>
        </Card>
        <Card title="Call-backs of today" flush=true>
            {none.then(|| view! { <p class="quiet desk-pad">"Nobody asked to be called back today."</p> })}
            <ul class="desk-gaps" role="list">
                {backs}
            </ul>
        </Card>
    }
    .into_any()
}

fn agent_row(seen: Seen, agent: AgentLine) -> AnyView {
    let tone = match agent.presence.known() {
        Some(Presence::OnCall) => Tone::Good,
        Some(Presence::Available) => Tone::Info,
        Some(Presence::WrapUp) => Tone::Wait,
        Some(Presence::Break | Presence::Away) | None => Tone::Neutral,
    };
    let held = agent.call.map(|(call, name, since)| {
        let name = name.reveal().clone();
        let who = agent.name.clone();
        view! {
            <span class="row">
                <strong>{name.clone()}</strong>
                <span class="second">
                    "since " <Moment at=since say=Say::TimeOnly />
                </span>
                <ReleaseButton call seen who name />
            </span>
        }
    });
    view! {
        <tr>
            <th scope="row">{agent.name.clone()}</th>
            <td>
                <StatusBadge tone text=agent.presence.label().to_owned() />
                " "
                {agent.since.map(|since| view! { <Moment at=since say=Say::Ago /> })}
            </td>
            <td>{held}</td>
            <td>{agent.calls}</td>
            <td>{agent.talked}</td>
            <td>{agent.booked}</td>
            <td>{agent.abandoned}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn ReleaseButton(call: CallId, seen: Seen, who: String, name: String) -> impl IntoView {
    let open = RwSignal::new(false);
    let text = format!("{name} goes back into the queue. What {who} typed is kept for whoever calls next.");
    let release = move |()| {
        spawn_local(async move {
            match release_claim(call).await {
                Ok(()) => toast(Tone::Good, "Released."),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            seen.refetch();
        });
    };
    view! {
        <Button size=ButtonSize::Small on_click=move |_| open.set(true)>
            "Release"
        </Button>
        <ConfirmDialog open title=format!("Release {name}?") text=text confirm="Release" on_confirm=release />
    }
    .into_any()
}

fn call_back_row(seen: Seen, line: CallBackLine) -> AnyView {
    let (call, name) = (line.call, line.name.reveal().clone());
    let holder = line.holder.as_ref().map(|holder| format!("with {holder}"));
    let off = move |_| {
        spawn_local(async move {
            match call_off(call).await {
                Ok(()) => toast(Tone::Good, "Called off."),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            seen.refetch();
        });
    };
    view! {
        <li>
            <span class="desk-line-text">
                <strong>{name}</strong>
                <span class="second">{format!("{} there", line.clock)} " " {holder}</span>
            </span>
            {line.is_late.then(|| view! { <StatusBadge tone=Tone::Look text="Late" /> })}
            <Moment at=line.at say=Say::TimeOnly />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small on_click=off>
                "Call off"
            </Button>
        </li>
    }
    .into_any()
}
