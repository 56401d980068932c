//! Record triggers: which change to which record puts its patient into a journey.

use super::trigger_form::TriggerForm;
use super::{list_triggers, set_trigger_live};
use base::Rows;
use kit::{
    Button, ButtonKind, ButtonSize, Column, ConfirmDialog, Crumb, DataTable, EmptyState, Kind, Page, PageHeader,
    StatusBadge, Tone, grouped, toast, total_of, use_list,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::TriggerId;
use shared::journeys::{TriggerRow, TriggerSort, TriggerStatus, TriggersQuery};

/// What a line can ask of the page.
#[derive(Clone, Copy)]
struct Actions {
    edit: Callback<Option<TriggerRow>>,
    live: Callback<(TriggerId, bool)>,
    stop: Callback<TriggerRow>,
}

/// `/staff/triggers`
pub fn triggers_page() -> AnyView {
    let list = use_list::<TriggersQuery>();
    let rows = Resource::new(move || list.get().rows, list_triggers);
    let form_open = RwSignal::new(false);
    let editing = RwSignal::new(None::<TriggerRow>);
    let stopping = RwSignal::new(None::<TriggerRow>);
    let stop_open = RwSignal::new(false);
    let live = Callback::new(move |(id, live): (TriggerId, bool)| {
        spawn_local(async move {
            match set_trigger_live(id, live).await {
                Ok(()) => toast(Tone::Good, if live { "The trigger is live." } else { "The trigger is stopped." }),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
            rows.refetch();
        });
    });
    let actions = Actions {
        edit: Callback::new(move |row| {
            editing.set(row);
            form_open.set(true);
        }),
        live,
        stop: Callback::new(move |row| {
            stopping.set(Some(row));
            stop_open.set(true);
        }),
    };
    let stop_text = Signal::derive(move || {
        stopping.with(|row| match row.as_ref().map_or(0, |row| row.journeys) {
            0 => "No journey uses it.".to_owned(),
            1 => "One journey uses it: nobody new will enter there. Those inside go on.".to_owned(),
            many => format!("{many} journeys use it: nobody new will enter there. Those inside go on."),
        })
    });
    let total = total_of(rows);
    let none = move || total.get() == Some(0) && list.is_whole();
    let columns = vec![
        Column::new("Name").sorted(TriggerSort::Name),
        Column::new("Rule").hidden_when_narrow(),
        Column::new("Status").sorted(TriggerSort::Status),
        Column::new("Journeys").number(),
        Column::new("Actions"),
    ];
    view! {
        <Page>
            <PageHeader
                title="Triggers"
                crumbs=vec![Crumb::new("Journeys", "/staff/journeys")]
                about="A related record is created or updated: its patient enters the journeys that use the trigger."
                actions=move || {
                    view! {
                        <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| actions.edit.run(None)>
                            "New trigger"
                        </Button>
                    }
                }
            />
            <Show
                when=move || !none()
                fallback=move || {
                    view! {
                        <EmptyState
                            icon="zap"
                            kind=Kind::Entry
                            title="No triggers yet"
                            text="For example “Encounter details updated”: a related Encounter is created or updated."
                        >
                            <Button kind=ButtonKind::Primary icon="plus" on_click=move |_| actions.edit.run(None)>
                                "New trigger"
                            </Button>
                        </EmptyState>
                    }
                }
            >
                <DataTable caption="Triggers" columns=columns.clone() query=list total search="Search triggers">
                    <Rows data=rows columns=5 line=move |row| line(row, actions) nothing />
                </DataTable>
            </Show>
            <TriggerForm open=form_open editing on_saved=move |()| rows.refetch() />
            <ConfirmDialog
                open=stop_open
                title="Stop this trigger?"
                text=stop_text
                confirm="Stop"
                kind=ButtonKind::Danger
                on_confirm=move |()| {
                    if let Some(row) = stopping.get_untracked() {
                        live.run((row.id, false));
                    }
                }
            />
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! { <EmptyState icon="zap" kind=Kind::Entry title="No trigger has that name" text="Try fewer letters." /> }
        .into_any()
}

fn line(row: TriggerRow, actions: Actions) -> AnyView {
    let tone = match row.status {
        TriggerStatus::Draft => Tone::Neutral,
        TriggerStatus::Live => Tone::Good,
        TriggerStatus::Stopped => Tone::Look,
    };
    let is_live = row.status == TriggerStatus::Live;
    let (id, name, words) = (row.id, row.draft.name.clone(), row.draft.words());
    let stored = StoredValue::new(row.clone());
    let buttons = if is_live {
        view! {
            <Button size=ButtonSize::Small icon="octagon-alert" on_click=move |_| actions.stop.run(stored.get_value())>
                "Stop"
            </Button>
        }
        .into_any()
    } else {
        view! {
            <Button size=ButtonSize::Small icon="pencil" on_click=move |_| actions.edit.run(Some(stored.get_value()))>
                "Change"
            </Button>
            <Button size=ButtonSize::Small icon="play" on_click=move |_| actions.live.run((id, true))>
                "Go live"
            </Button>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="narrow-hide">{words}</td>
            <td>
                <StatusBadge tone text=row.status.label() />
            </td>
            <td class="number">{grouped(row.journeys)}</td>
            <td>
                <div class="row">{buttons}</div>
            </td>
        </tr>
    }
    .into_any()
}
