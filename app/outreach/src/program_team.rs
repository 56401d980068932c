//! Who works on a program.

use super::program_doors::set_member;
use super::program_state::ProgramState;
use kit::{Avatar, Button, ButtonKind, Card, Choice, EmptyState, Field, Kind, Select};
use leptos::prelude::*;
use shared::outreach::{Duty, TeamMember};

/// The members, and one more.
#[component]
pub fn TeamTab() -> impl IntoView {
    let state = ProgramState::use_context();
    let who = RwSignal::new(String::new());
    let duty = RwSignal::new(Duty::Agent.code().to_owned());
    let staff: Vec<Choice> = state
        .page
        .with_value(|page| page.staff.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect());
    let duties: Vec<Choice> = Duty::ALL.map(|duty| Choice::new(duty.code(), duty.label())).into();
    let id = state.id;
    let add = move |_| {
        if let (Ok(member), duty) = (who.get_untracked().parse(), Duty::from_code(&duty.get_untracked())) {
            state.act(move || set_member(id, member, duty));
        }
    };
    let members = move || {
        let team = state.team.get();
        if team.is_empty() {
            return view! {
                <EmptyState
                    icon="users"
                    kind=Kind::Entry
                    title="Nobody yet"
                    text="Add an agent and a supervisor. Agents see the people of their programs only."
                />
            }
            .into_any();
        }
        let lines = team.into_iter().map(|member| line(state, member)).collect_view();
        view! { <ul class="rows">{lines}</ul> }.into_any()
    };
    view! {
        <div class="stack program">
            <Card title="Team">{members}</Card>
            {state
                .may_edit
                .then(|| {
                    view! {
                        <Card title="Add somebody">
                            <div class="form-row">
                                <Field name="member" label="Who">
                                    <Select name="member" choices=Signal::stored(staff.clone()) value=who placeholder="Choose" />
                                </Field>
                                <Field name="duty" label="As">
                                    <Select name="duty" choices=Signal::stored(duties.clone()) value=duty />
                                </Field>
                            </div>
                            <Button kind=ButtonKind::Secondary icon="plus" on_click=add>
                                "Add to the team"
                            </Button>
                        </Card>
                    }
                })}
        </div>
    }
    .into_any()
}

fn line(state: ProgramState, member: TeamMember) -> AnyView {
    let (id, staff) = (state.id, member.id);
    let remove = format!("Remove {}", member.name);
    view! {
        <li>
            <Avatar name=member.name.clone() />
            <span>{member.name}</span>
            <span class="muted">{member.duty.label()}</span>
            {state
                .may_edit
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Quiet
                            icon="x"
                            label=remove
                            on_click=move |_| state.act(move || set_member(id, staff, None))
                        />
                    }
                })}
        </li>
    }
    .into_any()
}
