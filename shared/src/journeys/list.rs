//! What the lists of journeys and of triggers show.

use crate::paging::SortBy;
use crate::{coded, list_query};

coded! {
    /// What journeys are sorted by.
    #[derive(Default)]
    pub enum JourneySort {
        #[default]
        Updated = "updated", "Changed";
        Name = "name", "Name";
        Status = "status", "Status";
        Start = "start", "Start";
    }
}

impl SortBy for JourneySort {
    const DESCENDING: bool = true;
}

list_query! {
    /// What the list of journeys shows.
    pub struct JourneysQuery by JourneySort, search in Address {
    }
}

coded! {
    /// What triggers are sorted by.
    #[derive(Default)]
    pub enum TriggerSort {
        #[default]
        Name = "name", "Name";
        Status = "status", "Status";
    }
}

impl SortBy for TriggerSort {}

list_query! {
    /// What the list of triggers shows.
    pub struct TriggersQuery by TriggerSort, search in Address {
    }
}
