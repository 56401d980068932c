//! The gallery of rules to start from: care gaps with their guideline, everyday groups, health profiles.

use super::api::segment_from_template;
use super::name_form::NameForm;
use crate::ui::{Button, ButtonSize, Crumb, Dialog, EmptyState, Kind, Page, PageHeader, SearchInput};
use leptos::prelude::*;
use shared::segments::sentence::sentence_text;
use shared::segments::templates::{Template, Topic, templates};

/// `/staff/segments/templates`
pub fn segment_templates_page() -> AnyView {
    let search = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<&'static Template>);
    let open = RwSignal::new(false);
    let wanted = move |template: &&'static Template| {
        let words = search.get().to_lowercase();
        let all = format!("{} {}", template.name, template.summary).to_lowercase();
        words.split_whitespace().all(|word| all.contains(word))
    };
    let topics = move || {
        let found: Vec<_> = templates().iter().filter(wanted).collect();
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
        Topic::ALL
            .into_iter()
            .map(|topic| {
                let cards: Vec<_> = found.iter().filter(|template| template.topic == topic).copied().collect();
                (!cards.is_empty()).then(|| {
                    view! {
                        <section class="gallery-topic">
                            <h2>{topic.label()}</h2>
                            <ul class="gallery" role="list">
                                {cards.into_iter().map(|template| card(template, chosen, open)).collect_view()}
                            </ul>
                        </section>
                    }
                })
            })
            .collect_view()
            .into_any()
    };
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
            {topics}
            <UseTemplate chosen open />
        </Page>
    }
    .into_any()
}

fn card(template: &'static Template, chosen: RwSignal<Option<&'static Template>>, open: RwSignal<bool>) -> AnyView {
    let pick = move |_| {
        chosen.set(Some(template));
        open.set(true);
    };
    view! {
        <li class="gallery-card">
            <h3>{template.name}</h3>
            <p>{template.summary}</p>
            {match template.citation {
                Some(citation) => view! { <p class="gallery-source">{citation}</p> }.into_any(),
                None => view! { <p class="gallery-source">{sentence_text(&template.rule)}</p> }.into_any(),
            }}
            <Button size=ButtonSize::Small label=format!("Use the template {}", template.name) on_click=pick>
                "Use"
            </Button>
        </li>
    }
    .into_any()
}

/// Asks for the name and makes the draft.
#[component]
fn UseTemplate(chosen: RwSignal<Option<&'static Template>>, open: RwSignal<bool>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(template) = chosen.get() {
            name.set(template.name.to_owned());
        }
    });
    let make = move |name| {
        let template = chosen.get_untracked();
        async move {
            match template {
                Some(template) => segment_from_template(template.key.to_owned(), name).await.map(Some),
                None => Ok(None),
            }
        }
    };
    view! {
        <Dialog open title="New segment from a template">
            <p>{move || chosen.get().map(|template| sentence_text(&template.rule))}</p>
            <NameForm open name confirm="Create" make />
        </Dialog>
    }
    .into_any()
}
