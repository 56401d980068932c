//! One page of a longer list, asked for and answered, and how an address says which.

mod address;
mod query;

pub use address::{address_of, list_in, word_in};
pub use query::{ListQuery, NewestFirst, SearchIn, SortBy, WordsQuery};

use serde::{Deserialize, Serialize};

/// Which rows a table shows: search text, sort column (the code of the list's [`SortBy`]), direction, page from 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageQuery {
    pub search: String,
    pub sort: String,
    pub descending: bool,
    pub page: u32,
    pub size: u32,
}

impl Default for PageQuery {
    fn default() -> Self {
        Self { search: String::new(), sort: String::new(), descending: false, page: 0, size: 25 }
    }
}

impl PageQuery {
    /// Rows a page, kept between 1 and 200 whatever was asked.
    pub fn limit(&self) -> i64 {
        i64::from(self.size.clamp(1, 200))
    }
    pub fn offset(&self) -> i64 {
        i64::from(self.page) * self.limit()
    }

    /// What to sort by, and whether from the last to the first. A column that the list does not know stands for its own order.
    pub fn order<S: SortBy>(&self) -> (S, bool) {
        S::from_code(&self.sort).map_or((S::default(), S::DESCENDING), |by| (by, self.descending))
    }

    /// The last page there is of `total` rows, when this one lies behind it.
    pub fn last_page_of(&self, total: u64) -> Option<u32> {
        let last = total.saturating_sub(1) / self.limit().unsigned_abs();
        let last = u32::try_from(last).unwrap_or(u32::MAX);
        (self.page > last).then_some(last)
    }
}

/// The rows of one page and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub total: u64,
}
