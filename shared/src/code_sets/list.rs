//! What the list of code sets shows.

use crate::paging::SortBy;
use crate::{coded, list_query};

coded! {
    /// What code sets are sorted by.
    #[derive(Default)]
    pub enum CodeSetSort {
        #[default]
        Name = "name", "Name";
        Codes = "codes", "Codes";
        Version = "version", "Version";
        Updated = "updated", "Changed";
    }
}

impl SortBy for CodeSetSort {}

list_query! {
    /// What the list of code sets shows.
    pub struct CodeSetsQuery by CodeSetSort, search in Address {
    }
}
