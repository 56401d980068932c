//! What the lists of segments and of their members show.

use crate::paging::SortBy;
use crate::{coded, list_query};

coded! {
    /// What segments are sorted by.
    #[derive(Default)]
    pub enum SegmentSort {
        #[default]
        Updated = "updated", "Changed";
        Name = "name", "Name";
        Kind = "kind", "Kind";
        Status = "status", "Status";
        Members = "members", "Members";
        Refreshed = "refreshed", "Refreshed";
    }
}

impl SortBy for SegmentSort {
    const DESCENDING: bool = true;
}

list_query! {
    /// What the list of segments shows.
    pub struct SegmentsQuery by SegmentSort, search in Address {
    }
}

coded! {
    /// What members are sorted by.
    #[derive(Default)]
    pub enum MemberSort {
        #[default]
        Name = "name", "Name";
        Age = "age", "Age";
        City = "city", "City";
        Joined = "joined", "Since";
    }
}

impl SortBy for MemberSort {}

list_query! {
    /// What a list of members shows.
    pub struct MembersQuery by MemberSort, search in Memory {
    }
}
