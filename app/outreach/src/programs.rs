//! The list of programs, and the dialog that makes one.

use super::program_doors::{create_program, list_programs};
use super::program_status_tone;
use base::{AppError, Rows};
use kit::{
    Button, ButtonKind, ButtonLink, Choice, Column, DataTable, Dialog, EmptyState, Field, FormErrors, Kind, Page,
    PageHeader, RadioGroup, StatusBadge, TextInput, Tone, filter_by, grouped, toast, total_of, use_list,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use shared::outreach::{CampaignKind, ProgramRow, ProgramSort, ProgramsQuery};
use shared::people::EditPrograms;

/// `/staff/programs`
pub fn programs_page() -> AnyView {
    let list = use_list::<ProgramsQuery>();
    let rows = Resource::new(move || list.get(), |query| list_programs(query.rows, query.status));
    let adding = RwSignal::new(false);
    base::open_when_asked(adding);
    let total = total_of(rows);
    let columns = vec![
        Column::new("Name").sorted(ProgramSort::Name),
        Column::new("Status").sorted(ProgramSort::Status),
        Column::new("Goal").hidden_when_narrow(),
        Column::new("Reached").number(),
        Column::new("Booked").number(),
        Column::new("Seen").number().hidden_when_narrow(),
    ];
    let tools =
        move || filter_by(list, ("status", "Status", "All but ended"), |query: &mut ProgramsQuery| &mut query.status);
    let none = move || total.get() == Some(0) && list.is_whole();
    let new = move || {
        base::only_with::<EditPrograms>(move || {
            view! {
                <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| adding.set(true)>
                    "New program"
                </Button>
            }
            .into_any()
        })
    };
    view! {
        <Page>
            <PageHeader
                title="Programs"
                about="Reach people by post, text, voicemail and phone, from a list of names to booked visits."
                actions=move || {
                    view! {
                        <ButtonLink href="/staff/reviews" icon="star">
                            "Reviews"
                        </ButtonLink>
                        {new()}
                    }
                }
            />
            <Show
                when=move || !none()
                fallback=move || {
                    view! {
                        <EmptyState
                            icon="megaphone"
                            kind=Kind::Message
                            title="No programs yet"
                            text="Start from a campaign: program, messages and cadence are made in one go, as drafts."
                        >
                            {new()}
                        </EmptyState>
                    }
                }
            >
                <DataTable caption="Programs" columns=columns.clone() query=list total search="Search programs" tools>
                    <Rows data=rows columns=6 line=row nothing />
                </DataTable>
            </Show>
            <NewProgram open=adding />
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! { <EmptyState icon="megaphone" kind=Kind::Message title="No program fits" text="Try fewer letters, or another status." /> }
        .into_any()
}

fn row(program: ProgramRow) -> AnyView {
    let status = program.status;
    view! {
        <tr>
            <th scope="row">
                <a href=format!("/staff/programs/{}", program.id)>{program.name}</a>
            </th>
            <td>
                <StatusBadge tone=program_status_tone(status) text=status.label() />
            </td>
            <td class="narrow-hide">{program.goal}</td>
            <td class="number">{grouped(program.reached)}</td>
            <td class="number">{grouped(program.booked)}</td>
            <td class="number narrow-hide">{grouped(program.seen)}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn NewProgram(open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let name = RwSignal::new(String::new());
    let campaign = RwSignal::new(CampaignKind::NewNeighbors.code().to_owned());
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new(use_navigate());
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        spawn_local(async move {
            let chosen = CampaignKind::from_code(&campaign.get_untracked());
            match create_program(name.get_untracked(), chosen).await {
                Ok(id) => navigate.with_value(|go| go(&format!("/staff/programs/{id}"), Default::default())),
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            busy.set(false);
        });
    };
    let campaigns = || {
        let mut choices: Vec<Choice> = CampaignKind::ALL
            .map(|kind| {
                Choice::new(kind.code(), kind.label()).with_detail(format!("{}. {}", kind.audience(), kind.goal()))
            })
            .into();
        choices.push(Choice::new("", "Empty").with_detail("Without segment, messages and cadence."));
        choices
    };
    view! {
        <Dialog open title="New program" wide=true>
            <form class="stack" on:submit=create>
                <Field name="name" label="Name" hint="For your colleagues; the people reached never see it.">
                    <TextInput name="name" value=name autofocus=true />
                </Field>
                <RadioGroup name="campaign" label="Campaign" choices=campaigns() value=campaign />
                <div class="dialog-actions">
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Create"
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
