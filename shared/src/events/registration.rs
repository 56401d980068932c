//! What a person types to register, and what is wrong with it.

use super::questions::Question;
use crate::email_address::EmailAddress;
use crate::field::{FieldError, FieldErrors};
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The form as it was posted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationForm {
    pub name: String,
    /// E-mail address or mobile number.
    pub contact: String,
    pub guests: u32,
    /// By the question's place in the list, from 0.
    pub answers: BTreeMap<usize, String>,
    /// Hidden from people; only robots fill it in.
    pub website: String,
    /// Of the page view that the form is from: posted twice, it is acted upon once.
    pub key: String,
}

/// Where the attendee is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contact {
    /// Lower case.
    Email(String),
    /// `+` and digits, or digits only when no country was given; the store brings both to one form.
    Phone(String),
}

/// A registration that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub name: String,
    pub contact: Contact,
    pub guests: u32,
    /// Question and answer, as they were asked.
    pub answers: BTreeMap<String, String>,
}

impl RegistrationForm {
    /// True when a robot filled in the field people don't see.
    pub fn is_robot(&self) -> bool {
        !self.website.is_empty()
    }

    /// Checks every field.
    ///
    /// # Errors
    /// All complaints; the fields are `name`, `contact`, `guests` and `answer-0` onwards.
    pub fn check(&self, most_guests: u32, questions: &[Question]) -> Result<Attendee, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let name = text::line(&self.name);
        errors.require(name.chars().count() >= 2, "name", "Enter your first and last name.");
        errors.require(name.chars().count() <= 120, "name", "Enter a name of at most 120 characters.");
        let contact = read_contact(&self.contact);
        errors.require(
            contact.is_some(),
            "contact",
            "Enter an e-mail address like name@example.org, or a mobile number with its area code.",
        );
        let answers = self.answered(most_guests, questions, &mut errors);
        errors.into_result(())?;
        // `contact` is there, or the complaint above would have returned.
        let Some(contact) = contact else { return Err(Vec::new()) };
        Ok(Attendee { name, contact, guests: self.guests, answers })
    }

    /// Checks what may be changed afterwards, and gives the answers by question.
    ///
    /// # Errors
    /// All complaints; the fields are `guests` and `answer-0` onwards.
    pub fn check_changes(
        &self,
        most_guests: u32,
        questions: &[Question],
    ) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let answers = self.answered(most_guests, questions, &mut errors);
        errors.into_result(answers)
    }

    fn answered(&self, most_guests: u32, questions: &[Question], errors: &mut FieldErrors) -> BTreeMap<String, String> {
        errors.require(
            self.guests <= most_guests,
            "guests",
            &match most_guests {
                0 => "You can't bring guests to this event.".to_owned(),
                most => format!("You can bring at most {most}."),
            },
        );
        let mut answers = BTreeMap::new();
        for (index, question) in questions.iter().enumerate() {
            let answer = self.answers.get(&index).map_or("", |answer| answer.trim());
            let field = format!("answer-{index}");
            if answer.is_empty() {
                errors.require(!question.required, &field, &format!("Answer “{}”.", question.label));
            } else if !question.choices.is_empty() && !question.choices.iter().any(|choice| choice == answer) {
                errors.add(field, format!("Choose one of the answers to “{}”.", question.label));
            } else if answer.chars().count() > 500 {
                errors.add(field, format!("Keep your answer to “{}” to 500 characters.", question.label));
            } else {
                answers.insert(question.label.clone(), answer.to_owned());
            }
        }
        answers
    }
}

/// Reads an e-mail address or a phone number, however it was spaced.
pub fn read_contact(text: &str) -> Option<Contact> {
    let text = text::code(text);
    if text.contains('@') { read_email(&text).map(Contact::Email) } else { read_phone(&text).map(Contact::Phone) }
}

/// The address in the form it is compared in. Whether it exists only a message can tell.
pub fn read_email(text: &str) -> Option<String> {
    text.parse::<EmailAddress>().ok().map(String::from)
}

fn read_phone(text: &str) -> Option<String> {
    if text.chars().any(|c| !c.is_ascii_digit() && !"+ ()-./".contains(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plus = if text.starts_with('+') { "+" } else { "" };
    (7..=15).contains(&digits.len()).then(|| format!("{plus}{digits}"))
}
