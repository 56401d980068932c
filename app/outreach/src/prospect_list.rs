//! `/staff/prospects/:id`: a file to look at and confirm, an import under way, or a list in use.

use super::prospect_doors::load_prospect_list;
use super::prospect_draft::Draft;
use super::prospect_members::Members;
use super::prospect_numbers::Numbers;
use super::prospect_refusals::Refusals;
use super::prospect_review::Review;
use super::prospect_settings::Settings;
use super::prospects::status_tone;
use base::Loaded;
use kit::time::Moment;
use kit::{
    Bar, Card, Crumb, Figure, Notice, Page, PageHeader, StatusBadge, TabPanel, Tabs, Tone, answers, grouped, use_tab,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use shared::outreach::prospects::{ListStatus, ListView};
use std::time::Duration;

/// How often an import under way is asked how far it is.
pub const LOOK_AGAIN: Duration = Duration::from_millis(1_000);

/// Loads the page anew, once what it shows has become another thing.
pub fn load_anew() {
    // Fails only in a page that is being left already.
    let _ = window().location().reload();
}

pub fn prospect_list_page() -> AnyView {
    let list = base::by_id(load_prospect_list);
    let same = use_query_map().with_untracked(|query| query.get("same").is_some());
    view! {
        <Page>
            <Loaded data=list view=move |view| shown(view, same) />
        </Page>
    }
    .into_any()
}

fn shown(view: ListView, same: bool) -> AnyView {
    let (tone, status) = (status_tone(&view.status), view.status.label());
    let crumbs = vec![Crumb::new("Prospect lists", "/staff/prospects")];
    let badge = move || view! { <StatusBadge tone text=status.to_owned() /> };
    let about = {
        let program = view.program.as_ref().map(|(_, name)| format!(" for {name}")).unwrap_or_default();
        format!("From {}{program}. {}, uploaded by {}.", view.source, view.file_name, view.actor)
    };
    let notice = same.then(|| {
        view! {
            <Notice tone=Tone::Look title="This file was uploaded before">
                "It is this list. Nothing was changed."
            </Notice>
        }
    });
    let body = match view.status.known() {
        Some(ListStatus::Draft) => view! { <Draft view=view.clone() /> }.into_any(),
        Some(ListStatus::Importing) => view! { <Importing view=view.clone() /> }.into_any(),
        Some(ListStatus::Done | ListStatus::Expired) | None => in_use(view.clone()),
    };
    view! {
        <PageHeader title=view.details.name.clone() crumbs about status=badge />
        {notice}
        {body}
    }
    .into_any()
}

/// An import under way: asked how far it is until it has ended.
#[component]
fn Importing(view: ListView) -> impl IntoView {
    let id = view.id;
    let version = RwSignal::new(0_u32);
    let latest = answers(move || {
        let wanted = version.get() > 0;
        async move { if wanted { load_prospect_list(id).await.ok() } else { None } }
    });
    let first = StoredValue::new(view);
    let list = Signal::derive(move || latest.get().flatten().unwrap_or_else(|| first.get_value()));
    let again = move || {
        version.try_update(|version| *version += 1);
    };
    Effect::new(move |_| {
        if list.with(|list| list.status.is(ListStatus::Importing)) {
            set_timeout(again, LOOK_AGAIN);
        } else {
            load_anew();
        }
    });
    let done = Signal::derive(move || list.with(|list| list.counts.done as f64));
    let total = Signal::derive(move || list.with(|list| list.counts.total as f64));
    let words = move || {
        let counts = list.with(|list| list.counts);
        let (done, total) = (grouped(counts.done as i64), grouped(counts.total as i64));
        format!("{} %: {done} of {total} lines. You can leave this page; the import goes on.", counts.percent())
    };
    view! {
        <Card title="Importing">
            <div class="stack" role="status">
                <Bar label="Lines done" value=done max=total />
                <p>{words}</p>
            </div>
        </Card>
    }
    .into_any()
}

fn in_use(view: ListView) -> AnyView {
    let counts = view.counts;
    let selected = use_tab(vec!["people", "review", "refused", "numbers", "settings"]);
    let label = |text: &'static str, count: Option<u64>| {
        Signal::stored(match count {
            Some(count) if count > 0 => format!("{text} ({})", grouped(count as i64)),
            _ => text.to_owned(),
        })
    };
    let tabs = vec![
        ("people", label("People", None)),
        ("review", label("Review", Some(counts.review))),
        ("refused", label("Not taken in", Some(counts.refused))),
        ("numbers", label("Numbers", None)),
        ("settings", label("Settings", None)),
    ];
    let (id, finished) = (view.id, view.finished_at);
    let expired = view.status.is(ListStatus::Expired).then(|| {
        view! {
            <Notice tone=Tone::Info title="This list has expired">
                {grouped(counts.erased as i64)}
                " people who did not become patients and were on no other list in use were erased."
            </Notice>
        }
    });
    let (numbers, until) = (view.clone(), view.details.expires_on.clone());
    view! {
        <div class="stack-l">
            {expired}
            {figures(&view)}
            <p class="second">
                {finished.map(|at| view! { "Imported " <Moment at /> ". " })} "May be used until " {until} "."
            </p>
            <Tabs label="The list" tabs selected />
            <TabPanel key="people" selected>
                <Members id selected />
            </TabPanel>
            <TabPanel key="review" selected>
                <Review id selected />
            </TabPanel>
            <TabPanel key="refused" selected>
                <Refusals id />
            </TabPanel>
            <TabPanel key="numbers" selected>
                <Numbers id selected first=numbers />
            </TabPanel>
            <TabPanel key="settings" selected>
                <Settings view />
            </TabPanel>
        </div>
    }
    .into_any()
}

/// What became of the lines: each of them is counted once.
fn figures(view: &ListView) -> AnyView {
    let counts = view.counts;
    let figure = |label: &'static str, count: u64, detail: &'static str| {
        let value = Signal::stored(grouped(count as i64));
        view! { <Figure label value detail=detail.to_owned() /> }
    };
    view! {
        <div class="card figures">
            {figure("lines", counts.total, "in the file")} {figure("new", counts.added, "people made")}
            {figure("patients before", counts.patients, "linked, not changed")}
            {figure("known before", counts.known, "from earlier lists")}
            {figure("repeated", counts.repeated, "named twice in the file")}
            {figure("to review", counts.review, "perhaps somebody we know")}
            {figure("not taken in", counts.refused, "with a reason each")}
            {figure("do not contact", counts.blocked, "refused every number and address")}
        </div>
    }
    .into_any()
}
