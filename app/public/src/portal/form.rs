//! The registration form, empty or with what was typed and what is wrong with it.

use leptos::prelude::*;
use shared::events::questions::Question;
use shared::events::registration::RegistrationForm;
use shared::events::room::Fit;
use shared::events::views::EventRecord;
use shared::field::FieldError;
use uuid::Uuid;

/// Nothing is sent to numbers, so whoever gives one has to know where the confirmation is.
const CONTACT_HINT: &str = "To an e-mail address we send the confirmation. With a mobile number, the next page is your confirmation: keep its link.";

/// Stands in the kept page where each answer gets a key of its own: the form of one page view is acted upon once.
pub const FORM_KEY: &str = "00000000-0000-0000-0000-000000000000";

/// A page with a key of its own.
pub fn with_key(html: &str) -> String {
    html.replacen(FORM_KEY, &Uuid::now_v7().to_string(), 1)
}

/// The name under which the answer to a question is posted: the question itself, whose place may change meanwhile.
pub fn answer_name(question: &Question) -> String {
    format!("answer:{}", question.label)
}

/// The form of an event that takes registrations.
pub fn form(event: &EventRecord, typed: &RegistrationForm, errors: &[FieldError]) -> AnyView {
    let action = format!("/events/{}", event.fields.slug);
    let typed_key = typed.key.clone();
    let button = if event.room().fits(0) == Fit::Waitlisted { "Join the waiting list" } else { "Register" };
    let questions = event.fields.asked();
    let asked = questions
        .iter()
        .enumerate()
        .map(|(index, question)| ask(index, question, typed.answers.get(&index).map_or("", String::as_str), errors))
        .collect_view();
    view! {
        {summary(errors)}
        <form class="form" method="post" action=action id="register" novalidate>
            {input("name", "Your name", "First and last name.", "name", &typed.name, errors)}
            {input("contact", "E-mail or mobile", CONTACT_HINT, "email", &typed.contact, errors)}
            {guests(event.fields.most_guests, typed.guests, errors)}
            {asked}
            <input type="hidden" name="key" value=if typed_key.is_empty() { FORM_KEY.to_owned() } else { typed_key } />
            <div hidden>
                <label for="website">"Leave this empty"</label>
                <input id="website" name="website" tabindex="-1" autocomplete="off" />
            </div>
            <button class="button button-primary button-wide" type="submit">{button}</button>
            <p class="field-hint">"No account needed. We use what you enter for this event only."</p>
        </form>
    }
    .into_any()
}

/// The part of the form that can be changed afterwards: who comes along, and the answers.
pub fn changes(event: &EventRecord, typed: &RegistrationForm, errors: &[FieldError], action: String) -> AnyView {
    let asked = event
        .fields
        .asked()
        .iter()
        .enumerate()
        .map(|(index, question)| ask(index, question, typed.answers.get(&index).map_or("", String::as_str), errors))
        .collect_view();
    view! {
        {summary(errors)}
        <form class="form" method="post" action=action novalidate>
            {guests(event.fields.most_guests, typed.guests, errors)}
            {asked}
            <button class="button button-primary button-wide" type="submit">"Save"</button>
        </form>
    }
    .into_any()
}

/// All complaints at the top, each leading to its field; it takes the focus, so that it is read out first.
fn summary(errors: &[FieldError]) -> Option<AnyView> {
    (!errors.is_empty()).then(|| {
        let rows = errors
            .iter()
            .map(|error| {
                let to = format!("#{}", error.field);
                view! { <li><a href=to>{error.message.clone()}</a></li> }
            })
            .collect_view();
        view! {
            <div class="notice notice-danger" role="alert" tabindex="-1" id="errors" autofocus>
                <div>
                    <p class="notice-title">"Please check this"</p>
                    <ul>{rows}</ul>
                </div>
            </div>
        }
        .into_any()
    })
}

fn input(name: &str, label: &str, hint: &str, autocomplete: &str, typed: &str, errors: &[FieldError]) -> AnyView {
    let wrong = complaint(name, errors);
    view! {
        <div class="field">
            <label for=name.to_owned()>{label.to_owned()}</label>
            <input
                class="input"
                id=name.to_owned()
                name=name.to_owned()
                autocomplete=autocomplete.to_owned()
                value=typed.to_owned()
                required
                aria-invalid=wrong.is_some().then_some("true")
                aria-describedby=format!("{name}-hint {name}-error")
            />
            <p class="field-hint" id=format!("{name}-hint")>{hint.to_owned()}</p>
            {wrong}
        </div>
    }
    .into_any()
}

/// A tick for one guest, a list for more.
fn guests(most: u32, typed: u32, errors: &[FieldError]) -> Option<AnyView> {
    let wrong = complaint("guests", errors);
    match most {
        0 => None,
        1 => Some(
            view! {
                <label class="choice">
                    <input type="checkbox" id="guests" name="guests" value="1" checked={typed > 0} />
                    <span>"I'm bringing one more person"</span>
                </label>
                {wrong}
            }
            .into_any(),
        ),
        most => {
            let choices = (0..=most)
                .map(|count| {
                    let text = match count {
                        0 => "Nobody, I'm coming alone".to_owned(),
                        1 => "1 person".to_owned(),
                        more => format!("{more} people"),
                    };
                    view! { <option value=count.to_string() selected={count == typed}>{text}</option> }
                })
                .collect_view();
            Some(
                view! {
                    <div class="field">
                        <label for="guests">"Who comes with you?"</label>
                        <select class="input" id="guests" name="guests">{choices}</select>
                        {wrong}
                    </div>
                }
                .into_any(),
            )
        }
    }
}

fn ask(index: usize, question: &Question, typed: &str, errors: &[FieldError]) -> AnyView {
    let name = format!("answer-{index}");
    let posted = answer_name(question);
    let wrong = complaint(&name, errors);
    let invalid = wrong.is_some().then_some("true");
    let described = format!("{name}-error");
    let control = if question.choices.is_empty() {
        view! {
            <input class="input" id=name.clone() name=posted value=typed.to_owned() maxlength="500"
                required=question.required aria-invalid=invalid aria-describedby=described />
        }
        .into_any()
    } else {
        let choices = question
            .choices
            .iter()
            .map(|choice| view! { <option selected={choice == typed}>{choice.clone()}</option> })
            .collect_view();
        view! {
            <select class="input" id=name.clone() name=posted required=question.required aria-invalid=invalid
                aria-describedby=described>
                <option value="">"Choose…"</option>
                {choices}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=name>
                {question.label.clone()}
                {(!question.required).then(|| view! { <span class="optional">" (optional)"</span> })}
            </label>
            {control}
            {wrong}
        </div>
    }
    .into_any()
}

fn complaint(name: &str, errors: &[FieldError]) -> Option<AnyView> {
    errors.iter().find(|error| error.field == name).map(|error| {
        let id = format!("{name}-error");
        view! { <p class="field-error" id=id>{error.message.clone()}</p> }.into_any()
    })
}
