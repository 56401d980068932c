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
}

/// What an input knows of the complaint about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Complaint {
    form: Option<FormErrors>,
    field: StoredValue<String>,
    own: Signal<Option<String>>,
}

impl Complaint {
    /// Of the input `field` in the surrounding form; `own` is what its [`Field`](super::Field) says beside the form.
    pub fn about(field: &str, own: Signal<Option<String>>) -> Self {
        Self { form: use_context(), field: StoredValue::new(field.to_owned()), own }
    }

    /// The input's `aria-invalid`.
    pub fn invalid(self) -> Option<&'static str> {
        let in_form = self.form.is_some_and(|form| self.field.with_value(|field| form.at(field).is_some()));
        (in_form || self.own.with(Option::is_some)).then_some("true")
    }

    /// The person changed the input: what was said about it was about what it held before.
    pub fn settle(self) {
        let Some(FormErrors(errors)) = self.form else { return };
        self.field.with_value(|field| {
            if errors.with_untracked(|all| all.iter().any(|error| error.field == *field)) {
                errors.update(|all| all.retain(|error| error.field != *field));
            }
        });
    }
}
