//! Visits that are offered, who schedules them, and what happens before and after.

use super::program_contact::carried;
use super::program_overview::number;
use super::program_state::{ProgramState, bound, choice, line, messages, of_enum, ticked};
use kit::{Button, ButtonKind, Card, Checkbox, Switch};
use leptos::prelude::*;
use shared::ids::VisitTypeId;
use shared::outreach::{CadenceKind, CadenceStep, Program, ScheduledBy, VisitTimes, VisitTouch};

/// Visit types, hand-over, cadences, review.
#[component]
pub fn VisitsTab() -> impl IntoView {
    let state = ProgramState::use_context();
    let types = state.page.with_value(|page| {
        page.visit_types
            .iter()
            .filter_map(|one| Some((one.id.parse::<VisitTypeId>().ok()?, one.name.clone())))
            .map(|(id, name)| {
                let checked = ticked(
                    state,
                    move |program| program.visits.types.contains(&id),
                    move |program, on| {
                        program.visits.types.retain(|other| *other != id);
                        if on {
                            program.visits.types.push(id);
                        }
                    },
                );
                view! { <Checkbox name=format!("visit-{id}") label=name checked disabled=!state.may_edit /> }
            })
            .collect_view()
    });
    let times = bound(
        state,
        |program| program.visits.times.code().to_owned(),
        |program, value| program.visits.times = VisitTimes::from_code(&value).unwrap_or_default(),
    );
    let by = bound(
        state,
        |program| program.visits.scheduled_by.code().to_owned(),
        |program, value| program.visits.scheduled_by = ScheduledBy::from_code(&value).unwrap_or_default(),
    );
    let televisit = ticked(state, |program| program.visits.televisit, |program, on| program.visits.televisit = on);
    let to = bound(state, |program| program.hand_over.to.clone(), |program, value| program.hand_over.to = value);
    let review = ticked(state, |program| program.cadences.review.ask, |program, on| program.cadences.review.ask = on);
    view! {
        <div class="stack program">
            <Card title="Visits offered">
                <fieldset class="field">
                    <legend class="field-label">"Visit types"</legend>
                    <div class="choices">{types}</div>
                </fieldset>
                <div class="form-row">
                    {choice("times", "Times", "", times, of_enum::<VisitTimes>(), None)}
                    {choice("scheduled_by", "Who schedules", "", by, of_enum::<ScheduledBy>(), None)}
                </div>
                <Switch name="televisit" label="A televisit may introduce the practice" checked=televisit disabled=!state.may_edit />
            </Card>
            <Card title="Hand-over to scheduling">
                <div class="form-row">
                    {line("hand_over", "Team or person", "Who finds the time when agents do not.", to, "text")}
                    {number("within_hours", "They call back within, hours", "", |program| &mut program.hand_over.within_hours)}
                </div>
                {carried(state)}
            </Card>
            {CadenceKind::ALL.map(|kind| view! { <Cadence kind /> }).collect_view()}
            <Card title="After the visit">
                <Switch
                    name="review"
                    label="Ask for a review"
                    hint="Everybody who was seen is asked, and everybody sees the same links afterwards."
                    checked=review
                    disabled=!state.may_edit
                />
                {number("review_hours", "Hours after the visit", "", |program| &mut program.cadences.review.hours)}
            </Card>
        </div>
    }
    .into_any()
}

#[component]
fn Cadence(kind: CadenceKind) -> impl IntoView {
    let state = ProgramState::use_context();
    let ids = Memo::new(move |_| {
        state.program.with(|program| program.cadences.steps(kind).iter().map(|step| step.id).collect::<Vec<_>>())
    });
    let steps = move || ids.get().into_iter().map(|id| one_step(state, kind, id)).collect_view();
    let add = move |_| state.edit(|program| program.cadences.add(kind, 1, VisitTouch::Message, None));
    view! {
        <Card title=kind.label()>
            {steps} {state.may_edit.then(|| view! { <Button icon="plus" on_click=add>"Add a step"</Button> })}
        </Card>
    }
    .into_any()
}

fn step_of(program: &mut Program, kind: CadenceKind, id: u16) -> Option<&mut CadenceStep> {
    program.cadences.steps_mut(kind).iter_mut().find(|step| step.id == id)
}

fn one_step(state: ProgramState, kind: CadenceKind, id: u16) -> AnyView {
    let read = move |program: &Program| program.cadences.steps(kind).iter().find(|step| step.id == id).copied();
    let days = bound(
        state,
        move |program| read(program).map(|step| step.days.to_string()).unwrap_or_default(),
        move |program, value| {
            if let (Some(step), Ok(days)) = (step_of(program, kind, id), value.trim().parse()) {
                step.days = days;
            }
        },
    );
    let touch = bound(
        state,
        move |program| read(program).map_or("", |step| step.touch.code()).to_owned(),
        move |program, value| {
            if let (Some(step), Some(touch)) = (step_of(program, kind, id), VisitTouch::from_code(&value)) {
                step.touch = touch;
            }
        },
    );
    let template = bound(
        state,
        move |program| read(program).and_then(|step| step.template).map(|id| id.to_string()).unwrap_or_default(),
        move |program, value| {
            if let Some(step) = step_of(program, kind, id) {
                step.template = value.parse().ok();
            }
        },
    );
    let name = move |part: &str| format!("{}-{part}-{id}", kind.code());
    let remove = move |_| state.edit(|program| program.cadences.steps_mut(kind).retain(|step| step.id != id));
    let label = {
        let words = kind.counted();
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    let message = move || {
        (touch.get() == VisitTouch::Message.code())
            .then(|| choice(name("template"), "Message", "", template, messages(state), Some("Choose a live message")))
    };
    view! {
        <div class="form-row">
            {line(name("days"), label, "", days, "number")}
            {choice(name("touch"), "What happens", "", touch, of_enum::<VisitTouch>(), None)} {message}
        </div>
        {state.may_edit.then(|| view! { <Button kind=ButtonKind::Quiet icon="trash-2" on_click=remove>"Remove step"</Button> })}
    }
    .into_any()
}
