//! The list of patients: what a line shows, how the list is narrowed and sorted.

use super::{Gender, Relationship};
use crate::coded::Known;
use crate::ids::PatientId;
use crate::paging::SortBy;
use crate::phi::Phi;
use crate::time::Date;
use crate::{coded, list_query};
use serde::{Deserialize, Serialize};

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientRow {
    pub id: PatientId,
    /// "Given Family".
    pub name: Phi<String>,
    pub birth_date: Phi<Option<Date>>,
    /// The last day it can be, where it is known to the month or the year only.
    pub birth_until: Phi<Option<Date>>,
    /// Whole years today; `None` without a birth date or when deceased.
    pub age: Option<i32>,
    /// FHIR administrative gender: male, female, other, unknown.
    pub gender: Option<String>,
    /// Medical record number, else the first identifier.
    pub identifier: Phi<Option<String>>,
    pub email: Phi<Option<String>>,
    pub phone: Phi<Option<String>>,
    /// "Chicago, IL".
    pub place: Phi<Option<String>>,
    pub active: bool,
    pub deceased: bool,
    pub relationship: Known<Relationship>,
}

/// Narrows the list beyond its search text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatientFilter {
    pub active: Activeness,
    /// FHIR administrative gender; empty means any.
    pub gender: String,
    /// BCP 47 language as stored, such as `es`; empty means any. `es` also finds `es-MX`.
    pub language: String,
    /// Whole years, both ends included.
    pub age_from: Option<u16>,
    pub age_to: Option<u16>,
}

coded! {
    /// FHIR `Patient.active`: whether the record is in use.
    #[derive(Default)]
    pub enum Activeness {
        #[default]
        Any = "any", "Active or not";
        Active = "active", "Active";
        Inactive = "inactive", "Inactive";
    }
}

coded! {
    /// What the list can be sorted by; `PageQuery::sort` carries the code.
    #[derive(Default)]
    pub enum PatientSort {
        #[default]
        Name = "name", "Name";
        BirthDate = "birth-date", "Birth date";
        Place = "place", "Place";
        Updated = "updated", "Changed";
    }
}

impl SortBy for PatientSort {}

coded! {
    /// Which records the list shows.
    #[derive(Default)]
    pub enum RecordsShown {
        #[default]
        Active = "active", "Active records";
        Inactive = "inactive", "Inactive records";
        All = "any", "All records";
    }
}

list_query! {
    /// What the list of patients shows.
    pub struct PatientsQuery by PatientSort, search in Memory {
        choice status: RecordsShown;
        filter gender: Gender;
    }
}

impl PatientsQuery {
    /// How the list is narrowed.
    #[must_use]
    pub fn filter(&self) -> PatientFilter {
        let active = match self.status {
            RecordsShown::Active => Activeness::Active,
            RecordsShown::Inactive => Activeness::Inactive,
            RecordsShown::All => Activeness::Any,
        };
        let gender = self.gender.map(|gender| gender.code().to_owned()).unwrap_or_default();
        PatientFilter { active, gender, ..PatientFilter::default() }
    }
}
