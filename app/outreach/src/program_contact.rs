//! Numbers, hours, frequency, contacts on both sides, data and chats.

use super::program_overview::number;
use super::program_state::{ProgramState, area, bound, choice, line, of_enum, ticked};
use kit::{Button, ButtonKind, Card, Checkbox, Notice, Tone};
use leptos::prelude::*;
use shared::outreach::{Carried, ChatDuty, Contact, Enrichment, Program, SAME_NUMBERS};
use shared::scheduling::LocalRange;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// How people are reached, and whom both sides turn to.
#[component]
pub fn ContactTab() -> impl IntoView {
    let state = ProgramState::use_context();
    let text = bound(state, |program| program.text_number.clone(), |program, value| program.text_number = value);
    let voice = bound(state, |program| program.voice_number.clone(), |program, value| program.voice_number = value);
    let greeting = bound(state, |program| program.greeting.clone(), |program, value| program.greeting = value);
    let from = bound(
        state,
        |program| clock(program.hours.hours.from),
        |program, value| set_hours(program, |hours, minute| hours.from = minute, &value),
    );
    let until = bound(
        state,
        |program| clock(program.hours.hours.until),
        |program, value| set_hours(program, |hours, minute| hours.until = minute, &value),
    );
    let weekdays = WEEKDAYS
        .into_iter()
        .zip(0u8..)
        .map(|(label, day)| {
            let checked = ticked(
                state,
                move |program| program.hours.weekdays.contains(&day),
                move |program, on| {
                    program.hours.weekdays.retain(|other| *other != day);
                    if on {
                        program.hours.weekdays.push(day);
                        program.hours.weekdays.sort_unstable();
                    }
                },
            );
            view! { <Checkbox name=format!("weekday-{day}") label checked disabled=!state.may_edit /> }
        })
        .collect_view();
    let enrichment = bound(
        state,
        |program| program.enrichment.code().to_owned(),
        |program, value| program.enrichment = Enrichment::from_code(&value).unwrap_or_default(),
    );
    let new = bound(
        state,
        |program| program.chats.new.code().to_owned(),
        |program, value| program.chats.new = ChatDuty::from_code(&value).unwrap_or_default(),
    );
    let existing = bound(
        state,
        |program| program.chats.existing.code().to_owned(),
        |program, value| program.chats.existing = ChatDuty::from_code(&value).unwrap_or_default(),
    );
    view! {
        <div class="stack program">
            <Card title="Numbers">
                <div class="form-row">
                    {line("text_number", "Text number", "Sends texts and leaves voicemails. The practice owns it.", text, "tel")}
                    {line("voice_number", "Voice number", "Makes and takes calls. Never the text number.", voice, "tel")}
                </div>
                <Show when=move || state.program.with(Program::numbers_are_the_same)>
                    <Notice tone=Tone::Danger title="One number for texts and calls">
                        {SAME_NUMBERS}
                    </Notice>
                </Show>
                {area("greeting", "What callers hear", "Before an agent answers.", greeting)}
            </Card>
            <Card title="Hours and frequency">
                <p class="muted">"On the clock of the person called, between 8 am and 9 pm."</p>
                <fieldset class="field">
                    <legend class="field-label">"Days"</legend>
                    <div class="choices choices-row">{weekdays}</div>
                </fieldset>
                <div class="form-row">
                    {line("hours", "From", "", from, "time")} {line("hours_until", "Until", "", until, "time")}
                    {number("days_between", "Days between two touches", "At least.", |program| &mut program.frequency.days_between)}
                    {number("frequency", "Touches in 30 days", "At most.", |program| &mut program.frequency.a_month)}
                    {number("attempts", "Calls without an answer", "Then the person rests until next month.", |program| &mut program.frequency.attempts)}
                </div>
            </Card>
            <People key="practice" title="Contacts in the practice" of=|program| &mut program.practice_contacts />
            <People key="center" title="Contacts in the contact center" of=|program| &mut program.center_contacts />
            <Card title="Data and chats">
                <div class="form-row">
                    {choice("enrichment", "Enrich names", "", enrichment, of_enum::<Enrichment>(), None)}
                    {choice("chats_new", "Chats of new people", "", new, of_enum::<ChatDuty>(), None)}
                    {choice("chats_existing", "Chats of patients", "", existing, of_enum::<ChatDuty>(), None)}
                </div>
            </Card>
        </div>
    }
    .into_any()
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

fn set_hours(program: &mut Program, set: fn(&mut LocalRange, u16), value: &str) {
    let parts = value
        .split_once(':')
        .and_then(|(hour, minute)| Some(hour.parse::<u16>().ok()? * 60 + minute.get(..2)?.parse::<u16>().ok()?));
    if let Some(minute) = parts {
        set(&mut program.hours.hours, minute);
    }
}

#[component]
fn People(key: &'static str, title: &'static str, of: fn(&mut Program) -> &mut Vec<Contact>) -> impl IntoView {
    let state = ProgramState::use_context();
    let count = Memo::new(move |_| of(&mut state.program.get()).len());
    let lines = move || {
        (0..count.get())
            .map(|place| {
                let field = move |part: &'static str, label: &'static str, kind, get: fn(&mut Contact) -> &mut String| {
                    let value = bound(
                        state,
                        move |program| of(&mut program.clone()).get_mut(place).map(|one| get(one).clone()).unwrap_or_default(),
                        move |program, value| {
                            if let Some(one) = of(program).get_mut(place) {
                                *get(one) = value;
                            }
                        },
                    );
                    line(format!("{key}-{part}-{place}"), label, "", value, kind)
                };
                let remove = move |_| {
                    state.edit(|program| {
                        if place < of(program).len() {
                            of(program).remove(place);
                        }
                    });
                };
                view! {
                    <div class="form-row">
                        {field("name", "Name", "text", |one| &mut one.name)}
                        {field("about", "About what", "text", |one| &mut one.about)}
                        {field("phone", "Phone", "tel", |one| &mut one.phone)}
                        {field("email", "E-mail", "email", |one| &mut one.email)}
                    </div>
                    {state.may_edit.then(|| view! { <Button kind=ButtonKind::Quiet icon="trash-2" on_click=remove>"Remove"</Button> })}
                }
                .into_any()
            })
            .collect_view()
    };
    let add = move |_| state.edit(|program| of(program).push(Contact::default()));
    view! {
        <Card title>
            {lines}
            {state.may_edit.then(|| view! { <Button icon="plus" on_click=add>"Add a contact"</Button> })}
        </Card>
    }
    .into_any()
}

/// What the scheduling team gets, as boxes to tick.
pub fn carried(state: ProgramState) -> AnyView {
    let boxes = Carried::ALL
        .map(|one| {
            let checked = ticked(
                state,
                move |program| program.hand_over.carries.contains(&one),
                move |program, on| {
                    program.hand_over.carries.retain(|other| *other != one);
                    if on {
                        program.hand_over.carries.push(one);
                        program.hand_over.carries.sort_unstable();
                    }
                },
            );
            view! { <Checkbox name=format!("carries-{}", one.code()) label=one.label() checked disabled=!state.may_edit /> }
        })
        .collect_view();
    view! {
        <fieldset class="field">
            <legend class="field-label">"What the hand-over carries"</legend>
            <div class="choices">{boxes}</div>
        </fieldset>
    }
    .into_any()
}
