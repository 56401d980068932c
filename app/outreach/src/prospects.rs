//! `/staff/prospects`: the lists there are, and a place to upload the next one.

use super::prospect_doors::{list_prospect_lists, prospect_sources};
use base::{Rows, only_with};
use kit::time::{Moment, Say, day};
use kit::{
    Button, ButtonKind, Column, DataTable, Dialog, EmptyState, Field, Kind, Notice, Page, PageHeader, StatusBadge,
    Tone, filter_by, grouped, total_of, use_list,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::coded::Known;
use shared::outreach::prospects::{ListRow, ListSort, ListStatus, ProspectListsQuery};
use shared::people::EditPrograms;
use shared::time::Date;

/// What a list's status looks like.
pub fn status_tone(status: &Known<ListStatus>) -> Tone {
    match status.known() {
        Some(ListStatus::Draft) | None => Tone::Look,
        Some(ListStatus::Importing) => Tone::Wait,
        Some(ListStatus::Done) => Tone::Good,
        Some(ListStatus::Expired) => Tone::Neutral,
    }
}

pub fn prospects_page() -> AnyView {
    let list = use_list::<ProspectListsQuery>();
    let rows = Resource::new(move || list.get(), |query| list_prospect_lists(query.rows, query.status));
    let total = total_of(rows);
    let open = RwSignal::new(false);
    let problem = use_query_map().with_untracked(|query| query.get("problem"));
    let upload = move || {
        only_with::<EditPrograms>(move || {
            view! {
                <Button kind=ButtonKind::Primary icon="upload" on_click=move |_| open.set(true)>
                    "Upload a list"
                </Button>
            }
            .into_any()
        })
    };
    let columns = vec![
        Column::new("List").sorted(ListSort::Name),
        Column::new("Source").sorted(ListSort::Source).hidden_when_narrow(),
        Column::new("Status"),
        Column::new("People").number(),
        Column::new("To review").number().hidden_when_narrow(),
        Column::new("Expires").sorted(ListSort::Expires).hidden_when_narrow(),
        Column::new("Uploaded").sorted(ListSort::Uploaded).hidden_when_narrow(),
    ];
    let tools = move || filter_by(list, ("status", "Status", "All lists"), |query| &mut query.status);
    view! {
        <Page>
            <PageHeader
                title="Prospect lists"
                about="Names that a practice or a vendor gives for a while. Nobody is taken in before you have looked at a file, and who did not become a patient is erased when its list expires."
                actions=upload
            />
            {problem.map(|problem| complaint(&problem))}
            <DataTable caption="Prospect lists" columns query=list total search="Search by list or source" tools>
                <Rows data=rows columns=7 line nothing=move || nothing(list.is_whole(), open) />
            </DataTable>
            <Dialog open title="Upload a list">
                <Upload />
            </Dialog>
        </Page>
    }
    .into_any()
}

/// What came of the last upload, as the server names it.
fn complaint(problem: &str) -> AnyView {
    let text = match problem {
        "nothing" => "Choose a file.",
        "source" => "Say whose list it is.",
        "too-large" => {
            "The file is larger than this server accepts. Divide it, or ask the administrator to raise the limit."
        }
        "broken" => "The upload was interrupted. Try again.",
        "unreadable" => {
            "This is no table that can be read: save it as .xlsx or .csv with one line of headings and at least one line below."
        }
        _ => "The file could not be kept. The administrator finds why in the log.",
    };
    view! {
        <Notice tone=Tone::Danger alert=true>
            {text}
        </Notice>
    }
    .into_any()
}

fn nothing(whole: bool, open: RwSignal<bool>) -> AnyView {
    if !whole {
        return view! {
            <EmptyState icon="users" title="No list fits" text="Try another status or fewer letters." kind=Kind::Entry />
        }
        .into_any();
    }
    view! {
        <EmptyState
            icon="users"
            title="No prospect lists yet"
            text="Upload the first file: CSV or XLSX with one line of headings. You see what its columns are taken for before anybody is taken in."
            kind=Kind::Entry
        >
            {only_with::<
                EditPrograms,
            >(move || {
                view! {
                    <Button icon="upload" on_click=move |_| open.set(true)>
                        "Upload a list"
                    </Button>
                }
                    .into_any()
            })}
        </EmptyState>
    }
    .into_any()
}

fn line(row: ListRow) -> AnyView {
    let people = row.counts.added + row.counts.patients + row.counts.known;
    let people = if row.status.is(ListStatus::Draft) {
        grouped(row.counts.total as i64) + " lines"
    } else {
        grouped(people as i64)
    };
    let program = row.program.map(|(_, name)| view! { <span class="second">{name}</span> });
    view! {
        <tr>
            <th scope="row">
                <a class="row-link" href=format!("/staff/prospects/{}", row.id)>
                    {row.name}
                </a>
                {program}
            </th>
            <td class="narrow-hide">{row.source}</td>
            <td>
                <StatusBadge tone=status_tone(&row.status) text=row.status.label() />
            </td>
            <td class="number">{people}</td>
            <td class="number narrow-hide">{grouped(row.counts.review as i64)}</td>
            <td class="narrow-hide">{Date::parse(&row.expires_on).map_or(row.expires_on, day)}</td>
            <td class="narrow-hide">
                <Moment at=row.created_at say=Say::Ago />
            </td>
        </tr>
    }
    .into_any()
}

/// Two made-up people.
const EXAMPLE: &str = "data:text/csv;charset=utf-8,First%20name,Last%20name,Phone,E-mail,Street,City,State,ZIP,Birth%20date%0A\
Ana,Silva,(217)%20555-0142,ana.silva@example.org,12%20Oak%20St,Springfield,IL,62701,3%2F4%2F1980%0A\
Bo,Lindqvist,(217)%20555-0143,,40%20Elm%20St,Springfield,IL,62702,%0A";

/// The form works without script: the browser sends it, the server answers with the list's page.
#[component]
fn Upload() -> impl IntoView {
    let sources = Resource::new(|| (), |()| prospect_sources());
    let sending = RwSignal::new(false);
    let known = move || {
        let names = sources.get().and_then(Result::ok).map(|(names, _)| names).unwrap_or_default();
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    };
    view! {
        <form
            class="form"
            method="post"
            action="/staff/prospects/upload"
            enctype="multipart/form-data"
            on:submit=move |_| sending.set(true)
        >
            <Field
                name="source"
                label="Source"
                hint="The practice or vendor whose list it is. What its columns hold is remembered under this name."
            >
                <input
                    class="input"
                    type="text"
                    id="source"
                    name="source"
                    list="known-sources"
                    maxlength="120"
                    required=true
                    autofocus=true
                    aria-describedby="source-hint"
                />
            </Field>
            <datalist id="known-sources">
                <Suspense fallback=|| ()>{known}</Suspense>
            </datalist>
            <Field name="file" label="File" hint="CSV or XLSX, with one line of headings. Nobody is taken in yet.">
                <input
                    class="input"
                    type="file"
                    id="file"
                    name="file"
                    required=true
                    accept=".csv,.txt,.tsv,.xlsx,.xls,.ods,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                    aria-describedby="file-hint"
                />
            </Field>
            <p>
                <a href=EXAMPLE download="prospects.csv">
                    "Download a table to start from"
                </a>
            </p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary icon="upload" submit=true busy=sending>
                    "Upload and look at it"
                </Button>
            </div>
        </form>
    }
    .into_any()
}
