//! The checklist of what must be agreed before the first contact.

use super::program_doors::sign_off;
use super::program_state::{ProgramState, bound, choice, line};
use kit::{Button, ButtonKind, ButtonSize, Card, Choice, DateInput, Field, Notice, StatusBadge, Tone};
use leptos::prelude::*;
use shared::field::FieldError;
use shared::outreach::{AgreementKind, open_agreement};
use shared::time::Date;

/// What is open, then each agreement with owner, decision, date and sign-off.
#[component]
pub fn Agreements(open: Memo<Vec<FieldError>>) -> impl IntoView {
    let others = move || {
        open.with(|open| {
            let parts = open.iter().filter(|error| !error.field.starts_with("agreement_"));
            parts.map(|error| view! { <li>{error.message.clone()}</li> }).collect_view()
        })
    };
    let any = move || open.with(|open| open.iter().any(|error| !error.field.starts_with("agreement_")));
    view! {
        <div class="stack program">
            <Show
                when=any
                fallback=move || {
                    view! {
                        <Show when=move || open.with(Vec::is_empty)>
                            <Notice tone=Tone::Good title="Nothing is open">
                                "Everything is agreed, decided and signed off."
                            </Notice>
                        </Show>
                    }
                }
            >
                <Notice tone=Tone::Look title="Still to do">
                    <ul>{others}</ul>
                </Notice>
            </Show>
            {AgreementKind::ALL.map(|kind| view! { <OneAgreement kind /> }).collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn OneAgreement(kind: AgreementKind) -> impl IntoView {
    let state = ProgramState::use_context();
    let name = move |part: &str| format!("{}_{part}", kind.code());
    let staff: Vec<Choice> = state
        .page
        .with_value(|page| page.staff.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect());
    let owner = bound(
        state,
        move |program| program.agreement(kind).owner.map(|id| id.to_string()).unwrap_or_default(),
        move |program, value| program.agreements.entry(kind).or_default().owner = value.parse().ok(),
    );
    let decision = bound(
        state,
        move |program| program.agreement(kind).decision,
        move |program, value| program.agreements.entry(kind).or_default().decision = value,
    );
    let decided = Memo::new(move |_| {
        state.program.with(|program| program.agreement(kind).decided.map(|day| day.to_string()).unwrap_or_default())
    });
    let decide = move |value: String| {
        state.edit(|program| program.agreements.entry(kind).or_default().decided = Date::parse(&value));
    };
    let missing = Memo::new(move |_| {
        state
            .program
            .with(|program| state.facts.with(|facts| open_agreement(program, facts, kind).map(|error| error.message)))
    });
    let signed = Memo::new(move |_| state.program.with(|program| program.agreement(kind).signed));
    let badge = move || match missing.get() {
        None => view! { <StatusBadge tone=Tone::Good text="Agreed" /> }.into_any(),
        Some(_) => view! { <StatusBadge tone=Tone::Wait text="Open" /> }.into_any(),
    };
    let sign = move || {
        let id = state.id;
        match signed.get() {
            Some(signed) => view! {
                <p>"Signed off by " {signed.name} " on " {signed.at.date_utc().short()}</p>
                {state.may_edit.then(|| {
                    view! {
                        <Button
                            size=ButtonSize::Small
                            kind=ButtonKind::Quiet
                            on_click=move |_| state.act(move || sign_off(id, kind, false))
                        >
                            "Withdraw"
                        </Button>
                    }
                })}
            }
            .into_any(),
            None => view! {
                {state.may_edit.then(|| {
                    view! {
                        <Button
                            size=ButtonSize::Small
                            icon="check"
                            on_click=move |_| state.act(move || sign_off(id, kind, true))
                        >
                            {format!("Sign off {}", kind.label().to_lowercase())}
                        </Button>
                    }
                })}
            }
            .into_any(),
        }
    };
    view! {
        <Card title=kind.label() actions=badge>
            <p class="muted">{kind.question()}</p>
            <div class="form-row">
                {choice(name("owner"), "Owner", "", owner, staff, Some("Nobody yet"))}
                {line(name("decision"), "Decision", "", decision, "text")}
                <Field name=name("decided") label="Decided on">
                    <DateInput name=name("decided") value=decided on_change=decide disabled=!state.may_edit />
                </Field>
            </div>
            <p class="field-error" role="status">
                {move || missing.get()}
            </p>
            <div class="row">{sign}</div>
        </Card>
    }
    .into_any()
}
