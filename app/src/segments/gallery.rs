//! The gallery of rules to start from: care gaps with their guideline, everyday groups, health profiles.

use super::api::segment_from_template;
use crate::AppError;
use crate::ui::{
    Button, ButtonKind, ButtonSize, Crumb, Dialog, EmptyState, Field, FormErrors, Kind, Notice, Page, PageHeader,
    SearchInput, TextInput, Tone,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
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
    let errors = FormErrors::provide();
    let failure = RwSignal::new(None::<AppError>);
    let busy = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(template) = chosen.get() {
            name.set(template.name.to_owned());
            errors.clear();
            failure.set(None);
        }
    });
    let navigate = StoredValue::new(use_navigate());
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(template) = chosen.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        errors.clear();
        failure.set(None);
        busy.set(true);
        spawn_local(async move {
            match segment_from_template(template.key.to_owned(), name.get_untracked()).await {
                Ok(id) => {
                    open.set(false);
                    navigate
                        .with_value(|navigate| navigate(&format!("/staff/segments/{id}"), NavigateOptions::default()));
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => failure.set(Some(error)),
            }
            busy.set(false);
        });
    };
    view! {
        <Dialog open title="New segment from a template">
            <form class="form" on:submit=make>
                <p>{move || chosen.get().map(|template| sentence_text(&template.rule))}</p>
                <Field name="name" label="Name" hint="As your colleagues will find it.">
                    <TextInput name="name" value=name autofocus=true required=true />
                </Field>
                {move || {
                    failure
                        .get()
                        .map(|error| {
                            view! {
                                <Notice tone=Tone::Danger alert=true>
                                    {error.to_string()}
                                </Notice>
                            }
                        })
                }}
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy>
                        "Create"
                    </Button>
                    <Button on_click=move |_| open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
