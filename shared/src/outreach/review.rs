//! Reviews: asked of everybody who was seen, answered once on a page without script, answered by staff with approved words.

use crate::field::{FieldError, FieldErrors};
use crate::ids::{PatientId, ProgramId};
use crate::paging::NewestFirst;
use crate::phi::Phi;
use crate::time::UtcMillis;
use crate::{coded, list_query};
use serde::{Deserialize, Serialize};

coded! {
    /// What became of a request for a review.
    pub enum ReviewState {
        Asked = "asked", "Asked";
        Given = "given", "Given";
        Answered = "answered", "Answered";
    }
}

list_query! {
    /// What the list of reviews shows.
    pub struct ReviewsQuery by NewestFirst, search in Memory {
        filter state: ReviewState;
    }
}

/// A review in the staff's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRow {
    pub key: i64,
    pub program: ProgramId,
    pub program_name: String,
    pub patient: Option<PatientId>,
    pub name: Phi<String>,
    pub asked_at: UtcMillis,
    pub given_at: Option<UtcMillis>,
    pub stars: Option<u8>,
    pub words: Phi<String>,
    /// The approved words that staff answered with.
    pub answer: String,
    pub answered_by: String,
}

impl ReviewRow {
    #[must_use]
    pub const fn state(&self) -> ReviewState {
        match (self.given_at, self.answer.is_empty()) {
            (None, _) => ReviewState::Asked,
            (Some(_), true) => ReviewState::Given,
            (Some(_), false) => ReviewState::Answered,
        }
    }
}

/// A public page where people review the organization.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewSite {
    pub name: String,
    pub url: String,
}

/// What the organization agreed on: public sites, shown to everybody alike, and the words that answers are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewSettings {
    pub sites: Vec<ReviewSite>,
    /// Approved answers. They name no person, visit or illness: a public answer must not even say that somebody is a patient (45 CFR 164.502).
    pub answers: Vec<String>,
}

impl Default for ReviewSettings {
    fn default() -> Self {
        Self {
            sites: Vec::new(),
            answers: vec![
                "Thank you for taking the time to write. We read every review in our team.".to_owned(),
                "Thank you for your words. We are sorry that something was not as you expected. Please call us so that we can listen.".to_owned(),
            ],
        }
    }
}

/// Words that would say something about somebody's health or that they are a patient.
const TELLING: [&str; 12] = [
    "your visit",
    "your appointment",
    "your treatment",
    "your doctor",
    "your condition",
    "your results",
    "your diagnosis",
    "your medication",
    "your test",
    "your symptoms",
    "as a patient",
    "your surgery",
];

impl ReviewSettings {
    /// Trimmed, without empty lines.
    ///
    /// # Errors
    /// An address that is not on the web, or an answer that tells something about somebody's health.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        for site in &mut self.sites {
            site.name = site.name.trim().to_owned();
            site.url = site.url.trim().to_owned();
        }
        self.sites.retain(|site| !(site.name.is_empty() && site.url.is_empty()));
        for answer in &mut self.answers {
            *answer = answer.trim().to_owned();
        }
        self.answers.retain(|answer| !answer.is_empty());
        for site in &self.sites {
            errors.require(!site.name.is_empty(), "sites", "Name every site.");
            let web = site.url.starts_with("https://") && site.url.len() <= 500;
            errors.require(web, "sites", "Enter addresses that start with https://.");
        }
        errors.require(self.sites.len() <= 10, "sites", "Use at most 10 sites.");
        for answer in &self.answers {
            let low = answer.to_lowercase();
            if let Some(word) = TELLING.iter().find(|word| low.contains(**word)) {
                errors.add("answers", format!("“{word}” tells others that somebody is a patient. Leave it out."));
            }
            errors.require(answer.chars().count() <= 600, "answers", "Use at most 600 characters.");
        }
        errors.require(self.answers.len() <= 20, "answers", "Use at most 20 answers.");
        errors.into_result(self)
    }
}

/// What somebody typed on the review page.
///
/// # Errors
/// By field: stars from 1 to 5, words within their length.
pub fn checked_review(stars: &str, words: &str) -> Result<(u8, String), Vec<FieldError>> {
    let mut errors = FieldErrors::default();
    let count = stars.trim().parse::<u8>().ok().filter(|count| (1..=5).contains(count));
    errors.require(count.is_some(), "stars", "Choose 1 to 5 stars.");
    let words = crate::text::clean(words).trim().to_owned();
    errors.require(words.chars().count() <= 2_000, "words", "Use at most 2,000 characters.");
    errors.into_result((count.unwrap_or(1), words))
}
