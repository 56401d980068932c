//! The ValueSets that were imported, and which set of the rules each one feeds.

use super::doors::{list_value_sets, map_value_set};
use base::{Loaded, may};
use kit::time::Moment;
use kit::{
    Button, ButtonKind, ButtonSize, Card, Checkbox, Choice, Crumb, Dialog, EmptyState, Field, Page, PageHeader, Select,
    StatusBadge, Tone, grouped, toast,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::code_sets::wire::ValueSetRow;
use shared::people::EditSegments;
use shared::segments::wire::CodeSetChoice;

/// `/staff/value-sets`
pub fn value_sets_page() -> AnyView {
    let data = Resource::new(
        || (),
        |()| async move {
            let may_edit = may::<EditSegments>().await;
            list_value_sets().await.map(|(rows, sets)| (rows, sets, may_edit))
        },
    );
    let reload = Callback::new(move |()| data.refetch());
    view! {
        <Page>
            <PageHeader
                title=Signal::stored("Imported value sets".to_owned())
                crumbs=vec![Crumb::new("Segments", "/staff/segments"), Crumb::new("Code sets", "/staff/code-sets")]
                about="Value sets of a steward, and the code set of the rules that each one feeds. Several may feed one."
            />
            <Loaded data view=move |(rows, sets, may_edit)| listed(rows, sets, may_edit, reload) />
        </Page>
    }
    .into_any()
}

fn listed(rows: Vec<ValueSetRow>, sets: Vec<CodeSetChoice>, may_edit: bool, reload: Callback<()>) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState
                icon="upload"
                title="No value set imported yet"
                text="Import a FHIR ValueSet with its expansion on the Imports page, or with waypost import on the server."
            />
        }
        .into_any();
    }
    let chosen = RwSignal::new(None::<ValueSetRow>);
    let open = RwSignal::new(false);
    let choose = Callback::new(move |row: ValueSetRow| {
        chosen.set(Some(row));
        open.set(true);
    });
    let lines = rows.into_iter().map(|row| line(row, may_edit.then_some(choose), reload)).collect_view();
    let sets = StoredValue::new(sets);
    view! {
        <Card title="What feeds what" flush=true>
            <div class="table-wrap" tabindex="0" role="region" aria-label="Imported value sets">
                <table class="table">
                    <caption>"Imported value sets"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Value set"</th>
                            <th scope="col" class="number">"Codes"</th>
                            <th scope="col" class="narrow-hide">"Imported"</th>
                            <th scope="col">"Feeds"</th>
                            <th scope="col">"Rules"</th>
                            {may_edit.then(|| view! { <th scope="col">"Map"</th> })}
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </Card>
        <Dialog open title="Map a value set">
            {move || chosen.get().map(|row| view! { <MapForm row sets=sets.get_value() open reload /> })}
        </Dialog>
    }
    .into_any()
}

fn line(row: ValueSetRow, choose: Option<Callback<ValueSetRow>>, reload: Callback<()>) -> AnyView {
    let unknown = (row.of_unknown_systems > 0)
        .then(|| format!("{} of an unknown code system", grouped(row.of_unknown_systems as i64)));
    let asked = if row.asked_by.is_empty() {
        let suggested = row.suggestion.clone().map(|one| {
            let (identity, key) = (row.identity.clone(), one.key);
            let accept = choose.map(|_| {
                view! {
                    <Button
                        size=ButtonSize::Small
                        on_click=move |_| feed(identity.clone(), key.clone(), true, RwSignal::new(false), reload)
                    >
                        "Use this"
                    </Button>
                }
            });
            view! {
                <p>"Suggested: " {one.name} " (" {one.why} ")"</p>
                {accept}
            }
        });
        view! {
            <StatusBadge tone=Tone::Look text="No rule asks for it" />
            {suggested}
        }
        .into_any()
    } else {
        row.asked_by.join(", ").into_any()
    };
    let beside = row.beside_shipped.then_some("with what ships");
    let map = choose.map(|choose| {
        let (label, whole) = (format!("Map {}", row.name), row.clone());
        view! {
            <td class="actions">
                <Button size=ButtonSize::Small label on_click=move |_| choose.run(whole.clone())>
                    "Map…"
                </Button>
            </td>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {row.name}
                <span class="second">{row.identity} " " {row.version}</span>
            </th>
            <td class="number">
                {grouped(row.codes as i64)}
                <span class="second">{unknown}</span>
            </td>
            <td class="narrow-hide">
                <Moment at=row.imported_at />
            </td>
            <td>
                <a href=format!("/staff/code-sets/{}", row.key)>{row.set_name}</a>
                <span class="second">{beside}</span>
            </td>
            <td>{asked}</td>
            {map}
        </tr>
    }
    .into_any()
}

#[component]
fn MapForm(row: ValueSetRow, sets: Vec<CodeSetChoice>, open: RwSignal<bool>, reload: Callback<()>) -> impl IntoView {
    let start = row.suggestion.as_ref().map_or_else(|| row.key.clone(), |one| one.key.clone());
    let key = RwSignal::new(start);
    let beside = RwSignal::new(row.beside_shipped);
    let busy = RwSignal::new(false);
    let choices: Vec<Choice> = sets
        .into_iter()
        .map(|set| Choice::new(set.key, format!("{} ({} codes)", set.name, grouped(set.codes as i64))))
        .collect();
    let identity = StoredValue::new(row.identity);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let done = Callback::new(move |()| {
            open.set(false);
            reload.run(());
        });
        feed(identity.get_value(), key.get_untracked(), beside.get_untracked(), busy, done);
    };
    view! {
        <form class="stack" on:submit=send>
            <p>{row.name} ", " {grouped(row.codes as i64)} " codes"</p>
            <Field name="feeds" label="Code set it feeds" hint="Its codes leave the set that it feeds now.">
                <Select name="feeds" choices=Signal::stored(choices) value=key />
            </Field>
            <Checkbox
                name="beside"
                label="Keep the codes that ship"
                hint="Where the value set is only a part of what that set means. Otherwise it takes their place."
                checked=beside
            />
            <div>
                <Button kind=ButtonKind::Primary submit=true busy>
                    "Map"
                </Button>
            </div>
        </form>
    }
    .into_any()
}

fn feed(identity: String, key: String, beside: bool, busy: RwSignal<bool>, done: Callback<()>) {
    spawn_local(async move {
        match map_value_set(identity, key, beside).await {
            Ok(()) => {
                toast(Tone::Good, "Mapped: segments that ask for the set are compared anew");
                done.run(());
            }
            Err(error) => toast(Tone::Danger, error.to_string()),
        }
        busy.try_set(false);
    });
}
