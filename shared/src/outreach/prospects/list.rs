//! The lists of the prospect pages: how they are sorted and narrowed, and what staff say of a list.

use super::{Found, ListStatus};
use crate::field::FieldError;
use crate::ids::ProgramId;
use crate::paging::SortBy;
use crate::text::line;
use crate::time::Date;
use crate::{coded, list_query};
use serde::{Deserialize, Serialize};

coded! {
    /// The columns by which prospect lists can be sorted.
    #[derive(Default)]
    pub enum ListSort {
        #[default]
        Uploaded = "uploaded", "Uploaded";
        Name = "name", "Name";
        Source = "source", "Source";
        Expires = "expires", "Expires";
    }
}

impl SortBy for ListSort {
    const DESCENDING: bool = true;
}

list_query! {
    /// What the list of prospect lists shows.
    pub struct ProspectListsQuery by ListSort, search in Address {
        filter status: ListStatus;
    }
}

coded! {
    /// The columns by which the people of a list can be sorted.
    #[derive(Default)]
    pub enum MemberSort {
        #[default]
        Line = "line", "Line";
        Name = "name", "Name";
    }
}

impl SortBy for MemberSort {}

coded! {
    /// Which people of a list are shown.
    pub enum MemberFilter {
        New = "new", "New";
        Patients = "patient", "Patients before";
        Known = "known", "Known before";
        Blocked = "blocked", "Do not contact";
        Became = "became", "Became patients";
    }
}

impl From<Found> for MemberFilter {
    fn from(found: Found) -> Self {
        match found {
            Found::New => Self::New,
            Found::Patient => Self::Patients,
            Found::Known => Self::Known,
        }
    }
}

list_query! {
    /// What the people of a prospect list shows.
    pub struct MembersQuery by MemberSort, search in Memory {
        filter who: MemberFilter;
    }
}

coded! {
    /// The order of refused lines.
    #[derive(Default)]
    pub enum RefusalSort {
        #[default]
        Line = "line", "Line";
    }
}

impl SortBy for RefusalSort {}

list_query! {
    /// What the refused lines of a prospect list shows.
    pub struct RefusalsQuery by RefusalSort, search in Address {}
}

/// What staff say of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListDetails {
    pub name: String,
    /// What the vendor or practice allows us to do with it.
    pub license: String,
    /// YYYY-MM-DD: the last day on which it may be used.
    pub expires_on: String,
    pub program: Option<ProgramId>,
}

/// The longest a list may be kept, in years.
const LONGEST: i32 = 5;

impl ListDetails {
    /// The details as they are kept.
    ///
    /// # Errors
    /// What is wrong, by field.
    pub fn checked(self, today: Date) -> Result<(Self, Date), Vec<FieldError>> {
        let mut wrong = Vec::new();
        let (name, license) = (line(&self.name), self.license.trim().to_owned());
        if name.is_empty() || name.chars().count() > 120 {
            wrong.push(FieldError::new("name", "Enter a name, at most 120 characters."));
        }
        if license.chars().count() > 1_000 {
            wrong.push(FieldError::new("license", "Use at most 1,000 characters."));
        }
        let expires = Date::parse(self.expires_on.trim()).filter(|_| self.expires_on.trim().len() == 10);
        match expires {
            None => wrong.push(FieldError::new("expires_on", "Enter the last day on which the list may be used.")),
            Some(day) if day < today => {
                wrong.push(FieldError::new(
                    "expires_on",
                    "This day has passed. Enter the last day on which the list may be used.",
                ));
            }
            Some(day) if day > today.plus_years(LONGEST) => {
                wrong.push(FieldError::new("expires_on", "Choose a day within five years."));
            }
            Some(_) => {}
        }
        match expires {
            Some(day) if wrong.is_empty() => {
                Ok((Self { name, license, expires_on: day.to_string(), program: self.program }, day))
            }
            _ => Err(wrong),
        }
    }
}
