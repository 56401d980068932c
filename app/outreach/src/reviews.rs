//! Reviews that people gave: read, answered in approved words; public sites and approved answers.

use super::program_doors::{answer_review, list_reviews, read_review_settings, save_review_settings};
use base::{AppError, Loaded, Rows};
use kit::time::{Moment, Say};
use kit::{
    Button, ButtonKind, ButtonSize, Choice, Column, Crumb, DataTable, Dialog, EmptyState, Field, FormErrors, Kind,
    Page, PageHeader, RadioGroup, StatusBadge, TextArea, Tone, filter_by, open_while, toast, total_of, use_list,
};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::outreach::{ReviewRow, ReviewSettings, ReviewSite, ReviewState, ReviewsQuery};
use shared::people::EditPrograms;

/// Which review is being answered.
#[derive(Clone, Copy)]
struct Answering(RwSignal<Option<ReviewRow>>);

/// `/staff/reviews`
pub fn reviews_page() -> AnyView {
    let list = use_list::<ReviewsQuery>();
    let rows = Resource::new(move || list.get(), |query| list_reviews(query.rows, query.state));
    let total = total_of(rows);
    let answering = RwSignal::new(None::<ReviewRow>);
    provide_context(Answering(answering));
    let settings = RwSignal::new(false);
    let columns = vec![
        Column::new("Patient"),
        Column::new("Stars").number(),
        Column::new("Words"),
        Column::new("Program").hidden_when_narrow(),
        Column::new("Status"),
        Column::new("When").hidden_when_narrow(),
        Column::actions(),
    ];
    let tools = move || filter_by(list, ("state", "Status", "All"), |query: &mut ReviewsQuery| &mut query.state);
    let again = Callback::new(move |()| rows.refetch());
    view! {
        <Page>
            <PageHeader
                title="Reviews"
                about="Asked of everybody who was seen, whatever they may say. Answers are approved words only."
                crumbs=vec![Crumb::new("Programs", "/staff/programs")]
                actions=move || {
                    base::only_with::<EditPrograms>(move || {
                        view! {
                            <Button icon="settings" on_click=move |_| settings.set(true)>
                                "Sites and answers"
                            </Button>
                        }
                        .into_any()
                    })
                }
            />
            <DataTable caption="Reviews" columns query=list total search="Search by name" tools>
                <Rows data=rows columns=7 line=row nothing />
            </DataTable>
            <AnswerDialog answering again />
            <SettingsDialog open=settings />
        </Page>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            icon="star"
            kind=Kind::Goal
            title="No reviews here"
            text="A program asks for one after each visit that was seen. Choose another status, or a live program's visits."
        />
    }
    .into_any()
}

