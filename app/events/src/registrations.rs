//! The table of registrations, with check-in at the door.

use super::doors::{cancel_registration, check_in, list_registrations, load_event};
use super::planning::{Planning, tell};
use base::Failure;
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonSize, Choice, Column, ConfirmDialog, DataTable, EmptyState, Kind, Select, Skeleton,
    StatusBadge, Tone, open_while, total_of,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::events::AttendanceStatus;
use shared::events::views::RegistrationLine;
use shared::ids::RegistrationId;
use shared::paging::PageQuery;

#[component]
pub fn Registrations() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let query = RwSignal::new(PageQuery { descending: true, ..PageQuery::default() });
    let status = RwSignal::new(String::new());
    let removing = RwSignal::new(None::<Leaver>);
    let rows = Resource::new(
        move || (query.get(), status.get(), planning.registrations.get()),
        move |(query, status, _)| list_registrations(planning.id(), status.parse().ok(), query),
    );
    let total = total_of(rows);
    let columns = vec![
        Column::new("Name").sorted("name"),
        Column::new("Reached at").hidden_when_narrow(),
        Column::new("Status").sorted("status"),
        Column::new("Guests").number().hidden_when_narrow(),
        Column::new("Registered").sorted("registered").hidden_when_narrow(),
        Column::actions(),
    ];
    view! {
        <DataTable
            caption="Registrations"
            columns
            query
            total
            search="Name, e-mail or phone"
            tools=move || tools(planning, status, query)
        >
            <Transition fallback=|| view! { <tr><td colspan="6"><Skeleton lines=5 /></td></tr> }>
                {move || Suspend::new(async move {
                    match rows.await {
                        Ok(page) => {
                            if page.rows.is_empty() {
                                nobody()
                            } else {
                                page.rows.into_iter().map(|own| line(planning, own, removing)).collect_view().into_any()
                            }
                        }
                        Err(error) => view! { <tr><td colspan="6"><Failure error /></td></tr> }.into_any(),
                    }
                })}
            </Transition>
        </DataTable>
        <Remove removing />
    }
    .into_any()
}

fn nobody() -> AnyView {
    view! {
        <tr>
            <td colspan="6">
                <EmptyState icon="users" kind=Kind::Goal title="Nobody here" text="Registrations appear here as they come in." />
            </td>
        </tr>
    }
    .into_any()
}

fn tools(planning: Planning, status: RwSignal<String>, query: RwSignal<PageQuery>) -> AnyView {
    let choices: Vec<_> = AttendanceStatus::ALL.iter().map(|one| Choice::new(one.code(), one.label())).collect();
    let file = format!("/staff/events/{}/registrations.csv", planning.id());
    view! {
        <Select
            name="registration-status"
            label="Status"
            placeholder="All"
            choices=Signal::stored(choices)
            value=status
            on_change=move |_| query.update(|query| query.page = 0)
        />
        <a class="button button-secondary end" href=file download rel="external">"Export"</a>
    }
    .into_any()
}

fn line(planning: Planning, own: RegistrationLine, removing: RwSignal<Option<Leaver>>) -> AnyView {
    let tone = match own.status.known() {
        Some(AttendanceStatus::Registered) => Tone::Info,
        Some(AttendanceStatus::Attended) => Tone::Good,
        Some(AttendanceStatus::Waitlisted) => Tone::Wait,
        Some(AttendanceStatus::Cancelled | AttendanceStatus::NoShow) | None => Tone::Neutral,
    };
    let (id, name) = (own.id, own.name.reveal().clone());
    let mark = move |to: AttendanceStatus| {
        spawn_local(async move {
            if let Err(error) = check_in(id, to).await {
                tell(&error);
            }
            refresh(planning);
        });
    };
    let door = match own.status.known() {
        Some(AttendanceStatus::Registered) => view! {
            <Button size=ButtonSize::Small icon="user-check" on_click=move |_| mark(AttendanceStatus::Attended)>"Check in"</Button>
        }
        .into_any(),
        Some(AttendanceStatus::Attended | AttendanceStatus::NoShow) => view! {
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="undo-2" on_click=move |_| mark(AttendanceStatus::Registered)>"Undo"</Button>
        }
        .into_any(),
        Some(AttendanceStatus::Waitlisted | AttendanceStatus::Cancelled) | None => ().into_any(),
    };
    let removable = matches!(own.status.known(), Some(AttendanceStatus::Registered | AttendanceStatus::Waitlisted));
    let remove = removable.then(|| {
        let leaver = Leaver { id, name: name.clone(), has_email: own.contact.reveal().contains('@') };
        view! {
            <Button
                kind=ButtonKind::Quiet
                size=ButtonSize::Small
                icon="user-x"
                label=format!("Cancel the registration of {name}")
                on_click=move |_| removing.set(Some(leaver.clone()))
            />
        }
    });
    let answers = own
        .answers
        .iter()
        .map(|(question, answer)| format!("{question} {}", answer.reveal()))
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <tr>
            <th scope="row">
                <strong>{name.clone()}</strong>
                {own.is_patient.then(|| view! { <span class="second">"Patient of ours"</span> })}
                {(!answers.is_empty()).then(|| view! { <span class="second">{answers}</span> })}
            </th>
            <td class="narrow-hide">{own.contact.reveal().clone()}</td>
            <td><StatusBadge tone text=own.status.label().to_owned() /></td>
            <td class="number narrow-hide">{own.guests}</td>
            <td class="narrow-hide"><Moment at=own.registered_at say=Say::Ago /></td>
            <td class="actions">{door} {remove}</td>
        </tr>
    }
    .into_any()
}

/// Whose registration is about to be cancelled.
#[derive(Clone)]
struct Leaver {
    id: RegistrationId,
    name: String,
    has_email: bool,
}

impl Leaver {
    fn what_happens(&self) -> String {
        let told =
            if self.has_email { "is told by e-mail" } else { "left no e-mail address and has to be told by you" };
        format!("{} {told}. If that frees a place, it goes to whoever waited longest and fits.", self.name)
    }
}

/// Asks the table and the figures again.
fn refresh(planning: Planning) {
    planning.registrations.update(|count| *count += 1);
    planning.act(load_event(planning.id()), |done| {
        if let Err(error) = done {
            tell(&error);
        }
    });
}

#[component]
fn Remove(removing: RwSignal<Option<Leaver>>) -> impl IntoView {
    let planning = expect_context::<Planning>();
    let open = open_while(removing);
    let remove = move |()| {
        let Some(Leaver { id, .. }) = removing.get_untracked() else { return };
        spawn_local(async move {
            if let Err(error) = cancel_registration(id).await {
                tell(&error);
            }
            refresh(planning);
        });
    };
    let text =
        Signal::derive(move || removing.with(|leaver| leaver.as_ref().map(Leaver::what_happens)).unwrap_or_default());
    view! {
        <ConfirmDialog
            open
            title=Signal::stored("Cancel this registration?".to_owned())
            text
            confirm=Signal::stored("Cancel the registration".to_owned())
            keep="Keep it"
            kind=ButtonKind::Danger
            on_confirm=remove
        />
    }
    .into_any()
}
