//! The extra questions of a registration form, written by a planner as one line each.

use serde::{Deserialize, Serialize};

/// One question. Without choices the answer is free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub label: String,
    pub required: bool,
    pub choices: Vec<String>,
}

/// How many questions a form may ask: more of them cost registrations.
pub const MOST: usize = 8;

/// Reads questions, one a line: `Do you need an interpreter? * = No | Spanish | Sign language`. The star marks a required
/// answer; what follows `=` are the choices.
///
/// # Errors
/// What is wrong, as a sentence for the planner.
pub fn parse(text: &str) -> Result<Vec<Question>, String> {
    let mut questions: Vec<Question> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (label, choices) = line.split_once('=').unwrap_or((line, ""));
        let label = label.trim();
        let (label, required) = label.strip_suffix('*').map_or((label, false), |label| (label.trim(), true));
        let choices: Vec<String> =
            choices.split('|').map(str::trim).filter(|choice| !choice.is_empty()).map(str::to_owned).collect();
        if label.is_empty() || label.chars().count() > 200 {
            return Err("A question needs 1 to 200 characters before the =.".into());
        }
        if choices.len() == 1 {
            return Err(format!("Give “{label}” at least two choices, separated by |, or none."));
        }
        if questions.iter().any(|question| question.label == label) {
            return Err(format!("“{label}” is asked twice."));
        }
        questions.push(Question { label: label.to_owned(), required, choices });
    }
    if questions.len() > MOST {
        return Err(format!("Ask at most {MOST} questions."));
    }
    Ok(questions)
}
