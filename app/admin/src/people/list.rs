//! Everybody who may sign in.

use super::add::AddPerson;
use super::change::{Change, ChangeDialogs};
use super::doors::people;
use base::{Loaded, open_when_asked};
use kit::time::{Moment, Say};
use kit::{
    Avatar, Button, ButtonKind, Column, DataTable, EmptyState, ListState, Menu, MenuItem, MenuLine, PageHeader,
    StatusBadge, Tone, filter_by, use_list,
};
use leptos::prelude::*;
use shared::people::{Access, StaffQuery, StaffRow, StaffSort};

/// `/staff/people`.
pub fn people_page() -> AnyView {
    let list = use_list::<StaffQuery>();
    let people = Resource::new(|| (), |()| people());
    let adding = RwSignal::new(false);
    open_when_asked(adding);
    let change = RwSignal::new(None::<Change>);
    let again = Callback::new(move |()| people.refetch());
    view! {
        <kit::Page>
            <PageHeader
                title=Signal::stored("Staff".to_owned())
                about="Who can sign in, and with which role. Changes take effect at their next click and are written to the audit log."
                actions=move || {
                    view! {
                        <Button kind=ButtonKind::Primary icon="user-plus" on_click=move |_| adding.set(true)>
                            "Add a person"
                        </Button>
                    }
                }
            />
            <Loaded data=people view=move |people| table(people, list, change) />
            <AddPerson open=adding on_added=again />
            <ChangeDialogs change on_changed=again />
        </kit::Page>
    }
    .into_any()
}

fn table(people: Vec<StaffRow>, list: ListState<StaffQuery>, change: RwSignal<Option<Change>>) -> AnyView {
    let page = Memo::new(move |_| list.get().page_of(&people));
    let total = Signal::derive(move || Some(page.with(|page| page.total)));
    let columns = vec![
        Column::new("Name").sorted(StaffSort::Name),
        Column::new("Role").sorted(StaffSort::Role),
        Column::new("Last signed in").sorted(StaffSort::SignedIn).hidden_when_narrow(),
        Column::new("Open sessions").sorted(StaffSort::Sessions).number().hidden_when_narrow(),
        Column::new("Status"),
        Column::actions(),
    ];
    let rows = move || match page.get().rows {
        rows if rows.is_empty() => nobody(),
        rows => rows.into_iter().map(|person| row(person, change)).collect_view().into_any(),
    };
    view! {
        <DataTable
            caption="People who can sign in"
            columns
            query=list
            total
            search="Name or e-mail"
            tools=move || filters(list)
        >
            {rows}
        </DataTable>
    }
    .into_any()
}

fn filters(list: ListState<StaffQuery>) -> AnyView {
    view! {
        {filter_by(list, ("role", "Role", "Every role"), |query| &mut query.role)}
        {filter_by(list, ("status", "Status", "Every status"), |query| &mut query.status)}
    }
    .into_any()
}

fn nobody() -> AnyView {
    let text = "Try fewer letters, or another role or status.";
    view! { <tr><td colspan="6"><EmptyState icon="users" title="Nobody found" text /></td></tr> }.into_any()
}

fn row(person: StaffRow, change: RwSignal<Option<Change>>) -> impl IntoView {
    let access = person.access();
    let (disabled, tone) = match access {
        Access::LockedOut => (true, Tone::Neutral),
        Access::Active => (false, Tone::Good),
    };
    let held = StoredValue::new(person.clone());
    let ask = move |make: fn(StaffRow) -> Change| change.set(Some(make(held.get_value())));
    let seen = person.last_signed_in_at.map(|at| view! { <Moment at say=Say::Ago /> });
    view! {
        <tr>
            <th scope="row">
                <div class="person">
                    <Avatar name=person.name.clone() />
                    <div>
                        <span class="strong">{person.name.clone()}</span>
                        <span class="second">{person.email}</span>
                    </div>
                </div>
            </th>
            <td>{person.role.label()}</td>
            <td class="narrow-hide">{seen.map_or_else(|| "Never".into_any(), |seen| seen.into_any())}</td>
            <td class="number narrow-hide">{person.sessions}</td>
            <td>
                <StatusBadge tone=tone text=access.label() />
            </td>
            <td class="actions">
                <Menu label=format!("Change {}", person.name)>
                    <MenuItem label="Change role…" icon="user-cog" on_select=move |()| ask(Change::Role) />
                    <MenuItem label="Reset password…" icon="key-round" on_select=move |()| ask(Change::Password) />
                    <MenuItem label="End sessions…" icon="log-out" on_select=move |()| ask(Change::Sessions) />
                    <MenuLine />
                    {if disabled {
                        view! { <MenuItem label="Let back in…" icon="user-check" on_select=move |()| ask(Change::LetIn) /> }
                            .into_any()
                    } else {
                        view! {
                            <MenuItem label="Lock out…" icon="user-x" danger=true on_select=move |()| ask(Change::LockOut) />
                        }
                            .into_any()
                    }}
                </Menu>
            </td>
        </tr>
    }
}
