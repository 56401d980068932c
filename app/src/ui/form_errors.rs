//! What the server (or `shared`) found wrong with a form, shown at the field it concerns.

use leptos::prelude::*;
use shared::field::FieldError;

/// The complaints about one form, found by every [`Field`](super::Field) and input inside the component that called [`FormErrors::provide`].
#[derive(Debug, Clone, Copy)]
pub struct FormErrors(RwSignal<Vec<FieldError>>);

impl FormErrors {
    /// Call once in the component that holds the form.
    pub fn provide() -> Self {
        let errors = Self(RwSignal::new(Vec::new()));
        provide_context(errors);
        errors
    }

    pub fn set(&self, errors: Vec<FieldError>) {
        self.0.set(errors);
    }

    pub fn clear(&self) {
        self.0.set(Vec::new());
    }

    /// The complaint about `field`, if any.
    pub fn at(&self, field: &str) -> Option<String> {
        self.0.with(|errors| errors.iter().find(|error| error.field == field).map(|error| error.message.clone()))
    }

    /// Complaints about fields that are not among `shown`, so that none is lost.
    pub fn others(&self, shown: &[&str]) -> Vec<String> {
        self.0.with(|errors| {
            errors
                .iter()
                .filter(|error| !shown.contains(&error.field.as_str()))
                .map(|error| error.message.clone())
                .collect()
        })
    }

    /// The complaint about `field` in the surrounding form.
    pub(super) fn message(field: &str) -> Signal<Option<String>> {
        let (errors, field) = (use_context::<Self>(), field.to_owned());
        Signal::derive(move || errors.and_then(|errors| errors.at(&field)))
    }

    pub(super) fn invalid(field: &str) -> Signal<bool> {
        let message = Self::message(field);
        Signal::derive(move || message.with(Option::is_some))
    }
}
