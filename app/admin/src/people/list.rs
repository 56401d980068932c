//! Everybody who may sign in.

use super::add::AddPerson;
use super::change::{Change, ChangeDialogs};
use super::doors::people;
use base::{Loaded, open_when_asked};
use kit::time::{Moment, Say};
use kit::{Avatar, Button, ButtonKind, Menu, MenuItem, MenuLine, PageHeader, StatusBadge, Tone};
use leptos::prelude::*;
use shared::people::StaffRow;

/// `/staff/people`.
pub fn people_page() -> AnyView {
    let people = Resource::new(|| (), |()| people());
    let adding = RwSignal::new(false);
    open_when_asked(adding);
    let change = RwSignal::new(None::<Change>);
    let again = Callback::new(move |()| people.refetch());
    view! {
        <kit::Page>
            <PageHeader
                title=Signal::stored("People".to_owned())
                about="Who may sign in, and as what. Changes take effect with their next click and are written to the audit log."
                actions=move || {
                    view! {
                        <Button kind=ButtonKind::Primary icon="user-plus" on_click=move |_| adding.set(true)>
                            "Add a person"
                        </Button>
                    }
                }
            />
            <div class="card">
                <Loaded data=people view=move |people| table(people, change) />
            </div>
            <AddPerson open=adding on_added=again />
            <ChangeDialogs change on_changed=again />
        </kit::Page>
    }
    .into_any()
}

fn table(people: Vec<StaffRow>, change: RwSignal<Option<Change>>) -> AnyView {
    let rows = people.into_iter().map(|person| row(person, change)).collect_view();
    view! {
        <div class="table-wrap" role="region" tabindex="0" aria-label="People">
            <table class="table">
                <caption>"People who may sign in"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Role"</th>
                        <th scope="col" class="narrow-hide">"Last signed in"</th>
                        <th scope="col" class="number narrow-hide">"Open sessions"</th>
                        <th scope="col">"Status"</th>
                        <th scope="col"><span class="sr-only">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(person: StaffRow, change: RwSignal<Option<Change>>) -> impl IntoView {
    let disabled = person.disabled_at.is_some();
    let (tone, status) = if disabled { (Tone::Neutral, "Locked out") } else { (Tone::Good, "Active") };
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
                <StatusBadge tone=tone text=status />
            </td>
            <td class="actions">
                <Menu label=format!("Change {}", person.name)>
                    <MenuItem label="Change role…" icon="user-cog" on_select=move |()| ask(Change::Role) />
                    <MenuItem label="Reset password…" icon="key-round" on_select=move |()| ask(Change::Password) />
                    <MenuItem label="End sessions…" icon="log-out" on_select=move |()| ask(Change::Sessions) />
                    <MenuLine />
                    {if disabled {
                        view! { <MenuItem label="Let in again…" icon="user-check" on_select=move |()| ask(Change::LetIn) /> }
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