fn row(review: ReviewRow) -> AnyView {
    let Answering(answering) = expect_context();
    let state = review.state();
    let tone = match state {
        ReviewState::Asked => Tone::Neutral,
        ReviewState::Given => Tone::Wait,
        ReviewState::Answered => Tone::Good,
    };
    let name = review.name.reveal().clone();
    let person = match review.patient {
        Some(id) => view! { <a href=format!("/staff/patients/{id}")>{name.clone()}</a> }.into_any(),
        None => "Erased".into_any(),
    };
    let stars = review.stars.map(|stars| format!("{stars} of 5"));
    let at = review.given_at.unwrap_or(review.asked_at);
    let words = review.words.reveal().clone();
    let program = (format!("/staff/programs/{}", review.program), review.program_name.clone());
    let answer = review.answer.clone();
    let answered = (!answer.is_empty()).then(|| {
        view! { <p class="muted">"Answered by " {review.answered_by.clone()} ": " {answer.clone()}</p> }
    });
    let label = format!("Answer {name}");
    let review = StoredValue::new(review);
    view! {
        <tr>
            <th scope="row">{person}</th>
            <td class="number">{stars}</td>
            <td>{words} {answered}</td>
            <td class="narrow-hide">
                <a href=program.0>{program.1}</a>
            </td>
            <td>
                <StatusBadge tone text=state.label() />
            </td>
            <td class="narrow-hide">
                <Moment at say=Say::DateTime />
            </td>
            <td>
                {(state == ReviewState::Given)
                    .then(|| {
                        view! {
                            <Button
                                size=ButtonSize::Small
                                label
                                icon="message-square"
                                on_click=move |_| answering.set(Some(review.get_value()))
                            />
                        }
                    })}
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn AnswerDialog(answering: RwSignal<Option<ReviewRow>>, again: Callback<()>) -> impl IntoView {
    let open = open_while(answering);
    view! {
        <Dialog open title="Answer a review" wide=true>
            <Loaded
                data=Resource::new(|| (), |()| read_review_settings())
                view=move |settings| view! { <AnswerForm settings answering again /> }.into_any()
            />
        </Dialog>
    }
    .into_any()
}

#[component]
fn AnswerForm(settings: ReviewSettings, answering: RwSignal<Option<ReviewRow>>, again: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(settings.answers.first().cloned().unwrap_or_default());
    let choices: Vec<Choice> = settings.answers.iter().map(|words| Choice::new(words.clone(), words.clone())).collect();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(review) = answering.get_untracked() else { return };
        spawn_local(async move {
            match answer_review(review.key, chosen.get_untracked()).await {
                Ok(()) => {
                    answering.set(None);
                    again.run(());
                }
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <form class="form" on:submit=send>
            <RadioGroup name="answer" label="Approved answers" choices value=chosen />
            <p class="muted">"The person reads it behind the link of their review. Copy it to a public site where they wrote there too."</p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true>
                    "Answer"
                </Button>
                <Button on_click=move |_| answering.set(None)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn SettingsDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Sites and approved answers" wide=true>
            <Loaded
                data=Resource::new(|| (), |()| read_review_settings())
                view=move |settings| view! { <SettingsForm settings open /> }.into_any()
            />
        </Dialog>
    }
    .into_any()
}

#[component]
fn SettingsForm(settings: ReviewSettings, open: RwSignal<bool>) -> impl IntoView {
    let errors = FormErrors::provide();
    let sites: Vec<String> = settings.sites.iter().map(|site| format!("{} {}", site.name, site.url)).collect();
    let sites = RwSignal::new(sites.join("\n"));
    let answers = RwSignal::new(settings.answers.join("\n\n"));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = ReviewSettings {
            sites: sites.with_untracked(|text| text.lines().filter(|line| !line.trim().is_empty()).map(site).collect()),
            answers: answers.with_untracked(|text| text.split("\n\n").map(str::to_owned).collect()),
        };
        spawn_local(async move {
            match save_review_settings(wanted).await {
                Ok(()) => {
                    toast(Tone::Good, "Saved.");
                    open.set(false);
                }
                Err(AppError::Invalid(found)) => errors.set(found),
                Err(error) => toast(Tone::Danger, error.to_string()),
            }
        });
    };
    view! {
        <form class="form" on:submit=send>
            <Field
                name="sites"
                label="Public sites"
                hint="One a line: a name, a space, the address. Everybody who gave a review sees all of them."
            >
                <TextArea name="sites" value=sites />
            </Field>
            <Field
                name="answers"
                label="Approved answers"
                hint="An empty line between two. They name no person, visit or illness."
            >
                <TextArea name="answers" value=answers rows=8 />
            </Field>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true>
                    "Save"
                </Button>
                <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            </div>
        </form>
    }
    .into_any()
}

/// `Our page https://example.org/us`: what follows the last space is the address.
fn site(line: &str) -> ReviewSite {
    let (name, url) = line.trim().rsplit_once(' ').unwrap_or(("", line.trim()));
    ReviewSite { name: name.trim().to_owned(), url: url.to_owned() }
}
