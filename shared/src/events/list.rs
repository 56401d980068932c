//! What the lists of events and of registrations show.

use super::kinds::AttendanceStatus;
use super::views::Tab;
use crate::paging::SortBy;
use crate::{coded, list_query};

coded! {
    /// What events are sorted by.
    #[derive(Default)]
    pub enum EventSort {
        /// By their start: the next one first, and of past ones the last.
        #[default]
        Nearest = "nearest", "Nearest first";
        Name = "name", "Name";
        Starts = "starts", "When";
        Taken = "taken", "Places";
    }
}

impl SortBy for EventSort {}

list_query! {
    /// What the list of events shows.
    pub struct EventsQuery by EventSort, search in Address {
        choice tab: Tab;
    }
}

coded! {
    /// What registrations are sorted by.
    #[derive(Default)]
    pub enum RegistrationSort {
        #[default]
        Registered = "registered", "Registered";
        Name = "name", "Name";
        Status = "status", "Status";
    }
}

impl SortBy for RegistrationSort {
    const DESCENDING: bool = true;
}

list_query! {
    /// What the list of an event's registrations shows.
    pub struct RegistrationsQuery by RegistrationSort, search in Memory {
        filter status: AttendanceStatus;
    }
}
