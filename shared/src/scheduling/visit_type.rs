//! A kind of visit that people book (FHIR HealthcareService with the appointment type): how long, how, for whom, how soon.

use crate::coded;
use crate::field::{FieldError, FieldErrors};
use crate::hue::Hue;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

coded! {
    /// How patient and practitioner meet.
    #[derive(Default)]
    pub enum Modality {
        #[default]
        InPerson = "in-person", "In person";
        Televisit = "televisit", "Televisit";
        Phone = "phone", "Phone call";
    }
}

coded! {
    /// Who may book it. A new patient has not been seen here yet.
    #[derive(Default)]
    pub enum TakenBy {
        #[default]
        Everybody = "everybody", "New and established patients";
        New = "new", "New patients only";
        Established = "established", "Established patients only";
    }
}

impl Modality {
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::InPerson => "map-pin",
            Self::Televisit => "monitor",
            Self::Phone => "phone",
        }
    }

    /// The color of its appointments.
    #[must_use]
    pub const fn hue(self) -> Hue {
        match self {
            Self::InPerson => Hue::Goal,
            Self::Televisit => Hue::Message,
            Self::Phone => Hue::Branch,
        }
    }
}

/// What staff say of a kind of visit. Stored as a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VisitType {
    pub name: String,
    pub modality: Modality,
    pub taken_by: TakenBy,
    /// Minutes with the patient.
    pub length: u32,
    /// Minutes kept free before it.
    pub buffer_before: u32,
    /// Minutes kept free after it.
    pub buffer_after: u32,
    /// Minutes from one possible start to the next.
    pub step: u32,
    /// Minutes between booking and visit, at least.
    pub notice: u32,
    /// Days ahead that it can be booked.
    pub horizon: u32,
    /// What the patient reads when it is booked.
    pub instructions: String,
}

impl Default for VisitType {
    fn default() -> Self {
        Self {
            name: String::new(),
            modality: Modality::default(),
            taken_by: TakenBy::default(),
            length: 30,
            buffer_before: 0,
            buffer_after: 0,
            step: 15,
            notice: 60,
            horizon: 90,
            instructions: String::new(),
        }
    }
}

impl VisitType {
    /// With spaces around the name removed.
    ///
    /// # Errors
    /// What to put right, by field.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        self.name = self.name.trim().to_owned();
        let mut errors = FieldErrors::default();
        errors.require(!self.name.is_empty(), "name", "Give the visit type a name.");
        errors.require(self.name.chars().count() <= 80, "name", "Use at most 80 characters.");
        errors.require((5..=480).contains(&self.length), "length", "Use 5 to 480 minutes.");
        errors.require(self.buffer_before <= 120, "buffer_before", "Use at most 120 minutes.");
        errors.require(self.buffer_after <= 120, "buffer_after", "Use at most 120 minutes.");
        errors.require((5..=480).contains(&self.step), "step", "Use 5 to 480 minutes.");
        errors.require(self.notice <= 60 * 24 * 30, "notice", "Use at most 30 days.");
        errors.require((1..=730).contains(&self.horizon), "horizon", "Use 1 to 730 days.");
        errors.require(self.instructions.chars().count() <= 2_000, "instructions", "Use at most 2,000 characters.");
        errors.into_result(self)
    }

    #[must_use]
    pub fn length(&self) -> Millis {
        Millis::minutes(self.length.into())
    }

    #[must_use]
    pub fn before(&self) -> Millis {
        Millis::minutes(self.buffer_before.into())
    }

    #[must_use]
    pub fn after(&self) -> Millis {
        Millis::minutes(self.buffer_after.into())
    }
}
