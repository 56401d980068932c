//! One program: set-up, what was agreed, its parts, and what can be done with it.

use super::program_agreements::Agreements;
use super::program_contact::ContactTab;
use super::program_doors::{delete_program, end_program, open_program, pause_program, rename_program, start_program};
use super::program_messages::MessagesTab;
use super::program_overview::OverviewTab;
use super::program_script::ScriptTab;
use super::program_state::ProgramState;
use super::program_status_tone;
use super::program_team::TeamTab;
use super::program_visits::VisitsTab;
use base::{Loaded, NameForm};
use kit::{
    Button, ButtonKind, ButtonLink, ConfirmDialog, Crumb, Dialog, Notice, Page, PageHeader, Saving, StatusBadge,
    TabPanel, Tabs, Tone, toast, use_tab,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::outreach::{ProgramPage, ProgramStatus, SAME_NUMBERS};

/// `/staff/programs/:id`
pub fn program_page() -> AnyView {
    let page = base::by_id(open_program);
    view! { <Loaded data=page view=shown /> }.into_any()
}

fn shown(page: ProgramPage) -> AnyView {
    let state = ProgramState::provide(page);
    let selected = use_tab(vec!["setup", "program", "contact", "team", "visits", "script", "messages"]);
    let fixed = |words: &'static str| Signal::stored(words.to_owned());
    let open = state.open();
    let set_up = Signal::derive(move || match open.with(Vec::len) {
        0 => "Set-up".to_owned(),
        count => format!("Set-up ({count} open)"),
    });
    let tabs = vec![
        ("setup", set_up),
        ("program", fixed("Program")),
        ("contact", fixed("Numbers and contact")),
        ("team", fixed("Team")),
        ("visits", fixed("Visits")),
        ("script", fixed("Script")),
        ("messages", fixed("Messages")),
    ];
    view! {
        <Page>
            <PageHeader
                title=state.name
                crumbs=vec![Crumb::new("Programs", "/staff/programs")]
                status=move || {
                    view! {
                        <StatusBadge
                            tone=Signal::derive(move || program_status_tone(state.status.get()))
                            text=Signal::derive(move || state.status.get().label().to_owned())
                        />
                        <span class="muted" role="status">
                            {move || saving_words(state)}
                        </span>
                    }
                }
                actions=move || view! { <Actions state open /> }
            />
            <Show when=move || state.program.with(shared::outreach::Program::numbers_are_the_same)>
                <Notice tone=Tone::Danger title="One number for texts and calls" alert=true>
                    {SAME_NUMBERS}
                </Notice>
            </Show>
            <Tabs label="Parts of the program" tabs selected />
            <TabPanel key="setup" selected>
                <Agreements open />
            </TabPanel>
            <TabPanel key="program" selected>
                <OverviewTab />
            </TabPanel>
            <TabPanel key="contact" selected>
                <ContactTab />
            </TabPanel>
            <TabPanel key="team" selected>
                <TeamTab />
            </TabPanel>
            <TabPanel key="visits" selected>
                <VisitsTab />
            </TabPanel>
            <TabPanel key="script" selected>
                <ScriptTab />
            </TabPanel>
            <TabPanel key="messages" selected>
                <MessagesTab />
            </TabPanel>
        </Page>
    }
    .into_any()
}

fn saving_words(state: ProgramState) -> &'static str {
    match state.autosave.state.get() {
        Saving::Saved(None) => "",
        Saving::Saved(Some(_)) => "Saved",
        Saving::Waiting | Saving::Now => "Saving…",
        Saving::Failed(_) => "Not saved",
    }
}

#[component]
fn Actions(state: ProgramState, open: Memo<Vec<shared::field::FieldError>>) -> impl IntoView {
    let (going, ending, deleting, naming) =
        (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let navigate = StoredValue::new(use_navigate());
    let id = state.id;
    let delete = move |()| {
        spawn_local(async move {
            match delete_program(id).await {
                Ok(()) => {
                    state.autosave.settled();
                    navigate.with_value(|go| go("/staff/programs", Default::default()));
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    let new_name = RwSignal::new(state.name.get_untracked());
    let rename = move |name: String| async move {
        rename_program(id, name.clone()).await?;
        state.name.set(name.trim().to_owned());
        Ok(None)
    };
    let go_live_words = move || match open.with(Vec::len) {
        0 => "Everything is agreed. People are reached from now on, within hours and frequency.".to_owned(),
        count => format!("{count} points are open. Go live says which and changes nothing."),
    };
    let buttons = move || {
        let status = state.status.get();
        let is = move |wanted: ProgramStatus| status == wanted && state.may_edit;
        view! {
            <ButtonLink href=format!("/staff/programs/{id}/report") icon="chart-column">
                "Report"
            </ButtonLink>
            {state.may_edit.then(|| view! { <Button icon="pencil" on_click=move |_| naming.set(true)>"Rename"</Button> })}
            {is(ProgramStatus::Draft)
                .then(|| {
                    view! {
                        <Button icon="trash-2" on_click=move |_| deleting.set(true)>
                            "Delete"
                        </Button>
                        <Button kind=ButtonKind::Primary icon="play" on_click=move |_| going.set(true)>
                            "Go live"
                        </Button>
                    }
                })}
            {is(ProgramStatus::Live)
                .then(|| {
                    view! {
                        <Button icon="pause" on_click=move |_| state.act(move || pause_program(id))>
                            "Pause"
                        </Button>
                    }
                })}
            {is(ProgramStatus::Paused)
                .then(|| {
                    view! {
                        <Button
                            kind=ButtonKind::Primary
                            icon="play"
                            on_click=move |_| state.act(move || start_program(id, true))
                        >
                            "Go on"
                        </Button>
                    }
                })}
            {(is(ProgramStatus::Live) || is(ProgramStatus::Paused))
                .then(|| {
                    view! {
                        <Button icon="ban" on_click=move |_| ending.set(true)>
                            "End"
                        </Button>
                    }
                })}
        }
    };
    view! {
        {buttons}
        <ConfirmDialog
            open=going
            title="Go live"
            text=Signal::derive(go_live_words)
            confirm="Go live"
            on_confirm=move |()| state.act(move || start_program(id, false))
        />
        <ConfirmDialog
            open=ending
            title="End this program"
            text="Nobody is reached any more, and it can't go on again. Reminders of visits that are booked still go out; the report stays."
            confirm="End program"
            kind=ButtonKind::Danger
            on_confirm=move |()| state.act(move || end_program(id))
        />
        <ConfirmDialog
            open=deleting
            title="Delete this draft"
            text="The program is deleted. Segment, messages and journey that were made with it stay."
            confirm="Delete"
            kind=ButtonKind::Danger
            on_confirm=delete
        />
        <Dialog open=naming title="Rename program">
            <NameForm open=naming name=new_name confirm="Save" make=rename />
        </Dialog>
    }
}
