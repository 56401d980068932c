//! The gallery of rules to start from: the organization's own, care gaps with their guideline, everyday groups, health
//! profiles.

use super::doors::{delete_segment_template, segment_from_template, template_gallery};
use super::links::page_of;
use super::template_dialog::{Keeping, TemplateDialog};
use base::{Failure, NameForm, may};
use kit::{
    Button, ButtonKind, ButtonSize, ConfirmDialog, Crumb, Dialog, EmptyState, Kind, Page, PageHeader, Paging,
    SearchInput, Skeleton, Tone, toast, use_list,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ids::SegmentTemplateId;
use shared::paging::WordsQuery;
use shared::people::EditSegments;
use shared::segments::wire::TemplateCard;

/// What the cards do.
#[derive(Clone, Copy)]
struct Doing {
    may_edit: bool,
    chosen: RwSignal<Option<TemplateCard>>,
    using: RwSignal<bool>,
    keeping: RwSignal<Option<Keeping>>,
    name: RwSignal<String>,
    summary: RwSignal<String>,
    leaving: RwSignal<Option<SegmentTemplateId>>,
    deleting: RwSignal<bool>,
}

/// `/staff/segments/templates`
pub fn segment_templates_page() -> AnyView {
    let search = Paging::from(use_list::<WordsQuery>()).search_text();
    let version = RwSignal::new(0_u32);
    let found = Resource::new(move || version.get(), |_| template_gallery());
    view! {
        <Page>
            <PageHeader
                title="Segment templates"
                about="Rules to start from. What you make of one is yours to change."
                crumbs=vec![Crumb::new("Segments", "/staff/segments")]
                actions=move || {
                    view! { <SearchInput label="Search templates" value=search /> }
                }
            />
            <Transition fallback=|| view! { <Skeleton lines=8 /> }>
                {move || {
                    let may_edit = may::<EditSegments>();
                    Suspend::new(async move {
                        let may_edit = may_edit.await;
                        match found.await {
                            Ok(cards) => view! { <Gallery cards search version may_edit /> }.into_any(),
                            Err(error) => view! { <Failure error /> }.into_any(),
                        }
                    })
                }}
            </Transition>
        </Page>
    }
    .into_any()
}

#[component]
fn Gallery(
    cards: Vec<TemplateCard>,
    search: RwSignal<String>,
    version: RwSignal<u32>,
    may_edit: bool,
) -> impl IntoView {
    let doing = Doing {
        may_edit,
        chosen: RwSignal::new(None),
        using: RwSignal::new(false),
        keeping: RwSignal::new(None),
        name: RwSignal::new(String::new()),
        summary: RwSignal::new(String::new()),
        leaving: RwSignal::new(None),
        deleting: RwSignal::new(false),
    };
    let cards = StoredValue::new(cards);
    let topics = move || {
        let words = search.get().to_lowercase();
        let wanted = |card: &&TemplateCard| {
            let all = format!("{} {} {}", card.name, card.summary, card.topic).to_lowercase();
            words.split_whitespace().all(|word| all.contains(word))
        };
        let found: Vec<_> = cards.with_value(|cards| cards.iter().filter(wanted).cloned().collect());
        if found.is_empty() {
            return view! {
                <EmptyState
                    icon="filter"
                    title="No template fits"
                    text="Try fewer words, or start with an empty segment."
                    kind=Kind::Entry
                />
            }
            .into_any();
        }
        found
            .chunk_by(|one, next| one.topic == next.topic)
            .map(|topic| {
                let cards = topic.iter().cloned().map(|one| card(one, doing)).collect_view();
                view! {
                    <section class="gallery-topic">
                        <h2>{topic[0].topic.clone()}</h2>
                        <ul class="gallery" role="list">
                            {cards}
                        </ul>
                    </section>
                }
            })
            .collect_view()
            .into_any()
    };
    let again = Callback::new(move |()| version.update(|version| *version += 1));
    let delete = move |()| {
        let Some(id) = doing.leaving.get_untracked() else { return };
        spawn_local(async move {
            match delete_segment_template(id).await {
                Ok(()) => again.run(()),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        {topics}
        <UseTemplate chosen=doing.chosen open=doing.using />
        <TemplateDialog keeping=doing.keeping name=doing.name summary=doing.summary done=again />
        <ConfirmDialog
            open=doing.deleting
            title="Delete this template?"
            text="Segments made from it keep their rules."
            confirm="Delete"
            kind=ButtonKind::Danger
            on_confirm=delete
        />
    }
    .into_any()
}

fn card(card: TemplateCard, doing: Doing) -> AnyView {
    let own = card.own.filter(|_| doing.may_edit);
    let (name, summary) = (card.name.clone(), card.summary.clone());
    let source = card.source.clone().unwrap_or_else(|| card.sentence.clone());
    let use_it = format!("Use the template {name}");
    let (change_it, delete_it) = (format!("Change the template {name}"), format!("Delete the template {name}"));
    let kept = StoredValue::new(card);
    let pick = move |_| {
        doing.chosen.set(Some(kept.get_value()));
        doing.using.set(true);
    };
    let tools = own.map(|id| {
        let change = move |_| {
            kept.with_value(|card| {
                doing.name.set(card.name.clone());
                doing.summary.set(card.summary.clone());
            });
            doing.keeping.set(Some(Keeping::Template(id)));
        };
        let delete = move |_| {
            doing.leaving.set(Some(id));
            doing.deleting.set(true);
        };
        view! {
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="pencil" label=change_it on_click=change />
            <Button kind=ButtonKind::Quiet size=ButtonSize::Small icon="trash-2" label=delete_it on_click=delete />
        }
    });
    view! {
        <li class="gallery-card">
            <h3>{name}</h3>
            <p>{summary}</p>
            <p class="gallery-source">{source}</p>
            <div class="gallery-tools">
                <Button size=ButtonSize::Small label=use_it on_click=pick>
                    "Use"
                </Button>
                {tools}
            </div>
        </li>
    }
    .into_any()
}

/// Asks for the name and makes the draft.
#[component]
fn UseTemplate(chosen: RwSignal<Option<TemplateCard>>, open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(template) = chosen.get() {
            name.set(template.name);
        }
    });
    let make = move |name| {
        let template = chosen.get_untracked();
        async move {
            match template {
                Some(template) => segment_from_template(template.key, name).await.map(|id| Some(page_of(id))),
                None => Ok(None),
            }
        }
    };
    view! {
        <Dialog open title="New segment from a template">
            <p>{move || chosen.get().map(|template| template.sentence)}</p>
            <NameForm open name confirm="Create" make />
        </Dialog>
    }
    .into_any()
}
