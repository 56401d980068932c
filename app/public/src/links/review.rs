//! The review page behind a link: stars and words, once; then the public sites, the same for everybody whatever they said.

use super::frame::{Organization, page};
use leptos::prelude::*;
use serde::Deserialize;
use shared::field::FieldError;
use shared::messages::escape;
use shared::outreach::ReviewSite;

/// What the form posts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    pub stars: String,
    pub words: String,
}

const STARS: [(&str, &str); 5] =
    [("5", "5 – very good"), ("4", "4 – good"), ("3", "3 – all right"), ("2", "2 – not good"), ("1", "1 – bad")];

/// Asks. `typed` is what was posted, with what is wrong in it.
pub fn review_page(style: &str, organization: &Organization, typed: ReviewForm, errors: &[FieldError]) -> String {
    let name = organization.name.clone();
    let complaint = |field: &str| errors.iter().find(|error| error.field == field).map(|error| error.message.clone());
    let (stars_error, words_error) = (complaint("stars"), complaint("words"));
    // Leptos writes what is in a textarea as it is.
    let words = escape(&typed.words);
    page(style, organization, "How was it?", move || {
        let stars = STARS
            .map(|(value, label)| {
                view! {
                    <label class="choice">
                        <input type="radio" name="stars" value=value required=true checked=typed.stars == value />
                        <span>{label}</span>
                    </label>
                }
            })
            .into_iter()
            .collect_view();
        view! {
            <h1>"How was it?"</h1>
            <p>"Tell " <strong>{name}</strong> " in a minute. We ask everybody the same, and read every answer."</p>
            <form method="post" class="form">
                <fieldset class="field" aria-describedby="stars-error">
                    <legend class="field-label">"Stars"</legend>
                    <div class="choices">{stars}</div>
                    <p class="field-error" id="stars-error">
                        {stars_error}
                    </p>
                </fieldset>
                <div class="field">
                    <label for="words">"In your words" <span class="optional">" (optional)"</span></label>
                    <textarea class="input" id="words" name="words" maxlength="2000" rows="5" aria-describedby="words-hint words-error">
                        {words}
                    </textarea>
                    <p class="field-hint" id="words-hint">
                        "Only our team reads it here."
                    </p>
                    <p class="field-error" id="words-error">
                        {words_error}
                    </p>
                </div>
                <button class="button button-primary button-wide" type="submit">
                    "Send"
                </button>
            </form>
        }
        .into_any()
    })
}

/// Thanks, with our answer when there is one and the public sites for everybody alike.
pub fn reviewed_page(style: &str, organization: &Organization, answer: &str, sites: &[ReviewSite]) -> String {
    let (answer, sites, any) = (answer.to_owned(), sites.to_vec(), !sites.is_empty());
    page(style, organization, "Thank you", move || {
        let links = sites
            .into_iter()
            .map(|site| {
                view! {
                    <a class="button button-secondary button-wide" href=site.url rel="noopener noreferrer nofollow">
                        {site.name}
                    </a>
                }
            })
            .collect_view();
        view! {
            <h1>"Thank you"</h1>
            <div class="notice notice-good" role="status">
                <div>
                    <p class="notice-title">"We have your review."</p>
                    <p>"Our team reads every one."</p>
                </div>
            </div>
            {(!answer.is_empty())
                .then(|| {
                    view! {
                        <section class="sheet">
                            <h2>"Our answer"</h2>
                            <p>{answer}</p>
                        </section>
                    }
                })}
            {any.then(|| view! { <p>"If you would like others to read it too, you can write it here:"</p> })} {links}
        }
        .into_any()
    })
}
