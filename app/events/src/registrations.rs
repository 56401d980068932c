//! The table of registrations, with check-in at the door.

use super::doors::{cancel_registration, check_in, list_registrations, load_event};
use super::planning::{Planning, tell};
use base::Rows;
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonSize, Column, ConfirmDialog, DataTable, EmptyState, Kind, ListState, StatusBadge, Tone,
    filter_by, open_while, total_of, use_list_named,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::events::views::RegistrationLine;
use shared::events::{AttendanceStatus, RegistrationSort, RegistrationsQuery};
use shared::ids::RegistrationId;

#[component]
pub fn Registrations() -> impl IntoView {
    let planning = expect_context::<Planning>();
    let list = use_list_named::<RegistrationsQuery>("registrations");
    let removing = RwSignal::new(None::<Leaver>);
    let rows = Resource::new(
        move || (list.get(), planning.registrations.get()),
        move |(query, _)| list_registrations(planning.id(), query.status, query.rows),
    );
    let total = total_of(rows);
    let columns = vec![
        Column::new("Name").sorted(RegistrationSort::Name),
        Column::new("Reached at").hidden_when_narrow(),
        Column::new("Status").sorted(RegistrationSort::Status),
        Column::new("Guests").number().hidden_when_narrow(),
        Column::new("Registered").sorted(RegistrationSort::Registered).hidden_when_narrow(),
        Column::actions(),
    ];
    view! {
        <DataTable
            caption="Registrations"
            columns
            query=list
            total
            search="Name, e-mail or phone"
            tools=move || tools(planning, list)
        >
            <Rows data=rows columns=6 line=move |own| line(planning, own, removing) nothing=nobody />
        </DataTable>
        <Remove removing />
    }
    .into_any()
}

fn nobody() -> AnyView {
    view! { <EmptyState icon="users" kind=Kind::Goal title="Nobody here" text="Registrations appear here as they come in." /> }
        .into_any()
}

fn tools(planning: Planning, list: ListState<RegistrationsQuery>) -> AnyView {
    let file = format!("/staff/events/{}/registrations.csv", planning.id());
    view! {
        {filter_by(list, ("registration-status", "Status", "All"), |query| &mut query.status)}
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
        format!(
            "{} {told}. A place that this frees goes to the first person on the waiting list whose party fits.",
            self.name
        )
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
