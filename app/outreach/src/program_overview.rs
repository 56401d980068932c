//! What a program is to achieve, whom it reaches, when, and who reads about it.

use super::program_state::{ProgramState, area, bound, choice, line};
use kit::{ButtonLink, Card, Choice, DateInput, Field};
use leptos::prelude::*;
use shared::journeys::Choice as Known;
use shared::outreach::{Costs, Program, Targets};
use shared::time::Date;

fn choices(known: &[Known], chosen: Option<String>) -> Vec<Choice> {
    let mut all: Vec<Choice> = known
        .iter()
        .map(|one| {
            let detail = if one.detail.is_empty() { String::new() } else { format!(" ({})", one.detail) };
            Choice::new(one.id.clone(), format!("{}{detail}", one.name))
        })
        .collect();
    // What was made with the program as a draft is chosen already and not live yet.
    if let Some(chosen) = chosen.filter(|chosen| all.iter().all(|one| one.value != *chosen)) {
        all.push(Choice::new(chosen, "Draft that was made with the program"));
    }
    all
}

/// Goal, audience, cadence, dates; targets, costs and readers.
#[component]
pub fn OverviewTab() -> impl IntoView {
    let state = ProgramState::use_context();
    let goal = bound(state, |program| program.goal.clone(), |program, value| program.goal = value);
    let id = |id: Option<String>| id.unwrap_or_default();
    let segment = bound(
        state,
        move |program| id(program.segment.map(|id| id.to_string())),
        |program, value| program.segment = value.parse().ok(),
    );
    let journey = bound(
        state,
        move |program| id(program.journey.map(|id| id.to_string())),
        |program, value| program.journey = value.parse().ok(),
    );
    let (segments, journeys) = state.page.with_value(|page| {
        (
            choices(&page.segments, page.program.segment.map(|id| id.to_string())),
            choices(&page.journeys, page.program.journey.map(|id| id.to_string())),
        )
    });
    let stakeholders = bound(
        state,
        |program| program.stakeholders.join("\n"),
        |program, value| {
            program.stakeholders =
                value.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        },
    );
    let links = move || {
        let program = state.program.get();
        view! {
            <div class="row">
                {program.segment.map(|id| view! { <ButtonLink href=format!("/staff/segments/{id}") icon="filter">"Open segment"</ButtonLink> })}
                {program.journey.map(|id| view! { <ButtonLink href=format!("/staff/journeys/{id}") icon="route">"Open cadence"</ButtonLink> })}
                <ButtonLink href="/staff/prospects" icon="list">"Prospect lists"</ButtonLink>
            </div>
        }
    };
    let lists = state.page.with_value(|page| {
        let named = page.lists.iter().map(|(id, name)| {
            view! {
                <li>
                    <a href=format!("/staff/prospects/{id}")>{name.clone()}</a>
                </li>
            }
        });
        (!page.lists.is_empty()).then(|| {
            view! { <p class="field-label">"Prospect lists"</p> <ul class="rows">{named.collect_view()}</ul> }
                .into_any()
        })
    });
    view! {
        <div class="stack program">
            <Card title="Goal and audience">
                {area("goal", "Goal", "What the program is to achieve, in a sentence.", goal)}
                <div class="form-row">
                    {choice("segment", "Segment", "People on the program's prospect lists belong to it too.", segment, segments, Some("No segment"))}
                    {choice("journey", "Cadence", "The journey that its people travel.", journey, journeys, Some("No journey"))}
                    {day("starts", "First day", |program| program.starts, |program, day| program.starts = day)}
                    {day("ends", "Last day", |program| program.ends, |program, day| program.ends = day)}
                </div>
                {lists} {links}
            </Card>
            <Card title="Targets of a week">
                <p class="muted">"0 sets no target."</p>
                <div class="form-row">
                    {target("target_reached", "Reached", |targets| &mut targets.reached)}
                    {target("target_talked", "Talked to", |targets| &mut targets.talked)}
                    {target("target_booked", "Booked", |targets| &mut targets.booked)}
                    {target("target_seen", "Seen", |targets| &mut targets.seen)}
                    {service()}
                </div>
            </Card>
            <Card title="Costs in cents">
                <div class="form-row">
                    {cost("cost_text", "A text", |costs| &mut costs.text)}
                    {cost("cost_voicemail", "A voicemail", |costs| &mut costs.voicemail)}
                    {cost("cost_postcard", "A postcard", |costs| &mut costs.postcard)}
                    {cost("cost_email", "An e-mail", |costs| &mut costs.email)}
                    {cost("cost_agent", "A minute of an agent", |costs| &mut costs.agent_minute)}
                </div>
            </Card>
            <Card title="Weekly report">
                {area(
                    "stakeholders",
                    "E-mail addresses",
                    "One a line. They get the figures every Monday at 7 am, without anybody's data.",
                    stakeholders,
                )}
            </Card>
        </div>
    }
    .into_any()
}

fn day(
    name: &'static str,
    label: &'static str,
    get: fn(&Program) -> Option<Date>,
    set: fn(&mut Program, Option<Date>),
) -> AnyView {
    let state = ProgramState::use_context();
    let value =
        Memo::new(move |_| state.program.with(|program| get(program).map(|day| day.to_string()).unwrap_or_default()));
    let change = move |value: String| state.edit(|program| set(program, Date::parse(&value)));
    view! {
        <Field name label optional=true>
            <DateInput name value on_change=change disabled=!state.may_edit />
        </Field>
    }
    .into_any()
}

/// A number; what is no number leaves it as it was.
pub fn number<T: Copy + std::str::FromStr + ToString + 'static>(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    of: fn(&mut Program) -> &mut T,
) -> AnyView {
    let state = ProgramState::use_context();
    let get = move |program: &Program| of(&mut program.clone()).to_string();
    let set = move |program: &mut Program, value: String| {
        if let Ok(number) = value.trim().parse() {
            *of(program) = number;
        }
    };
    line(name, label, hint, bound(state, get, set), "number")
}

fn target(name: &'static str, label: &'static str, of: fn(&mut Targets) -> &mut u32) -> AnyView {
    let state = ProgramState::use_context();
    let get = move |program: &Program| of(&mut program.targets.clone()).to_string();
    let set = move |program: &mut Program, value: String| {
        if let Ok(number) = value.trim().parse() {
            *of(&mut program.targets) = number;
        }
    };
    line(name, label, "", bound(state, get, set), "number")
}

fn cost(name: &'static str, label: &'static str, of: fn(&mut Costs) -> &mut u32) -> AnyView {
    let state = ProgramState::use_context();
    let get = move |program: &Program| of(&mut program.costs.clone()).to_string();
    let set = move |program: &mut Program, value: String| {
        if let Ok(number) = value.trim().parse() {
            *of(&mut program.costs) = number;
        }
    };
    line(name, label, "", bound(state, get, set), "number")
}

fn service() -> AnyView {
    view! {
        {number("service_percent", "Call-backs in time, percent", "", |program| &mut program.targets.service_percent)}
        {number("within_minutes", "In time is within, minutes", "", |program| &mut program.targets.within_minutes)}
    }
    .into_any()
}
